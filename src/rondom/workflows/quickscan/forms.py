"""Starting a scan and a wave."""

from datetime import date, timedelta
from typing import Any

from django import forms

from rondom.cores.measure.forms.rounds import clean_period
from rondom.cores.measure.models import InstrumentVersion
from rondom.foundation.places.models import Place, WorkArea


class ScanForm(forms.Form):
    """Which neighbourhoods take part."""

    name = forms.CharField(
        label="Naam van de quickscan", max_length=120, help_text="Bijvoorbeeld: Samen naar minder armoede"
    )
    areas = forms.ModelMultipleChoiceField(
        label="Wijken die meedoen",
        queryset=WorkArea.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één wijk."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["areas"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = WorkArea.objects.active().select_related("municipality")

    def clean_areas(self) -> list[WorkArea]:
        areas = list(self.cleaned_data["areas"])
        if len({area.municipality_id for area in areas}) > 1:
            raise forms.ValidationError("Kies wijken van één gemeente. Maak per gemeente een quickscan.")
        return areas

    @property
    def municipality(self) -> Place:
        """The municipality of the neighbourhoods that were chosen."""
        municipality = self.cleaned_data["areas"][0].municipality
        assert isinstance(municipality, Place)
        return municipality


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
