"""A year of invented questions: three pilots became dossiers, two groups took one over, one is a signal."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import numpy as np
from django.db import transaction
from numpy.random import Generator

from rondom.demo.pilots import PILOTS, Pilot
from rondom.demo.world import World
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.actions import bundles, groups
from rondom.workflows.parenting_questions.actions.approaches import share_approach
from rondom.workflows.parenting_questions.actions.counting import count_quarter
from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.actions.opinions import note_opinions
from rondom.workflows.parenting_questions.actions.pools import start_pool
from rondom.workflows.parenting_questions.actions.questions import (
    Asked,
    code_question,
    log_question,
    screen_question,
)
from rondom.workflows.parenting_questions.models import Approach, Bundle, ParentGroup, Pool
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import ELEMENTS
from rondom.workflows.parenting_questions.models.question import AgeGroup, Channel, QuestionState

ASKED: dict[str, tuple[str, ...]] = {
    "sdg": ("Hoe vertel ik mijn kind dat wij uit elkaar gaan?", "Hoe regelen wij twee huizen zonder ruzie?"),
    "bew": ("Hoe zeg ik nee tegen snoep zonder strijd?", "Hoe help ik mijn kind gezonder te eten?"),
    "sch": ("Mijn kind wil niet meer naar school, wat nu?", "Hoe krijg ik mijn puber weer naar school?"),
    "slp": ("Hoe krijg ik mijn kind op tijd in bed?", "Mijn kind wordt elke nacht wakker, wat helpt?"),
    "med": ("Hoe lang mag een kind op de tablet?", "Hoe krijg ik mijn kind van de game af?"),
    "grz": ("Hoe houd ik vol als ik nee zeg?", "Wat doe ik als regels niet werken?"),
    "lui": ("Waarom luistert mijn kind niet?", "Hoe maak ik afspraken met mijn kind?"),
    "spr": ("Mijn kind praat nog weinig, is dat erg?", "Mogen wij thuis twee talen spreken?"),
    "zvt": ("Hoe krijgt mijn kind meer zelfvertrouwen?", "Mijn kind durft niets te zeggen in de klas."),
    "gld": ("Hoe kan mijn kind meedoen zonder veel geld?", "Hoe praat ik over geld met mijn kind?"),
    "str": ("Ik ben zo moe, hoe houd ik dit vol?", "Hoe krijg ik even tijd voor mezelf?"),
    "net": ("Hoe leer ik andere ouders kennen?", "Wie kan er een avond oppassen?"),
}
"""Per theme what parents ask. Invented."""

MONTH = timedelta(days=30)

EARLIER = timedelta(days=110)
"""What was asked longer ago led to the pilots."""

ASKED_MORE = (
    ("sdg", 0, 9, 120), ("bew", 3, 10, 120), ("sch", 1, 9, 120), ("net", 2, 9, 120),
    ("slp", 0, 9, 10), ("med", 2, 9, 10),
)  # fmt: skip
"""Theme, place of the neighbourhood, how many more were asked there, and until how many days ago."""


ANSWERED = {
    "lui": "Op het spreekuur ligt een blad met wat ouders hielp. U kunt ook bellen.",
    "grz": "De school en het consultatiebureau geven hierover nu hetzelfde advies.",
    "spr": "Wij maakten een lijst van plekken waar u hierover terecht kunt.",
}


@transaction.atomic
def collect(world: World, today: date, rng: Generator) -> Pool:
    """Four quarters of questions at organisations of every neighbourhood."""
    by = world.people["coordinator"]
    pool = start_pool("Opvoedvragen in Waterrijk", municipality=world.municipality, areas=world.areas, by=by)
    add_member(pool.circle, user=world.people["professional"], role=Role.PROFESSIONAL, by=by)
    add_member(pool.circle, user=world.people["beleid"], role=Role.POLICY, by=by)
    asked = sorted(_moments(today, rng))
    answers_on = asked[0][0] + MONTH
    for day, theme, place in asked:
        if day <= today - EARLIER:
            while day > answers_on:
                _answered(pool, answers_on, by)
                answers_on += MONTH
            _ask(pool, theme, world.areas[place], day, by, rng)
    dossiers = [_held(_bundled(pool, one.theme, world.areas[one.place], today, by), one, today, by)
                for one in PILOTS]  # fmt: skip
    _network(_bundled(pool, "net", world.areas[2], today, by), dossiers[0], today, by)
    _answered(pool, today - EARLIER, by)
    for day, theme, place in asked:
        if day > today - EARLIER:
            _ask(pool, theme, world.areas[place], day, by, rng)
    for quarter in quarters.ended(today - timedelta(days=330), today):
        count_quarter(pool, quarter, today=today, by=by)
    _screens(_bundled(pool, "med", world.areas[2], today, by), dossiers[1], today, by)
    return pool


def _answered(pool: Pool, day: date, by: User) -> None:
    """Parents heard something soon about what was no signal."""
    for theme in ANSWERED:
        for area in pool.areas.order_by("pk"):
            if pool.questions.filter(theme__code=theme, area=area, state=QuestionState.CODED).exists():
                bundle = _bundled(pool, theme, area, day, by)
                bundles.give_back(bundle, told=ANSWERED[theme], today=day, by=by)
                bundles.close_bundle(bundle, by=by)


def _moments(today: date, rng: Generator) -> Iterator[tuple[date, str, int]]:
    """When something was asked, about what, and in which neighbourhood."""
    themes = rng.choice(list(ASKED), size=160, p=np.linspace(3, 1, len(ASKED)) / (2 * len(ASKED)))
    for number, theme in enumerate(themes.tolist()):
        yield today - timedelta(days=45 + 2 * number), theme, int(rng.integers(4))
    for theme, place, more, until in ASKED_MORE:
        for _ in range(more):
            yield today - timedelta(days=until + int(rng.integers(30))), theme, place


def _ask(pool: Pool, theme: str, area: WorkArea, day: date, by: User, rng: Generator) -> None:
    heard_at = list(
        Organisation.objects.filter(areas=area, sector__code__in=("po", "jgz", "wel")).order_by("pk")
    )
    text = ASKED[theme][int(rng.integers(2))]
    age = (AgeGroup.TODDLER, AgeGroup.YOUNG, AgeGroup.OLDER)[int(rng.integers(3))]
    organisation = heard_at[int(rng.integers(len(heard_at)))]
    asked = Asked(text, area, age_group=age, heard=int(rng.integers(1, 4)))
    question, _ = log_question(
        pool, asked, channel=Channel.PROFESSIONAL, today=day, by=by,
        organisation=organisation,
    )  # fmt: skip
    screen_question(question, by=by, text=text)
    code_question(question, theme=pool.themes.get(code=theme), by=by)


def _bundled(pool: Pool, theme: str, area: WorkArea, today: date, by: User) -> Bundle:
    return bundles.bundle_questions(pool, theme=pool.themes.get(code=theme), area=area, today=today, by=by)


def _decided(bundle: Bundle, behind: str, reason: str, today: date, by: User) -> None:
    bundles.raise_signal(bundle, today=today, by=by)
    bundles.interpret_bundle(bundle, behind=behind, by=by)
    bundles.decide_bundle(bundle, answer=Answer.GROUP, reason=reason, by=by)


def _held(bundle: Bundle, pilot: Pilot, today: date, by: User) -> Approach:
    """A group that was held, what parents thought of it, and a shared dossier of its approach."""
    _decided(bundle, pilot.behind, pilot.reason, today - EARLIER, by)
    group = groups.start_group(bundle, name=pilot.name, by=by)
    groups.change_group(group, changes={"approach": pilot.approach, "childcare": True}, by=by)
    _hold(group, today - timedelta(days=pilot.days_ago), pilot.parents, by)
    note_opinions(
        group, counts=dict(zip(("papers", "much", "a_little", "nothing"), pilot.opinions, strict=True)), by=by
    )
    scores = dict(zip(ELEMENTS, pilot.scores, strict=True))
    groups.evaluate_group(group, elements=scores, what_worked=pilot.worked, by=by)
    dossier: dict[str, str | bool] = {
        "name": pilot.name,
        "question": pilot.question,
        "cause": pilot.behind,
        "approach": pilot.approach,
        "partners": pilot.partners,
        "what_worked": pilot.worked,
        "tips": pilot.tips,
        "transferable": True,
        "conditions": pilot.conditions,
    }
    made = groups.put_in_library(group, dossier=dossier, by=by)
    share_approach(made, by=by)
    ended = today - timedelta(days=pilot.days_ago) + timedelta(weeks=len(pilot.parents))
    bundles.give_back(bundle, told=pilot.told, today=ended, by=by)
    return made


def _network(bundle: Bundle, approach: Approach, today: date, by: User) -> None:
    """A group that took the approach over, was held, and says what came of it."""
    reason = "Ouders zoeken andere ouders."
    _decided(bundle, "Veel ouders wonen hier pas kort.", reason, today - EARLIER, by)
    different = "Hier zijn het ochtenden, na het brengen naar school. Kleine kinderen komen mee."
    group = groups.start_group(
        bundle, name="Koffie in De Hoven", copied_from=approach, different=different, by=by
    )
    _hold(group, today - timedelta(days=35), (3, 7, 9, 9), by)
    note_opinions(group, counts={"papers": 9, "much": 5, "a_little": 2, "nothing": 1}, by=by)
    scores = dict(zip(ELEMENTS, (2, 3, 3, 1, 1, 2), strict=True))
    worked = "Een vast uur en een vaste plek. Ouders nemen nu elkaar mee."
    groups.evaluate_group(group, elements=scores, what_worked=worked, by=by)


def _hold(group: ParentGroup, first: date, parents: tuple[int, ...], by: User) -> None:
    """A meeting a week, until it is over."""
    groups.change_group(group, changes={"starts_on": first, "where": "Buurthuis (voorbeeld)"}, by=by)
    groups.prepare_group(group, by=by)
    groups.recruit_parents(group, by=by)
    groups.begin_group(group, today=first, by=by)
    for week, number in enumerate(parents):
        groups.count_meeting(group, day=first + timedelta(weeks=week), parents=number, by=by)
    groups.finish_group(group, today=first + timedelta(weeks=len(parents)), by=by)


def _screens(bundle: Bundle, approach: Approach, today: date, by: User) -> None:
    """A group that looks for parents: it takes an approach over, and three joined."""
    reason = "Ouders willen samen afspraken maken die in de hele klas gelden."
    _decided(bundle, "Elk gezin staat er alleen voor, en kinderen vergelijken.", reason, today, by)
    different = "Hier zijn het twee avonden. Kinderen maken zelf een voorstel voor de regels."
    group = groups.start_group(
        bundle, name="Samen schermwijs", copied_from=approach, different=different, by=by
    )
    changes = {
        "about": "Hoe lang mag uw kind op een scherm? Kom praten met andere ouders.",
        "leaders": "een leerkracht en een jeugdverpleegkundige",
        "starts_on": today + timedelta(days=20),
        "starts_at": time(19, 30),
        "where": "Basisschool in De Hoven (voorbeeld)",
        "places": 8,
    }
    groups.change_group(group, changes=changes, by=by)
    groups.prepare_group(group, by=by)
    groups.recruit_parents(group, by=by)
    for number in range(1, 4):
        join_group(group, first_name=f"Ouder {number}", contact=f"ouder{number}@voorbeeld.test")
