"""Pools and questions to test with."""

from datetime import date
from typing import Any

from rondom.cores.measure.tests.factories import make_area, make_organisation
from rondom.foundation.places.models import Organisation
from rondom.workflows.parenting_questions.actions.bundles import bundle_questions
from rondom.workflows.parenting_questions.actions.groups import put_in_library
from rondom.workflows.parenting_questions.actions.pools import start_pool
from rondom.workflows.parenting_questions.actions.questions import (
    Asked,
    code_question,
    log_question,
    screen_question,
)
from rondom.workflows.parenting_questions.models import Approach, Bundle, ParentGroup, Pool, Question
from rondom.workflows.parenting_questions.models.bundle import Answer, BundleState
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.models.question import Channel

TODAY = date(2026, 11, 23)

DOSSIER: dict[str, str | bool] = {
    "name": "Samen eten",
    "question": "Slapen: hoe gaat een kind op tijd naar bed?",
    "cause": "Ouders weten niet wat gewoon is.",
    "approach": "Eerst samen eten, dan praten.",
    "partners": "Consultatiebureau en school",
    "what_worked": "Thee",
    "tips": "",
    "transferable": True,
    "conditions": "",
}


def make_pool(by: Any) -> Pool:
    """A pool of two neighbourhoods, each with a school and a welfare organisation."""
    areas = [make_area("Lindenkwartier", "WK990101"), make_area("Nieuw-Oever", "WK990102")]
    for area in areas:
        make_organisation(area, f"School {area} (voorbeeld)", "po")
        make_organisation(area, f"Welzijn {area} (voorbeeld)", "soc")
    return start_pool("Opvoedvragen", municipality=areas[0].municipality, areas=areas, by=by)


def make_question(
    pool: Pool, text: str = "Mijn kind wil niet slapen, wat kan ik doen?", **extra: Any
) -> Question:
    """A new question of a professional."""
    given = {"channel": Channel.PROFESSIONAL, "today": TODAY, "by": None, **extra}
    area = given.pop("area", None) or pool.areas.order_by("name")[0]
    return log_question(pool, Asked(text, area), **given)[0]


def make_coded(pool: Pool, *, by: Any, theme: str = "slp", **extra: Any) -> Question:
    """A question that counts."""
    question = make_question(pool, **extra)
    screen_question(question, by=by, text=question.text)
    code_question(question, theme=pool.themes.get(code=theme), by=by)
    return question


def make_signal(pool: Pool, *, by: Any, theme: str = "slp", each: int = 4, organisations: int = 2) -> None:
    """Enough families in the first neighbourhood, heard at so many organisations."""
    area = pool.areas.order_by("name")[0]
    partners = Organisation.objects.filter(areas=area).order_by("name")
    for organisation in partners[:organisations]:
        for _ in range(each):
            make_coded(pool, by=by, theme=theme, organisation=organisation)


def make_bundle(pool: Pool, *, by: Any, **extra: Any) -> Bundle:
    """A bundle that is a signal when one says so."""
    make_signal(pool, by=by, **extra)
    area = pool.areas.order_by("name")[0]
    return bundle_questions(pool, theme=pool.themes.get(code="slp"), area=area, today=TODAY, by=by)


def make_evaluated(pool: Pool, *, by: Any, **extra: Any) -> ParentGroup:
    """A group that met twice and looked back."""
    bundle = make_bundle(pool, by=by, each=1)
    bundle.state, bundle.answer = BundleState.DECIDED, Answer.GROUP
    bundle.save()
    marks = {**dict.fromkeys(ELEMENTS, 1), "exchange": 3}
    given = {"name": "Rustig naar bed", "approach": "Samen eten", "elements": marks, **extra}
    group = ParentGroup.objects.create(
        circle=pool.circle, pool=pool, bundle=bundle, state=GroupState.EVALUATED, **given
    )
    group.meetings.create(day=TODAY, parents=7)
    return group


def make_approach(pool: Pool, *, by: Any, **extra: Any) -> Approach:
    """The dossier of such a group."""
    return put_in_library(make_evaluated(pool, by=by), dossier={**DOSSIER, **extra}, by=by)
