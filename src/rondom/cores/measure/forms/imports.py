"""Forms about answers that were gathered elsewhere."""

from io import BytesIO
from typing import Any

from django import forms

from rondom.cores.measure.actions.imports import ORIGINS, loaded
from rondom.cores.measure.models import FrameCell, Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.placing import Where
from rondom.instruments import FileRefused
from rondom.instruments.answers_in import AnswerFile, read_answers

LARGEST_MB = 25


class AnswerFileForm(forms.Form):
    """A file with one row per person."""

    file = forms.FileField(
        label="Bestand (CSV, Excel of SPSS)",
        help_text="Zoals LimeSurvey, Qualtrics, KoboToolbox, ODK en SPSS het uitvoeren: één rij per persoon.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.sav,.zsav"}),
    )

    answers: AnswerFile
    content: bytes

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {LARGEST_MB} MB. Laat het op de server inlezen, "
                "met rondom import-answers."
            )
        self.content = file.read()
        try:
            self.answers = loaded(read_answers(BytesIO(self.content)))
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return file


class WhereForm(forms.Form):
    """What holds for the whole file: how the answers came in, and where these people belong."""

    origin = forms.ChoiceField(
        label="Hoe kwamen de antwoorden binnen?",
        choices=[(str(origin), origin.label) for origin in ORIGINS],
        initial=str(Origin.IMPORTED),
        widget=forms.RadioSelect,
    )
    cell = forms.TypedChoiceField(
        label="Horen alle rijen bij één organisatie?", coerce=int, empty_value=None, required=False
    )
    area = forms.TypedChoiceField(
        label="Komen alle rijen uit één wijk?", coerce=int, empty_value=None, required=False
    )
    sector = forms.TypedChoiceField(
        label="Komen alle rijen uit één sector?", coerce=int, empty_value=None, required=False
    )
    rest = forms.BooleanField(
        label="Zonder organisatie: tel iemand bij ‘overige’ van de sector",
        help_text="Hoeveel mensen daar zijn uitgenodigd, is niet bekend. De respons is dan ook niet bekend.",
        required=False,
    )

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cells = list(round_.cells.select_related("area", "sector", "organisation"))
        self._offer("cell", "Nee, dat staat in het bestand", [(cell.pk, _named(cell)) for cell in cells])
        areas = {cell.area_id: cell.area.name for cell in cells}
        self._offer("area", "Nee, de wijk staat in een kolom", list(areas.items()))
        sectors = {cell.sector_id: cell.sector.name for cell in cells}
        self._offer("sector", "Nee, de sector staat in een kolom", list(sectors.items()))

    def where(self) -> Where:
        """What was chosen."""
        chosen = self.cleaned_data
        return Where(chosen["cell"], chosen["area"], chosen["sector"], chosen["rest"])

    def _offer(self, name: str, no: str, options: list[tuple[int, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", no), *sorted(options, key=lambda option: option[1])]


def _named(cell: FrameCell) -> str:
    return str(cell) if cell.organisation else f"overige van {cell}"
