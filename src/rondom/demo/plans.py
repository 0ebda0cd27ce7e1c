"""A plan for one neighbourhood, between the two waves: what people did, and whether it helped."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from rondom.analysis.disclosure import TOTAL
from rondom.cores.measure.models import Release, Results
from rondom.cores.plan.actions import actions, evaluations, goals, indicators, plans
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Goal, Plan
from rondom.cores.plan.models.origin import Source
from rondom.demo.world import World
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.models import Scan

GOALS: tuple[tuple[str, str, str, tuple[tuple[str, str, int, str], ...]], ...] = (
    (
        "Wij horen terug of de hulp is aangekomen",
        "Ik hoef niet zelf achter hulp aan te bellen.",
        "ondersteunen",
        (
            ("Afspraak maken: na drie weken terugbellen", "Wijkteam Oost", -220, "done"),
            ("Eén lijst met wie u per organisatie belt", "Buurthuis De Linde", -150, "done"),
            ("Vast inloopmoment van het wijkteam in de school", "Basisschool De Regenboog", 40, "busy"),
        ),
    ),
    (
        "Wij zien eerder dat een gezin geldzorgen heeft",
        "Iemand vraagt mij op een prettige manier hoe het gaat.",
        "signaleren",
        (
            ("Samen oefenen met het gesprek over geld", "Team Jonge Gezinnen", -90, "done"),
            ("Kaart met alle regelingen op één bladzijde", "Formulierenbrigade", -12, "stuck"),
            ("Koffieochtend voor ouders, elke maand", "Voedselbank Waterrijk", 120, "new"),
        ),
    ),
)
"""Words, what a family notices, the scale that shows it; and of each action what, who, days and state."""


def make_plan(scan: Scan, world: World, today: date) -> None:
    """Made after the first reports; the second wave filled in the indicators."""
    by, area = world.people["coordinator"], world.areas[0]
    releases = list(
        Release.objects.filter(publication__area=area, publication__round__circle=scan.circle)
        .select_related("publication", "results__round")
        .order_by("publication__round__opens_on", "pk")
    )
    plan = plans.start_plan(
        scan.circle, title=f"Verbeterplan {area}", area=area, evaluate_on=today + timedelta(days=60), by=by,
        origins=[_source(releases[0])],
    )  # fmt: skip
    for words, notice, scale, todo in GOALS:
        goal = goals.add_goal(plan, words=words, notice=notice, by=by, origins=[_source(releases[0])])
        indicators.add_indicator(
            goal, name=_name(releases[0].results, scale), kind=Kind.SCALE_MEAN, parameters={"scale": scale},
            target=65, by=by,
        )  # fmt: skip
        _write_down(goal, todo, world, today, by)
    counted = indicators.add_indicator(
        plan.goals.all()[0],
        name="Ouders bij het inloopmoment",
        kind=Kind.COUNT,
        target=40,
        unit="ouders",
        by=by,
    )
    for days, value in ((200, 6), (100, 19), (20, 31)):
        indicators.record_count(counted, value=value, on=today - timedelta(days=days), by=by)
    plans.agree_plan(plan, by=by)
    plans.start_work(plan, by=by)
    _fill_in(plan, releases)
    evaluations.look_half_way(
        plan, learnt="Terugbellen na drie weken werkt. Ouders zeggen dat zij minder hoeven na te vragen.",
        next_steps="Het inloopmoment ook in de avond proberen.", on=today - timedelta(days=120), by=by,
    )  # fmt: skip


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


def _fill_in(plan: Plan, releases: list[Release]) -> None:
    """Then and now, out of the released results of each report about this neighbourhood."""
    for release in releases:
        for indicator in indicators.indicators_waiting_for(plan.circle, _source(release)):
            key = (indicator.parameters["scale"], str(plan.area_id), TOTAL)
            shown = release.results.released.means[key]
            day = release.results.round.closes_on
            indicators.record_reading(indicator, shown, source=_source(release), on=day)


def _source(release: Release) -> Source:
    publication = release.publication
    address = reverse("quickscan:release", args=[release.made_on.year, publication.key, release.number])
    return Source(f"Rapport: {publication}", address, f"release:{release.pk}")


def _name(results: Results, scale: str) -> str:
    instrument = results.round.instrument_version.instrument
    found = next(one for one in instrument.scales if one.name == scale)
    return instrument.text(found.label) or scale
