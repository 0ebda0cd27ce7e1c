"""Two waves of a quickscan in the invented municipality, through the actions that people use."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import numpy as np
from django.db import transaction
from numpy.random import Generator

from rondom.cores.measure.actions.answering import find_ticket, save_draft, start, submit
from rondom.cores.measure.actions.content import record_content
from rondom.cores.measure.actions.dossiers import ask_for_dossier, make_dossier
from rondom.cores.measure.actions.moderation import moderate
from rondom.cores.measure.actions.rounds import Invited, close_round, open_round, set_frame
from rondom.cores.measure.models import FrameCell, Round
from rondom.cores.measure.models.open_answer import OpenState
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.overviews import partners_of
from rondom.demo.elsewhere import count_elsewhere
from rondom.demo.gatherings import plan_next
from rondom.demo.people import answers_of, make_person
from rondom.demo.plans import improve, improve_elsewhere, look_back
from rondom.demo.questions import collect
from rondom.demo.world import NEIGHBOURHOODS, ORGANISATIONS, World, make_world
from rondom.dossier.content import Aspect, ContentStudy, Finding, People, Verdict, Way
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.workflows.quickscan.actions.reports import ask_for_reports, make_reports
from rondom.workflows.quickscan.actions.scans import start_scan, start_wave
from rondom.workflows.quickscan.models import Scan

SEED = 20261123
NAME = "Samen naar minder armoede"

WAVES = (
    ("najaar 2025", 410, {"S": 0.0, "O": 0.0, "T": 0.0, "W": 0.0}, 0.60),
    ("najaar 2026", 40, {"S": 0.35, "O": 0.05, "T": 0.1, "W": 0.15}, 0.66),
)
"""Name, days ago that it opened, change since the first wave per scale, and the share that answers."""

Progress = Callable[[str], None]


def build(today: date, say: Progress) -> Scan:
    """Fill an empty database."""
    rng = np.random.default_rng(SEED)
    with transaction.atomic():
        say("Een verzonnen gemeente met vier wijken en veertig organisaties ...")
        world = make_world(rng)
        scan = _start(world)
    plan = None
    for name, days_ago, change, share in WAVES:
        say(f"De meting van {name}: professionals vullen in, daarna komen de rapporten ...")
        _run_wave(scan, world, f"Quickscan {name}", today - timedelta(days=days_ago), change, share, rng)
        if plan is None:
            say("Een rondetafel, en verbeterplannen voor twee wijken ...")
            plan = improve(scan, world, today)
            improve_elsewhere(scan, world, today)
        else:
            look_back(plan, world, today)
    plan_next(scan, world, today)
    count_elsewhere(scan, world, today)
    say("Een jaar aan vragen van ouders ...")
    collect(world, today, rng)
    say("Een proefmeting die nog open is ...")
    _open_trial(world, today, rng)
    return scan


def _start(world: World) -> Scan:
    coordinator = world.people["coordinator"]
    scan = start_scan(NAME, municipality=world.municipality, areas=world.areas, by=coordinator)
    for key, role in (
        ("onderzoeker", Role.RESEARCHER),
        ("professional", Role.PROFESSIONAL),
        ("beleid", Role.POLICY),
    ):
        add_member(scan.circle, user=world.people[key], role=role, by=coordinator)
    return scan


def _run_wave(
    scan: Scan,
    world: World,
    name: str,
    opens_on: date,
    change: dict[str, float],
    share: float,
    rng: Generator,
) -> None:
    coordinator = world.people["coordinator"]
    wave = start_wave(
        scan,
        name=name,
        opens_on=opens_on,
        closes_on=opens_on + timedelta(weeks=3),
        contact="het projectteam van de gemeente (voorbeeld)",
        by=coordinator,
    )
    set_frame(wave.round, list(_invited(world)), by=coordinator)
    open_round(wave.round, by=coordinator, today=opens_on)
    with transaction.atomic():
        for cell in wave.round.cells.select_related("area", "sector"):
            _answer_in(cell, change, share, opens_on, rng)
    close_round(wave.round, by=coordinator)
    is_last = name.endswith("2026")
    _read_open_answers(wave.round, world, leave=4 if is_last else 0)
    if is_last:
        record_content(wave.round, _invented_study(wave.round, opens_on), by=world.people["onderzoeker"])
        dossier, _ = ask_for_dossier(wave.round, by=coordinator)
        make_dossier(dossier, by=coordinator)
    run, _ = ask_for_reports(wave.round, audience=Audience.CIRCLE, by=coordinator)
    make_reports(run, by=coordinator)


def _invented_study(round_: Round, opens_on: date) -> ContentStudy:
    """As it could look; it says of itself that it is invented."""
    items = [item for scale in round_.instrument_version.instrument.scales for item in scale.items]
    said = {
        Aspect.RELEVANCE: (Verdict.GOOD, "De vragen gaan over het werk van alledag."),
        Aspect.COMPREHENSIVENESS: (Verdict.MIXED, "Twee mensen misten vragen over vervoer."),
        Aspect.COMPREHENSIBILITY: (
            Verdict.GOOD,
            "Iedereen kon in eigen woorden zeggen wat een vraag betekent.",
        ),
    }
    return ContentStudy(
        done_on=opens_on - timedelta(weeks=8),
        people={
            People.RESPONDENTS: 6,
            People.STRUGGLING_READERS: 2,
            People.EXPERIENCE: 3,
            People.FIELD: 6,
        },
        ways=(Way.PANEL, Way.INTERVIEWS),
        findings={
            one: Finding(verdict, f"Verzonnen voorbeeld. {words}") for one, (verdict, words) in said.items()
        },
        changed="Verzonnen voorbeeld: niets. Het onderzoek is nooit gedaan.",
        source="Verzonnen voor de demo; er is geen verslag.",
        panel=6,
        relevant={name: 5 if at % 9 == 4 else 6 for at, name in enumerate(items)},
    )


def _open_trial(world: World, today: date, rng: Generator) -> None:
    """A round that is open now, so that one can answer."""
    coordinator = world.people["coordinator"]
    trial = start_scan(
        "Proefmeting nieuwe collega's", municipality=world.municipality, areas=world.areas[:2], by=coordinator
    )
    opens_on = today - timedelta(days=5)
    wave = start_wave(
        trial, name="Proefmeting", opens_on=opens_on, closes_on=today + timedelta(days=16), by=coordinator
    )
    open_round(wave.round, by=coordinator, today=opens_on)
    with transaction.atomic():
        for cell in wave.round.cells.select_related("area", "sector"):
            cell.invited = 4
            cell.save(update_fields=["invited"])
            _answer_in(cell, {}, 0.25, today, rng)


def _invited(world: World) -> Iterator[Invited]:
    for organisation, (_, _, places, number) in zip(world.organisations, ORGANISATIONS, strict=True):
        for place in places:
            yield Invited(world.areas[place], organisation.sector, organisation, number)


def _answer_in(cell: FrameCell, change: dict[str, float], share: float, day: date, rng: Generator) -> None:
    """Some of those invited answer; everyone through the link of their organisation."""
    effect = next(one.effect for one in NEIGHBOURHOODS if one.name == cell.area.name)
    partners = {str(one.pk): one.sector.code for one in partners_of(cell)}
    instrument = cell.round.instrument_version.instrument
    for _ in range(int(rng.binomial(cell.invited, share))):
        person = make_person(
            rng, sector=cell.sector.code, area_effect=effect, wave_effect=change, partners=partners
        )
        code = start(cell, today=day)
        ticket = find_ticket(code)
        assert ticket is not None
        save_draft(ticket, code, answers_of(person, instrument), today=day)
        submit(code, today=day)


def _read_open_answers(round_: Round, world: World, *, leave: int) -> None:
    """The coordinator has read all open answers but a few."""
    waiting = list(round_.open_answers.waiting())
    for answer in waiting[: len(waiting) - leave]:
        moderate(answer, state=OpenState.SHOWN, text=answer.text, by=world.people["coordinator"])
