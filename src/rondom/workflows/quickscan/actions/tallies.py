"""Counting over municipalities that let their neighbourhoods count; done at night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction

from rondom.analysis.disclosure import freeze
from rondom.cores.measure.models import Release
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Membership
from rondom.workflows.quickscan.advice import LIBRARY
from rondom.workflows.quickscan.elsewhere import FEWEST_MUNICIPALITIES, Attempt, Fact, Known, attempt
from rondom.workflows.quickscan.measured import Measured, measured
from rondom.workflows.quickscan.models import Scan, Sharing, SharingState, Tallied, Tally


@transaction.atomic
def make_tallies(today: date) -> int:
    """A tally of every scale with enough neighbourhoods that were not tried before; how many were made."""
    sharing = Sharing.objects.select_for_update().filter(state=SharingState.ON)
    counting = Scan.objects.filter(pk__in=[one.scan_id for one in sharing.order_by("pk")])
    scans = list(counting.with_waves().select_related("circle__municipality"))
    if len({_municipality(scan) for scan in scans}) <= FEWEST_MUNICIPALITIES:
        return 0
    readers = _readers(scans)
    facts = list(_facts(scans))
    names = {scale: name for scale, name, _ in facts}
    made = 0
    for scale in sorted(names):
        tried = set(Tallied.objects.filter(tally__scale=scale).values_list("wave", "area"))
        free = _once([fact for of, _, fact in facts if of == scale and fact.key not in tried])
        if found := attempt(free, readers):
            tally = keep(found, scale=scale, name=names[scale], today=today)
            used = (Tallied(tally=tally, wave_id=wave, area_id=area) for wave, area in _keys(found))
            Tallied.objects.bulk_create(used)
            made += 1
    return made


def keep(found: Attempt, *, scale: str, name: str, today: date, note: str = "") -> Tally:
    """What may be shown; nothing of what came out for one neighbourhood."""
    released = freeze(found.released) if found.released else None
    document = {"released": released, "municipalities": found.municipalities} if released else {}
    tally = Tally.objects.create(scale=scale, name=name, made_on=today, document=document, note=note)
    record(None, "quickscan.tally_made", tally, areas=len(found.facts))
    return tally


def _keys(found: Attempt) -> list[tuple[int, int]]:
    return [fact.key for fact in found.facts]


def _facts(scans: Iterable[Scan]) -> Iterator[tuple[str, str, Fact]]:
    """Scale, its name, and what happened in a neighbourhood. What was planned and not done is left out."""
    releases = Release.objects.all()
    for scan in scans:
        for one in measured(scan, releases):
            yield from _of(one, _municipality(scan))


def _of(one: Measured, municipality: str) -> Iterator[tuple[str, str, Fact]]:
    for scale in one.source.scales:
        about = {advice.code for advice in LIBRARY if set(advice.items) & set(scale.items)}
        done, change = one.done & about, one.change(scale.name)
        if about and change is not None and (done or not one.planned & about):
            fact = Fact((one.wave, one.area), municipality, done, change.points > 0)
            yield scale.name, one.source.name(scale), fact


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """A neighbourhood in two scans counts once."""
    return list({fact.key[1]: fact for fact in reversed(facts)}.values())[::-1]


def _readers(scans: Sequence[Scan]) -> set[Known]:
    """Per person the municipalities of which they are in a scan, whether that one counts or not."""
    here = Scan.objects.filter(circle__municipality__code__in={_municipality(scan) for scan in scans})
    of_circle = dict(here.order_by("pk").values_list("circle", "circle__municipality__code"))
    members = Membership.objects.filter(circle__in=of_circle).values_list("user", "circle")
    found: dict[int, set[str]] = {}
    for user, circle in members.order_by("user"):
        found.setdefault(user, set()).add(of_circle[circle])
    return {Known(known) for known in found.values()}


def _municipality(scan: Scan) -> str:
    return scan.circle.municipality.code if scan.circle.municipality else ""
