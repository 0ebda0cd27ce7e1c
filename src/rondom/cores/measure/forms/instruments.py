"""Reading a questionnaire from a file."""

from io import BytesIO
from typing import Any

from django import forms

from rondom.instruments import FormError
from rondom.instruments.xlsform import Reading, read_xlsform

LARGEST_MB = 5


class InstrumentFileForm(forms.Form):
    """A file that people already have: an XLSForm."""

    file = forms.FileField(
        label="Bestand (XLSForm, .xlsx)",
        help_text="Zoals KoboToolbox, ODK en Rondom het maken: met de bladen survey, choices en settings.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip"}),
    )

    reading: Reading
    problems: tuple[Any, ...] = ()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {LARGEST_MB} MB. Een vragenlijst is kleiner."
            )
        try:
            self.reading = read_xlsform(BytesIO(file.read()))
        except FormError as error:
            self.problems = tuple(error.problems)
            raise forms.ValidationError(
                "Dit bestand kunnen wij niet lezen. Hieronder staat waarom."
            ) from None
        return file
