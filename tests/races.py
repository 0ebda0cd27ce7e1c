"""What several people do at the same moment, each in a thread or process of their own; what came of it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from rondom.cores.measure.actions.answering import find_ticket, save_draft, start, submit
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Response, Round, Ticket
from rondom.cores.measure.tests.factories import TODAY, make_round
from rondom.cores.meet.actions.ballots import give_dots, open_ballot, prepare_ballot
from rondom.cores.meet.actions.people import add_participant
from rondom.cores.meet.models import Ballot, Dots
from rondom.cores.meet.tests.factories import make_gathering
from rondom.cores.plan.actions.actions import add_action, report_obstacle, start_action
from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.actions.evaluations import evaluate_plan, look_half_way
from rondom.cores.plan.models import Action, Plan
from rondom.cores.plan.tests.factories import make_action, make_plan
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import verify
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.bundles import (
    bundle_questions,
    interpret_bundle,
)
from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.actions.questions import Asked, log_question, screen_question
from rondom.workflows.parenting_questions.models import Bundle, ParentGroup, Pool, Question
from rondom.workflows.parenting_questions.models.bundle import BundleState
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.tests.factories import (
    make_bundle,
    make_coded,
    make_pool,
    make_question,
)

WRITERS, PLACES = 4, 2
REFUSALS = (Refused, Stale, Ticket.DoesNotExist)
KEY = uuid.UUID("5f0c3b1e-8f5e-4a6e-9d5b-0f1f6f1a2b3c")
QUESTION = "Hoe krijg ik mijn kind in bed?"


def prepare() -> None:
    """A pool, a group with two places, a round with a code for each, a plan that runs, and a ballot."""
    by = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
    pool = make_pool(by)
    bundle = make_bundle(pool, by=by, each=1)
    Bundle.objects.update(state=BundleState.SIGNAL)
    ParentGroup.objects.create(
        circle=pool.circle, pool=pool, bundle=bundle, name="Groep", state=GroupState.RECRUITING,
        entrance="ingang", places=PLACES,
    )  # fmt: skip
    make_question(pool, "Mijn kind eet niet. Wat doe ik?")
    make_coded(pool, by=by, theme="slp")
    circle = start_circle("Kring", workflow="quickscan", by=by)
    plan = make_plan(circle, by=by, running=True)
    make_action(plan, by=by)
    round_ = make_round(circle, by=by, area=pool.areas.order_by("name")[0])
    for writer in range(WRITERS):
        code = start(round_.cells.get(), today=TODAY)
        ticket = find_ticket(code)
        assert ticket
        save_draft(ticket, code, {"s1": "4", "idee": code}, today=TODAY)
        User.objects.create_user(f"{writer}@voorbeeld.test", code)
    gathering = make_gathering(circle, by=by, state="planned")
    ballot = prepare_ballot(gathering, question="Wat?", dots=1, options=["a", "b"], by=by)
    open_ballot(ballot, by=by)
    add_participant(gathering, label="buur", role="buur", by=by)


Race = Callable[[int, User], object]


def _asks(writer: int, by: User) -> object:
    pool = Pool.objects.get()
    asked = Asked(QUESTION, pool.areas.order_by("name")[0])
    return log_question(pool, asked, channel="parent", today=TODAY, by=None, key=KEY)[1]


def _joins(writer: int, by: User) -> object:
    given = {"first_name": f"Ouder {writer}", "contact": "0600000000"}
    return join_group(ParentGroup.objects.get(), **given, key=uuid.uuid4())[0].has_place


def _reads(writer: int, by: User) -> object:
    question = Question.objects.filter(text__contains="eet niet").get()
    screen_question(question, by=by, text=question.text)
    return True


def _takes_together(writer: int, by: User) -> object:
    pool = Pool.objects.get()
    theme, area = pool.themes.get(code="slp"), pool.areas.order_by("name")[0]
    return bundle_questions(pool, theme=theme, area=area, today=TODAY, by=by).pk


def _interprets(writer: int, by: User) -> object:
    interpret_bundle(Bundle.objects.order_by("pk")[0], behind=f"Van {writer}", by=by)
    return True


def _starts(writer: int, by: User) -> object:
    start_action(Action.objects.order_by("pk")[0], by=by)
    return True


def _is_stuck(writer: int, by: User) -> object:
    action = Action.objects.order_by("pk")[0]
    report_obstacle(action, obstacle=f"Van {writer}", by=by, revision=2)
    return True


def _adds(writer: int, by: User) -> object:
    goal = Plan.objects.get().goals.get()
    return add_action(goal, what="Samen eten", by=by, key=KEY).pk


def _looks_half_way(writer: int, by: User) -> object:
    look_half_way(Plan.objects.get(), learnt=f"Van {writer}", on=TODAY, by=by, key=uuid.uuid4(), revision=0)
    return True


def _evaluates(writer: int, by: User) -> object:
    evaluate_plan(Plan.objects.get(), learnt=f"Van {writer}", on=TODAY, by=by, key=uuid.uuid4())
    return True


def _gives_the_last_dot(writer: int, by: User) -> object:
    """One participant, in as many tabs as there are writers."""
    ballot = Ballot.objects.get()
    option = ballot.options.order_by("order")[writer % 2].pk
    give_dots(ballot, dots={option: 1}, participant=ballot.gathering.participants.get(label="buur"), by=by)
    return True


def _answers_while_it_closes(writer: int, by: User) -> object:
    """The first closes the round; the others hand in, each twice."""
    if writer == 0:
        time.sleep(0.01)
        close_round(Round.objects.get(), by=by)
        return "closed"
    code = User.objects.get(email=f"{writer}@voorbeeld.test").name
    handed_in = submit(code, today=TODAY)
    with suppress(*REFUSALS):
        submit(code, today=TODAY)
    return handed_in


RACES: dict[str, Race] = {
    "ask": _asks,
    "join": _joins,
    "read": _reads,
    "take together": _takes_together,
    "interpret": _interprets,
    "start": _starts,
    "stuck": _is_stuck,
    "add": _adds,
    "half-way": _looks_half_way,
    "evaluate": _evaluates,
    "dot": _gives_the_last_dot,
    "close": _answers_while_it_closes,
}


ONE_IS_FIRST = ("read", "interpret", "start", "stuck", "half-way", "evaluate")


def run(writer: int, meet: Callable[[str], object]) -> dict[str, Any]:
    """Everyone waits for the others before each race. What each got; None where it was refused."""
    by = User.objects.get(email="coordinator@voorbeeld.test")
    got: dict[str, Any] = {}
    for name, race in RACES.items():
        meet(name)
        got[name] = None
        with suppress(*REFUSALS):
            got[name] = race(writer, by)
    return got


def check(got: list[dict[str, Any]]) -> dict[str, Any]:
    """What is wrong in what came of it, by race: nothing, when all is well."""
    by_race = {name: [one[name] for one in got] for name in RACES}
    round_, plan, action = Round.objects.get(), Plan.objects.get(), Action.objects.order_by("pk")[0]
    handed_in = by_race["close"].count(True)
    right = {
        "ask": (len(set(by_race["ask"])), Question.objects.filter(text=QUESTION).count()) == (1, 1),
        "join": (by_race["join"].count(True), ParentGroup.objects.get().enrolments.placed().count())
        == (PLACES, PLACES)
        and by_race["join"].count(False) == WRITERS - PLACES,
        "take together": (len(set(by_race["take together"])), Bundle.objects.count()) == (1, 2),
        "add": (len(set(by_race["add"])), Action.objects.count()) == (1, 2),
        **{name: by_race[name].count(True) == 1 for name in ONE_IS_FIRST},
        "obstacle": action.obstacle in [f"Van {one}" for one, went in enumerate(by_race["stuck"]) if went],
        "looks": plan.evaluations.count() == 2,
        "dot": (Dots.objects.count(), set(by_race["dot"])) == (1, {True}),
        "close": "closed" in by_race["close"]
        and Response.objects.count() == round_.cells.get().submitted == handed_in,
        "log": verify().broken is None,
    }
    return {name: by_race.get(name) for name, well in right.items() if not well}
