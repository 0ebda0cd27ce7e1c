"""Between the two waves: a round table and a plan for one neighbourhood, and whether it helped."""

from datetime import date, time, timedelta
from typing import Any

from rondom.cores.measure.cooperation import TO
from rondom.cores.measure.models import Release
from rondom.cores.meet.actions.ballots import close_ballot, give_dots, open_ballot
from rondom.cores.meet.actions.decisions import decide
from rondom.cores.meet.actions.gatherings import choose_time, close_gathering, hold_gathering
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.decision import DecisionKind
from rondom.cores.meet.models.gathering import period
from rondom.cores.plan.actions import actions, evaluations, goals, indicators, plans
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Action, Goal, Plan
from rondom.cores.plan.models.evaluation import Course
from rondom.demo.world import World
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.actions.improving import start_improvement
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.improving import proposals
from rondom.workflows.quickscan.models import Scan

GOALS: tuple[tuple[str, str, tuple[tuple[str, str, int, str], ...]], ...] = (
    (
        "Ouders denken mee over wat wij aanbieden",
        "Iemand vraagt mij wat ik zelf zou willen.",
        (
            (
                "Bij elke activiteit twee ouders om raad vragen",
                "Basisschool De Regenboog",
                -90,
                "done",
            ),
            ("Kaart met alle regelingen, door ouders nagekeken", "Formulierenbrigade", -12, "stuck"),
            ("Een vaste groep ouders die meedenkt", "Voedselbank Waterrijk", 120, "new"),
        ),
    ),
    (
        "Wij horen terug of de hulp is aangekomen",
        "Ik hoef niet zelf achter hulp aan te bellen.",
        (
            ("Afspraak maken: na drie weken terugbellen", "Wijkteam Oost", -220, "done"),
            ("Eén lijst met wie u per organisatie belt", "Buurthuis De Linde", -150, "done"),
            ("Vast inloopmoment van het wijkteam in de school", "Team Jonge Gezinnen", 40, "busy"),
        ),
    ),
)
"""Words, what a family notices; and of each action what, who, days and state."""

HALF_WAY = (
    ("De koffie loopt goed, elke maand komen er ouders bij.", Course.CONTINUE),
    ("Ouders denken mee op school, nog niet bij andere organisaties.", Course.ADJUST),
    ("Terugbellen gaat goed bij twee van de drie organisaties.", Course.CONTINUE),
)
"""Of each goal how it went half-way, and what people chose."""


def improve(scan: Scan, world: World, today: date) -> Plan:
    """After the first reports: a round table about one neighbourhood, and the plan that came of it."""
    by, area = world.people["coordinator"], world.areas[0]
    release = Release.objects.get(publication__area=area, publication__round__circle=scan.circle)
    day = release.results.round.closes_on + timedelta(days=40)
    gathering = prepare_round_table(release, by=by)
    _hold(gathering, day, by)
    decision = decide(
        gathering, text="Elke maand koffie voor ouders, op school", reason="Ouders vroegen er zelf om.",
        kind=DecisionKind.CONSENT, look_back_on=today + timedelta(days=20), by=by,
    )  # fmt: skip
    hold_gathering(gathering, today=day, by=by)
    close_gathering(gathering, by=by)
    chosen = [one.item for one in proposals(release)[: len(GOALS)]]
    plan = start_improvement(release, items=chosen, decisions=[str(decision.pk)], advice=[], today=day, by=by)
    coffee, *others = plan.goals.order_by("order")
    goals.change_goal(coffee, {"notice": "Ik ken nu andere ouders in de buurt."}, by=by)
    actions.add_action(coffee, what="Koffieochtend voorbereiden met ouders", role="ouderconsulent", by=by)
    for goal, (words, notice, todo) in zip(others, GOALS, strict=True):
        goals.change_goal(goal, {"words": words, "notice": notice}, by=by)
        _write_down(goal, todo, world, today, by)
    indicators.choose_indicator(
        others[-1], name="Hoe vaak anderen contact hebben met het wijkteam", kind=Kind.NETWORK,
        parameters={"measure": f"{TO}soc"}, target=3, by=by,
    )  # fmt: skip
    plans.change_plan(plan, {"evaluate_on": today + timedelta(days=60)}, by=by)
    plans.agree_plan(plan, on=day, by=by)
    plans.start_work(plan, by=by)
    return plan


def improve_elsewhere(scan: Scan, world: World, today: date) -> None:
    """In another neighbourhood a plan from advice: people look half-way within a week."""
    by, area = world.people["coordinator"], world.areas[1]
    release = Release.objects.get(publication__area=area, publication__round__circle=scan.circle)
    chosen = next(one for one in proposals(release) if one.advice)
    day = today - timedelta(days=178)
    plan = start_improvement(
        release, items=[chosen.item], advice=[one.code for one in chosen.advice], today=day, by=by
    )
    for action in Action.objects.filter(goal__plan=plan):
        actions.start_action(action, by=by)
        actions.finish_action(action, by=by)
    plans.agree_plan(plan, on=day, by=by)
    plans.start_work(plan, by=by)


def look_back(plan: Plan, world: World, today: date) -> None:
    """After the second wave, which filled in the indicators: what people counted and learnt."""
    by = world.people["coordinator"]
    counted = indicators.add_indicator(
        plan.goals.order_by("order")[0], name="Ouders bij de koffieochtend", kind=Kind.COUNT, target=40,
        unit="ouders", by=by,
    )  # fmt: skip
    for days, value in ((200, 6), (100, 19), (20, 31)):
        indicators.record_count(counted, value=value, on=today - timedelta(days=days), by=by)
    evaluations.look_half_way(
        plan, learnt="Terugbellen na drie weken werkt. Ouders zeggen dat zij minder hoeven na te vragen.",
        next_steps="Het inloopmoment ook in de avond proberen.", on=today - timedelta(days=120),
        looks=[
            evaluations.Look(goal, words, course)
            for goal, (words, course) in zip(plan.goals.order_by("order"), HALF_WAY, strict=True)
        ],
        by=by,
    )  # fmt: skip


def _hold(gathering: Gathering, day: date, by: User) -> None:
    """On that day, with head counts for who wants no name, and dots on numbered papers."""
    starts_at, ends_at = period(day, time(13, 30), 120)
    choose_time(gathering, starts_at=starts_at, ends_at=ends_at, by=by)
    for ballot in gathering.ballots.order_by("pk"):
        if ballot.is_concept:
            open_ballot(ballot, by=by)
        first, second, *_ = ballot.options.order_by("order")
        for number in range(1, 15):
            given = {first.pk: 2, second.pk: 1} if number % 3 else {second.pk: 3}
            group = ballot.groups[number // 7] if ballot.groups and number != 7 else ""
            give_dots(ballot, dots=given, paper_number=number, group=group, by=by)
        close_ballot(ballot, by=by)
    gathering.refresh_from_db()


def _write_down(goal: Goal, todo: Any, world: World, today: date, by: User) -> None:
    organisations = {str(one): one for one in world.organisations}
    for what, who, days, how in todo:
        due = today + timedelta(days=days)
        action = actions.add_action(
            goal, what=what, organisation=organisations[f"{who} (voorbeeld)"], role="teamleider",
            owner=world.people["professional"] if how in ("stuck", "busy") else None,
            starts_on=due - timedelta(days=100), due_on=due, by=by,
        )  # fmt: skip
        if how in ("busy", "stuck", "done"):
            actions.start_action(action, by=by)
        if how == "done":
            actions.finish_action(action, by=by)
        if how == "stuck":
            actions.report_obstacle(action, obstacle="Drie regelingen veranderen per 1 januari", by=by)
