"""What waits for someone, and where every neighbourhood stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from rondom.cores.measure.models import Round
from rondom.cores.measure.overviews import response_overview
from rondom.foundation.access import may
from rondom.foundation.workflow import Standing, Waiting
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.stages import NAMES, place_of

REMIND_DAYS = 7
"""So many days before a round ends, its coordinator is asked to remind."""

TONES = ("", "warn", "good")


def waiting(user: Any, today: date) -> Iterator[Waiting]:
    """What this user can do now for the scans that they see."""
    for scan in Scan.objects.visible_to(user).select_related("circle"):
        wave = scan.latest_wave
        if wave is None:
            if may(user, "quickscan.start_wave", scan):
                yield Waiting("Eerste meting voorbereiden", scan.get_absolute_url(), str(scan))
        else:
            yield from _about_round(user, scan, wave.round, today)


def standing(user: Any) -> Iterator[Standing]:
    """Every neighbourhood of every scan that this user sees."""
    for scan in Scan.objects.visible_to(user):
        wave = scan.latest_wave
        place = place_of(wave.round if wave else None)
        shares = _percent_per_area(wave.round) if wave else {}
        for area in scan.areas.all():
            percent = shares.get(area.name)
            yield Standing(
                work_area_id=area.pk,
                title=str(scan),
                address=scan.get_absolute_url(),
                stage=NAMES[place].lower(),
                tone=TONES[place],
                answered="–" if percent is None or place == 0 else f"{percent}%",
                area=area.name,
            )


def _about_round(user: Any, scan: Scan, round_: Round, today: date) -> Iterator[Waiting]:
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
    elif round_.is_closed and may(user, "measure.moderate", round_):
        yield from _about_open_answers(round_, context)


def _about_open_answers(round_: Round, context: str) -> Iterator[Waiting]:
    number = round_.open_answers.waiting().count()
    if number:
        words = "open antwoord" if number == 1 else "open antwoorden"
        yield Waiting(f"{number} {words} nalezen", reverse("measure:moderate", args=[round_.pk]), context)


def _percent_per_area(round_: Round) -> dict[str, int | None]:
    return {part.label: part.percent for part in response_overview(round_).areas}
