"""Scans with answers to test with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from numpy.random import default_rng

from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.rounds import Invited, close_round, open_round, set_frame
from rondom.cores.measure.models import FrameCell, InstrumentVersion, Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.tests.factories import TODAY, make_area, make_organisation, make_version
from rondom.foundation.places.models import WorkArea
from rondom.workflows.quickscan.actions.scans import start_scan, start_wave
from rondom.workflows.quickscan.models import Scan, Wave

AREAS = (("Lindenkwartier", "WK990101"), ("Nieuw-Oever", "WK990102"), ("De Hoven", "WK990103"))
SECTORS = ("po", "soc", "won")

Partners = Callable[[FrameCell, int], dict[str, Any]]


def make_scan(by: Any) -> Scan:
    """Three neighbourhoods, each with a partner in three sectors."""
    areas = [make_area(name, code) for name, code in AREAS]
    for area in areas:
        for sector in SECTORS:
            make_organisation(area, f"{sector} {area} (voorbeeld)", sector)
    return start_scan("Samen naar minder armoede", municipality=areas[0].municipality, areas=areas, by=by)


def make_wave(
    scan: Scan,
    *,
    by: Any,
    people: dict[str, int] | None = None,
    version: InstrumentVersion | None = None,
    partners: Partners = lambda cell, place: {},
) -> Wave:
    """A closed wave. ``people``: sector -> how many answered in every neighbourhood; ``partners``: what
    each of them says about the organisations that they work with (cell, place in it)."""
    wave = start_wave(
        scan,
        name=f"Meting {scan.waves.count() + 1}",
        opens_on=TODAY - timedelta(days=7),
        closes_on=TODAY,
        by=by,
        instrument_version=version or make_version(),
    )
    invited = [
        Invited(cell.area, cell.sector, cell.organisation, 30)
        for cell in wave.round.cells.select_related("area", "sector", "organisation")
    ]
    set_frame(wave.round, invited, by=by)
    open_round(wave.round, by=by, today=TODAY)
    fill(wave.round, people or {"po": 12, "soc": 9, "won": 2}, partners)
    close_round(wave.round, by=by)
    return wave


def fill(round_: Round, people: dict[str, int], partners: Partners = lambda cell, place: {}) -> None:
    """So many people per sector answer, in every neighbourhood, spread over all answers."""
    rng = default_rng(1)
    for cell in round_.cells.select_related("sector", "round"):
        answered = [
            (
                cell,
                {f"s{item}": str(rng.integers(1, 6)) for item in range(1, 5)}
                | {"zeker": int(rng.integers(0, 11))}
                | partners(cell, place),
            )
            for place in range(people.get(cell.sector.code, 0))
        ]
        hand_in(round_, answered, origin=Origin.ONLINE)


def area_named(scan: Scan, name: str) -> WorkArea:
    found = scan.areas.get(name=name)
    assert isinstance(found, WorkArea)
    return found
