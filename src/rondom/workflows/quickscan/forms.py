"""Starting a scan and a wave."""

from datetime import date, timedelta
from typing import Any

from django import forms

from rondom.cores.measure.forms.rounds import clean_period
from rondom.cores.measure.models import InstrumentVersion
from rondom.foundation.places.forms import AreasForm


class ScanForm(AreasForm):
    """Which neighbourhoods take part."""

    per_municipality = "quickscan"
    field_order = ("name", "areas")

    name = forms.CharField(
        label="Naam van de quickscan", max_length=120, help_text="Bijvoorbeeld: Samen naar minder armoede"
    )


class WithdrawForm(forms.Form):
    """Why a report is taken back."""

    because = forms.CharField(
        label="Waarom trekt u deze uitgave in?",
        max_length=300,
        help_text="Wie het adres opent, leest deze reden.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WaveForm(forms.Form):
    """When people can answer, and what they are asked."""

    name = forms.CharField(label="Naam van de meting", max_length=120)
    opens_on = forms.DateField(
        label="Eerste dag", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    closes_on = forms.DateField(
        label="Laatste dag",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Drie weken werkt meestal goed.",
    )
    instrument_version = forms.ModelChoiceField(
        label="Vragenlijst",
        queryset=InstrumentVersion.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    contact = forms.CharField(
        label="Bij wie kunnen mensen terecht met vragen?",
        max_length=200,
        required=False,
        help_text="Een rol en een adres van de organisatie, bijvoorbeeld: team armoede, armoede@gemeente.nl",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument_version"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = InstrumentVersion.objects.latest_of_each()
        self.initial.setdefault("opens_on", today)
        self.initial.setdefault("closes_on", today + timedelta(weeks=3))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        clean_period(cleaned.get("opens_on"), cleaned.get("closes_on"))
        return cleaned
