"""Forms about rounds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from rondom.cores.measure.actions.rounds import Invited
from rondom.cores.measure.models import Round
from rondom.foundation.places.models import Organisation, Sector, WorkArea

MOST_INVITED = 100_000


class DaysForm(forms.Form):
    """Until when people can answer."""

    closes_on = forms.DateField(
        label="Laatste dag", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One organisation (or the rest of a sector) in one neighbourhood, on the page of the frame."""

    area: WorkArea
    sector: Sector
    organisation: Organisation | None
    asked: forms.BoundField
    invited: forms.BoundField


class FrameForm(forms.Form):
    """Who is asked: which partners, and how many people they invite.

    Beside what stands in the frame are the other partners of the same neighbourhoods. Once the round is
    open everyone in the frame stays in it, because answers may stand there; others can still come in.
    """

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows: list[tuple[str, WorkArea, Sector, Organisation | None]] = []
        cells = list(round_.cells.select_related("area", "sector", "organisation"))
        for cell in cells:
            self._add(f"cell-{cell.pk}", cell.area, cell.sector, cell.organisation, cell.invited)
            self.fields[f"in-cell-{cell.pk}"].disabled = not round_.is_concept
        there = {(cell.area_id, cell.organisation_id) for cell in cells}
        areas = {cell.area_id: cell.area for cell in cells}
        partners = Organisation.objects.filter(areas__in=areas, active=True).distinct()
        for one in partners.select_related("sector").prefetch_related("areas"):
            for area in (areas[place.pk] for place in one.areas.all() if place.pk in areas):
                if (area.pk, one.pk) not in there:
                    self._add(f"new-{area.pk}-{one.pk}", area, one.sector, one, None)

    def by_area(self) -> dict[str, list[FrameRow]]:
        """The rows per neighbourhood, in the order of sectors."""
        grouped: dict[str, list[FrameRow]] = {}
        ordered = sorted(self._rows, key=lambda row: (row[1].name, row[2].order, str(row[3] or "")))
        for name, area, sector, organisation in ordered:
            row = FrameRow(area, sector, organisation, self[f"in-{name}"], self[name])
            grouped.setdefault(area.name, []).append(row)
        return grouped

    def clean(self) -> dict[str, Any]:
        asked = {area.pk for name, area, *_ in self._rows if self.cleaned_data[f"in-{name}"]}
        for area in {area.pk: area for _, area, *_ in self._rows}.values():
            if area.pk not in asked:
                self.add_error(None, f"Laat in {area} minstens één organisatie meedoen.")
        return self.cleaned_data

    def invited(self) -> list[Invited]:
        """What set_frame needs."""
        return [
            Invited(area, sector, organisation, self.cleaned_data[name] or 0)
            for name, area, sector, organisation in self._rows
            if self.cleaned_data[f"in-{name}"]
        ]

    def _add(
        self,
        name: str,
        area: WorkArea,
        sector: Sector,
        organisation: Organisation | None,
        invited: int | None,
    ) -> None:
        who = f"{organisation or sector}, {area}"
        self._rows.append((name, area, sector, organisation))
        self.fields[f"in-{name}"] = forms.BooleanField(
            label=f"{who} doet mee", required=False, initial=invited is not None
        )
        self.fields[name] = forms.IntegerField(
            label=f"Genodigd bij {who}",
            min_value=0,
            max_value=MOST_INVITED,
            required=False,
            initial=invited or None,
            widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
            error_messages={
                "min_value": "Vul 0 in, of meer.",
                "max_value": f"Vul hoogstens {MOST_INVITED} in.",
            },
        )


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
