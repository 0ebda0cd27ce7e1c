"""A year of invented questions of parents: two became groups, one an approach, one is a signal."""

from datetime import date, timedelta

import numpy as np
from django.db import transaction
from numpy.random import Generator

from rondom.demo.world import World
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.actions import bundles, groups
from rondom.workflows.parenting_questions.actions.approaches import share_approach
from rondom.workflows.parenting_questions.actions.counting import count_quarter
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
from rondom.workflows.parenting_questions.models.question import AgeGroup, Channel

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

PILOTS = (("sdg", 0, 9), ("bew", 3, 10), ("sch", 1, 9), ("net", 2, 9))
"""Theme, place of the neighbourhood, and how many more were asked there in the last quarter."""


@transaction.atomic
def collect(world: World, today: date, rng: Generator) -> Pool:
    """Four quarters of questions at organisations of every neighbourhood."""
    by = world.people["coordinator"]
    pool = start_pool("Opvoedvragen in Waterrijk", municipality=world.municipality, areas=world.areas, by=by)
    add_member(pool.circle, user=world.people["professional"], role=Role.PROFESSIONAL, by=by)
    themes = rng.choice(list(ASKED), size=160, p=np.linspace(3, 1, len(ASKED)) / (2 * len(ASKED)))
    for number, theme in enumerate(themes.tolist()):
        day = today - timedelta(days=45 + 2 * number)
        _ask(pool, theme, world.areas[int(rng.integers(4))], day, by, rng)
    for theme, place, more in PILOTS:
        for _ in range(more):
            day = today - timedelta(days=int(rng.integers(10, 40)))
            _ask(pool, theme, world.areas[place], day, by, rng)
    for quarter in quarters.ended(today - timedelta(days=330), today):
        count_quarter(pool, quarter, today=today, by=by)
    approach = _divorce(_bundled(pool, "sdg", world.areas[0], today, by), today, by)
    _network(_bundled(pool, "net", world.areas[2], today, by), approach, today, by)
    _limits(_bundled(pool, "bew", world.areas[3], today, by), approach, by)
    return pool


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


def _divorce(bundle: Bundle, today: date, by: User) -> Approach:
    """All the way: a group that was held, and a shared dossier of its approach."""
    bundles.raise_signal(bundle, today=today, by=by)
    bundles.interpret_bundle(bundle, behind="Ouders kennen niemand die ook uit elkaar ging.", by=by)
    bundles.decide_bundle(bundle, answer=Answer.GROUP, reason="Ouders leren van elkaar.", by=by)
    group = groups.start_group(bundle, name="Uit elkaar, samen ouders", by=by)
    approach = "Vijf avonden, met twee begeleiders. Ouders kiezen de onderwerpen. Er is eten en oppas."
    groups.change_group(group, changes={"approach": approach, "childcare": True}, by=by)
    _hold(group, today - timedelta(days=84), (6, 8, 7, 8, 7), by)
    note_opinions(group, counts={"papers": 7, "much": 6, "a_little": 1, "nothing": 0}, by=by)
    scores = dict(zip(ELEMENTS, (3, 3, 1, 2, 2, 3), strict=True))
    groups.evaluate_group(group, elements=scores, what_worked="Samen eten voor het begin.", by=by)
    dossier: dict[str, str | bool] = {
        "name": group.name,
        "question": "Scheiden: hoe vertelt u het kinderen, en hoe regelt u twee huizen?",
        "cause": bundle.behind,
        "approach": approach,
        "partners": "Consultatiebureau, wijkteam en buurthuis. Een ouder uit de wijk begeleidde mee.",
        "what_worked": group.what_worked,
        "tips": "Begin met een avond zonder programma. Vraag ouders dan waar zij het over willen hebben.",
        "transferable": True,
        "conditions": "Twee begeleiders, een ruimte met een keuken, en oppas.",
    }
    made = groups.put_in_library(group, dossier=dossier, by=by)
    share_approach(made, by=by)
    told = "Veel ouders vroegen dit. Wij hielden vijf avonden met ouders. In het voorjaar beginnen wij weer."
    bundles.give_back(bundle, told=told, by=by)
    return made


def _network(bundle: Bundle, approach: Approach, today: date, by: User) -> None:
    """A group that took the approach over, was held, and says what came of it."""
    bundles.raise_signal(bundle, today=today, by=by)
    bundles.interpret_bundle(bundle, behind="Veel ouders wonen hier pas kort.", by=by)
    bundles.decide_bundle(bundle, answer=Answer.GROUP, reason="Ouders zoeken andere ouders.", by=by)
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
    groups.begin_group(group, by=by)
    for week, number in enumerate(parents):
        groups.count_meeting(group, day=first + timedelta(weeks=week), parents=number, by=by)
    groups.finish_group(group, today=first + timedelta(weeks=len(parents)), by=by)


def _limits(bundle: Bundle, approach: Approach, by: User) -> None:
    """As far as a decision: the group is an idea, and takes an approach over."""
    bundles.raise_signal(bundle, today=bundle.until, by=by)
    bundles.interpret_bundle(bundle, behind="Nee zeggen over eten geeft elke dag strijd.", by=by)
    bundles.decide_bundle(bundle, answer=Answer.GROUP, reason="Het speelt bij veel gezinnen tegelijk.", by=by)
    different = "Hier komen ouders met hun kinderen, en koken zij samen. Daarom drie avonden, geen vijf."
    groups.start_group(bundle, name="Nee zeggen aan tafel", copied_from=approach, different=different, by=by)
