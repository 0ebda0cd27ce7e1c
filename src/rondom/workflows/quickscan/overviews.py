"""What waits for someone, and where every neighbourhood stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse

from rondom.cores.measure.models import FrameCell, OpenAnswer, Round
from rondom.cores.plan.models import Plan
from rondom.foundation.access import may
from rondom.foundation.circles.models import roles_remembered
from rondom.foundation.places.models import WorkArea
from rondom.foundation.workflow import Standing, Waiting
from rondom.workflows.quickscan.chain import plans_of
from rondom.workflows.quickscan.coming import AGAIN_AFTER, coming_up, known_to
from rondom.workflows.quickscan.models import Scan, SharingState
from rondom.workflows.quickscan.stages import NAMES, place_of

REMIND_DAYS = 7
"""So many days before a round ends, its coordinator is asked to remind."""

TONES = ("", "warn", "good")


def waiting(user: Any, today: date) -> list[Waiting]:
    """What this user can do now for the scans that they see."""
    scans = list(Scan.objects.visible_to(user).with_waves())
    unread = _unread(scans)
    with roles_remembered(user):
        return [thing for scan in scans for thing in _about_scan(user, scan, unread, today)]


def standing(user: Any) -> list[Standing]:
    """Every neighbourhood of every scan that this user sees."""
    scans = list(Scan.objects.visible_to(user).with_waves())
    percents = _percents(scans)
    plans = plans_of(wave.round for scan in scans for wave in scan.waves.all())
    known = known_to(user, plans)
    return [
        Standing(
            work_area_id=area.pk,
            title=str(scan),
            address=scan.get_absolute_url(),
            stage=NAMES[place].lower(),
            tone=TONES[min(place, len(TONES) - 1)],
            answered=percents.get((scan.pk, area.pk), "–") if place else "–",
            area=area.name,
            place=place,
            following=coming.following,
            day=coming.day,
            details=coming.details,
        )
        for scan in scans
        for area in scan.areas.all()
        for place in [_place(scan, area, plans)]
        for coming in [coming_up(scan, area, plans, known)]
    ]


def _place(scan: Scan, area: WorkArea, plans: Mapping[int, Sequence[Plan]]) -> int:
    """How far a neighbourhood is: a plan of the whole municipality counts for each."""
    wave = scan.latest_wave
    if wave is None:
        return place_of(None)
    about = [plan for plan in plans.get(wave.round_id, ()) if plan.area_id in (None, area.pk)]
    tables = [
        table for table in wave.tables.all() if table.area_id in (None, area.pk) and table.is_about_results
    ]
    return place_of(wave.round, about, has_table=bool(tables))


def _about_scan(user: Any, scan: Scan, unread: Mapping[int, int], today: date) -> Iterator[Waiting]:
    yield from _about_sharing(user, scan)
    wave = scan.latest_wave
    if wave is not None:
        yield from _about_round(user, scan, wave.round, unread, today)
    elif may(user, "quickscan.start_wave", scan):
        yield Waiting("Eerste meting voorbereiden", scan.get_absolute_url(), str(scan))


def _about_round(
    user: Any, scan: Scan, round_: Round, unread: Mapping[int, int], today: date
) -> Iterator[Waiting]:
    address, context = reverse("measure:round", args=[round_.pk]), str(scan)
    if round_.is_concept and may(user, "measure.open_round", round_):
        yield Waiting(f"{round_} openen", address, context, round_.opens_on)
    elif round_.is_open and round_.closes_on < today and may(user, "measure.close_round", round_):
        yield Waiting(f"{round_} sluiten", address, context, round_.closes_on)
    elif round_.is_open and round_.closes_on <= today + timedelta(days=REMIND_DAYS):
        if may(user, "measure.hand_out_codes", round_):
            yield Waiting(
                "Organisaties herinneren",
                reverse("measure:invite", args=[round_.pk]),
                context,
                round_.closes_on,
            )
    elif round_.is_closed:
        if may(user, "measure.moderate", round_):
            yield from _about_open_answers(round_, unread.get(round_.pk, 0), context)
        if may(user, "quickscan.start_wave", scan):
            yield from _about_again(scan, round_, today)


def _about_sharing(user: Any, scan: Scan) -> Iterator[Waiting]:
    """The coordinator asked; the policy officer decides."""
    asked = scan.sharing_state == SharingState.ASKED
    if asked and may(user, "quickscan.agree_to_share", scan):
        address = reverse("quickscan:sharing", args=[scan.pk])
        yield Waiting("Beslissen over meetellen voor andere gemeenten", address, str(scan))


def _about_again(scan: Scan, round_: Round, today: date) -> Iterator[Waiting]:
    """A next wave proposes itself a year after the last one, and is due within two."""
    if round_.closes_on + timedelta(days=AGAIN_AFTER) <= today:
        address = reverse("quickscan:add_wave", args=[scan.pk])
        yield Waiting("Opnieuw meten", address, str(scan), round_.closes_on + timedelta(days=2 * AGAIN_AFTER))


def _about_open_answers(round_: Round, number: int, context: str) -> Iterator[Waiting]:
    if number:
        words = "open antwoord" if number == 1 else "open antwoorden"
        yield Waiting(f"{number} {words} nalezen", reverse("measure:moderate", args=[round_.pk]), context)


def _unread(scans: Sequence[Scan]) -> dict[int, int]:
    """Round -> open answers that nobody has read."""
    waiting = OpenAnswer.objects.waiting().filter(round__in=_rounds(scans)).order_by()
    return dict(waiting.values("round").annotate(number=Count("pk")).values_list("round", "number"))


def _percents(scans: Sequence[Scan]) -> dict[tuple[int, int], str]:
    """Scan and neighbourhood -> percent answered of invited, where every number invited is known."""
    cells = FrameCell.objects.filter(round__in=_rounds(scans)).order_by()
    sums = cells.values("round", "area").annotate(
        asked=Sum("invited"), answered=Sum("submitted"), unknown=Count("pk", filter=Q(invited=0))
    )
    scan_of = {wave.round_id: scan.pk for scan in scans if (wave := scan.latest_wave)}
    return {
        (scan_of[one["round"]], one["area"]): f"{min(100, round(100 * one['answered'] / one['asked']))}%"
        for one in sums
        if one["asked"] and not one["unknown"]
    }


def _rounds(scans: Sequence[Scan]) -> list[int]:
    return [wave.round_id for scan in scans if (wave := scan.latest_wave)]
