"""Making an improvement plan of a report, and letting new results fill in what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from rondom.cores.measure.actions.releases import withdraw
from rondom.cores.measure.models import Release
from rondom.cores.measure.models.publication import Audience
from rondom.cores.plan.actions.actions import add_action
from rondom.cores.plan.actions.goals import add_goal
from rondom.cores.plan.actions.indicators import (
    add_indicator,
    fill_in,
    record_reading,
    take_back_readings,
)
from rondom.cores.plan.actions.plans import months_after, start_plan
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.origin import Source
from rondom.foundation.accounts.models import User
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.sharing import end_tallies
from rondom.workflows.quickscan.advice import SOURCE
from rondom.workflows.quickscan.chain import decisions_about
from rondom.workflows.quickscan.improving import (
    MOST_PRIORITIES,
    Proposal,
    anchor_of,
    code_of,
    proposals,
    report_of_plan,
    worked_out,
)
from rondom.workflows.quickscan.models import Tally
from rondom.workflows.quickscan.reports import address_of

END = 18
"""Months after which people look at the end; half-way follows from the day that the plan is agreed."""


@transaction.atomic
def start_improvement(
    release: Release,
    *,
    items: Sequence[str],
    advice: Sequence[str],
    today: date,
    by: User,
    decisions: Sequence[str] = (),
) -> Plan:
    """A plan with a goal per decision of the round table and per chosen question: what it came from, how it
    will be seen, and chosen advice.
    """
    if release.results.audience != Audience.CIRCLE:
        raise Refused("Maak een verbeterplan bij een rapport voor de kring.")
    offered = {one.item: one for one in proposals(release)}
    chosen = [offered[item] for item in dict.fromkeys(items) if item in offered]
    decided = [one for one in decisions_about(release, by) if str(one.pk) in decisions]
    if not chosen and not decided:
        raise Refused("Kies minstens één ding waar u aan gaat werken.")
    _check_advice(set(advice), [one for one in offered.values() if one not in chosen], chosen)
    if len(chosen) + len(decided) > MOST_PRIORITIES:
        raise Refused(f"Kies er hooguit {MOST_PRIORITIES}. Wie alles kiest, kiest niets.")
    publication, round_ = release.publication, release.results.round
    report = report_of_plan(release)
    plan = start_plan(
        publication.circle,
        title=f"Verbeterplan {publication.subject}",
        area=publication.area,
        evaluate_on=months_after(today, END),
        origins=[report],
        by=by,
    )
    for decision in decided:
        address = reverse("meet:decision", args=[decision.gathering_id, decision.pk])
        said = Source(f"Besluit van {decision.gathering}", address, decision.code)
        add_goal(plan, words=decision.text[:300], origins=[said], by=by)
    for one in chosen:
        _add_goal(plan, one, report, on=round_.closes_on, advice=set(advice), by=by)
    return plan


def _check_advice(advice: set[str], left: Sequence[Proposal], chosen: Sequence[Proposal]) -> None:
    """Advice without what it is about would be lost: say so."""
    taken = {each.code for one in chosen for each in one.advice}
    for one in left:
        if advice & {each.code for each in one.advice} - taken:
            raise Refused(
                f"U koos advies bij ‘{one.question}’. Vink ook die zin aan, of haal het advies weg."
            )


def _add_goal(plan: Plan, one: Proposal, report: Source, *, on: date, advice: set[str], by: User) -> None:
    said = Source(one.sentence, f"{report.address}#{anchor_of(one.item)}", f"{report.code}:{one.item}")
    words = f"Meer mensen zeggen: ‘{one.question[:270]}’"
    goal = add_goal(plan, words=words, theme=one.scale, origins=[said], by=by)
    for definition in one.definitions:
        indicator = add_indicator(
            goal,
            name=definition.name,
            kind=definition.kind,
            parameters=definition.parameters,
            direction=definition.direction,
            unit=definition.unit,
            by=by,
        )
        shown = worked_out(indicator, report)
        if shown is not None:
            record_reading(indicator, shown, source=report, on=on, by=by, is_baseline=True)
    for each in one.advice:
        if each.code in advice:
            origin = Source(f"{SOURCE}: {', '.join(each.items)}", code=f"advice:{each.code}")
            add_action(goal, what=each.activity, origins=[origin], by=by)


def fill_in_plans(releases: Sequence[Release], *, by: User | None) -> int:
    """What new reports say about every goal of the circle; how many numbers came in.

    Each number points at the report about its own neighbourhood; where there is none, at the first: that
    about the municipality.
    """
    filled = 0
    for release in releases:
        filled += _fill_in(release, Plan.objects.filter(area=release.publication.area), by)
    return filled + _fill_in(releases[0], None, by)


def _fill_in(release: Release, plans: QuerySet[Plan] | None, by: User | None) -> int:
    round_ = release.results.round
    source = Source(round_.name, address_of(release), code_of(round_))
    return fill_in(round_.circle, source=source, on=round_.closes_on, by=by, plans=plans)


@transaction.atomic
def take_back(release: Release, *, because: str, today: date, by: User) -> None:
    """Withdraw a report, and what it filled in in plans about the same neighbourhood."""
    withdraw(release, because=because, today=today, by=by)
    publication, round_ = release.publication, release.results.round
    same = publication.releases.standing().filter(results__audience=Audience.CIRCLE)
    if release.results.audience == Audience.CIRCLE and not same.exists():
        if publication.area is None:
            end_tallies(Tally.objects.resting_on(round_), today=today)
        plans = Plan.objects.filter(circle=publication.circle, area=publication.area)
        take_back_readings(publication.circle, code=code_of(round_), because=because, by=by, plans=plans)
