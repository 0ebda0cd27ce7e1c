"""Forms about rounds."""

from datetime import date
from typing import Any

from django import forms

from rondom.cores.measure.actions.rounds import Invited
from rondom.cores.measure.models import FrameCell, Round

MOST_INVITED = 100_000


class DaysForm(forms.Form):
    """Until when people can answer."""

    closes_on = forms.DateField(
        label="Laatste dag", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class FrameForm(forms.Form):
    """The number invited, for every cell of a frame."""

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = list(round_.cells.select_related("area", "sector", "organisation"))
        for cell in self.cells:
            self.fields[f"cell-{cell.pk}"] = forms.IntegerField(
                label=f"Genodigd bij {cell}",
                min_value=0,
                max_value=MOST_INVITED,
                required=False,
                initial=cell.invited or None,
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
                error_messages={
                    "min_value": "Vul 0 in, of meer.",
                    "max_value": f"Vul hoogstens {MOST_INVITED} in.",
                },
            )

    def by_area(self) -> dict[str, list[tuple[FrameCell, forms.BoundField]]]:
        """Cells with their fields, per neighbourhood."""
        grouped: dict[str, list[tuple[FrameCell, forms.BoundField]]] = {}
        for cell in self.cells:
            grouped.setdefault(cell.area.name, []).append((cell, self[f"cell-{cell.pk}"]))
        return grouped

    def invited(self) -> list[Invited]:
        """What set_frame needs."""
        return [
            Invited(cell.area, cell.sector, cell.organisation, self.cleaned_data[f"cell-{cell.pk}"] or 0)
            for cell in self.cells
        ]


class CodesForm(forms.Form):
    """How many single-use codes to make."""

    number = forms.IntegerField(
        label="Hoeveel codes?",
        min_value=1,
        max_value=500,
        help_text="Elke code is voor één persoon. U ziet de codes één keer: druk ze meteen af.",
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )


class CloseForm(forms.Form):
    """Closing cannot be undone, so someone says that they mean it."""

    sure = forms.BooleanField(label="Ja, niemand hoeft meer in te vullen", required=True)


def clean_period(opens_on: date | None, closes_on: date | None) -> None:
    """ValidationError unless the last day is not before the first."""
    if opens_on and closes_on and closes_on < opens_on:
        raise forms.ValidationError("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.")
