"""Indicators: defining them, and filling them in when new results come."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from rondom.analysis import percentage_interval
from rondom.analysis.disclosure.released import Figure, Mean, Shares
from rondom.cores.plan import measures
from rondom.cores.plan.actions.changing import added, change, locked, noted, written_before
from rondom.cores.plan.definitions import problem_with
from rondom.cores.plan.models import Goal, Indicator, Plan, Reading, Version
from rondom.cores.plan.models.indicator import IndicatorQuerySet
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.models.version import FORGOTTEN
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.refusals import Refused

DEFINITION = ("kind", "parameters")
"""What cannot change without making older numbers mean something else."""


@transaction.atomic
def add_indicator(
    goal: Goal,
    *,
    name: str,
    kind: str,
    by: User,
    parameters: Mapping[str, Any] | None = None,
    key: uuid.UUID | None = None,
    **more: Any,
) -> Indicator:
    """Something by which people will see whether the goal comes nearer. With one key it is one indicator."""
    if before := written_before(goal.plan, key, name=name):
        return Indicator.objects.get(pk=before.thing)
    goal.plan.require_not_ended()
    indicator = Indicator(goal=goal, name=name, kind=kind, parameters=dict(parameters or {}), **more)
    _check(indicator.kind, indicator.parameters)
    added(indicator, by=by, key=key)
    record(by, "plan.indicator_added", goal.plan, goal=goal.pk, indicator=indicator.pk, indicator_kind=kind)
    return indicator


@transaction.atomic
def choose_indicator(goal: Goal, *, by: User, **chosen: Any) -> Indicator:
    """What someone chose themselves, with the numbers that are known already: the first is the baseline."""
    indicator = add_indicator(goal, by=by, **chosen)
    _fill_in_known(indicator, by=by)
    return indicator


@transaction.atomic
def change_indicator(
    indicator: Indicator, values: Mapping[str, Any], *, by: User, revision: int | None = None, why: str = ""
) -> Indicator:
    """Other words or another target. Another definition becomes a new indicator in the place of the old
    one once there are readings: older readings keep the definition that they were worked out with."""
    indicator.plan.require_not_ended()
    if indicator.is_replaced:
        raise Refused("Deze indicator is vervangen. Wijzig de nieuwe.")
    _check(values.get("kind", indicator.kind), values.get("parameters", indicator.parameters))
    redefined = any(
        values.get(name, getattr(indicator, name)) != getattr(indicator, name) for name in DEFINITION
    )
    if redefined and indicator.readings.exists():
        return _redefine(indicator, values, by=by, why=why)
    changed = change(indicator, values, by=by, revision=revision, why=why)
    if changed:
        record(by, "plan.indicator_changed", indicator.plan, indicator=indicator.pk, fields=len(changed))
    if redefined:
        _fill_in_known(indicator, by=by)
    return indicator


def indicators_waiting_for(circle: Circle, source: Source) -> IndicatorQuerySet:
    """What new results of a circle can fill in: everything that has nothing yet from this source."""
    return Indicator.objects.waiting_for(source.code).filter(goal__plan__circle=circle)


@transaction.atomic
def fill_in(
    circle: Circle,
    *,
    source: Source,
    on: date,
    by: User | None = None,
    plans: QuerySet[Plan] | None = None,
) -> int:
    """Work out every indicator (of these plans) that waits for these results; how many were filled in."""
    filled = 0
    waiting = indicators_waiting_for(circle, source).select_related("goal__plan__circle")
    for indicator in waiting if plans is None else waiting.filter(goal__plan__in=plans):
        compute = measures.compute_for(indicator.kind, workflow=circle.workflow)
        shown = compute(indicator, source) if compute else None
        if shown is not None:
            record_reading(indicator, shown, source=source, on=on, by=by)
            filled += 1
    return filled


@transaction.atomic
def record_reading(
    indicator: Indicator,
    shown: measures.Shown,
    *,
    source: Source,
    on: date,
    by: User | None = None,
    is_baseline: bool | None = None,
) -> Reading:
    """Keep what released results say. The first reading is the baseline, unless it is said otherwise.

    The same source again corrects its earlier reading, and the history keeps both.
    """
    if indicator.is_counted:
        raise Refused("Deze indicator telt u zelf. Vul het aantal in.")
    values = _values(indicator, shown)
    return _keep(indicator, values, source=source, on=on, by=by, is_baseline=is_baseline)


@transaction.atomic
def record_count(
    indicator: Indicator, *, value: float, on: date, by: User, is_baseline: bool | None = None
) -> Reading:
    """A number that people counted themselves. The same day again corrects it."""
    indicator.plan.require_not_ended()
    if not indicator.is_counted:
        raise Refused("Deze indicator wordt uitgerekend als er nieuwe uitkomsten zijn.")
    if value < 0:
        raise Refused("Een aantal is 0 of meer.")
    source = Source("zelf geteld", code=f"count:{on.isoformat()}")
    return _keep(indicator, {"value": value}, source=source, on=on, by=by, is_baseline=is_baseline)


@transaction.atomic
def take_back_readings(
    circle: Circle, *, code: str, because: str, by: User | None, plans: Iterable[Plan] | None = None
) -> int:
    """Results were withdrawn: what they filled in goes, out of the history too; how many readings went.

    ``plans``: of these plans alone, where only part of the results was withdrawn.
    """
    taken = Reading.objects.filter(code=code, indicator__goal__plan__circle=circle)
    if plans is not None:
        taken = taken.filter(indicator__goal__plan__in=list(plans))
    readings = list(taken.select_related("indicator__goal__plan"))
    for reading in readings:
        indicator = reading.indicator
        for version in Version.objects.of(indicator.noun(), indicator.pk).filter(what="measured"):
            pair = [FORGOTTEN if value == reading.value else value for value in version.changes["value"]]
            version.rewrite({"value": pair})
        reading.delete()
        locked(indicator)
        noted(indicator, "taken_back", {}, by=by, why=because)
        record(by, "plan.reading_taken_back", indicator.plan, indicator=indicator.pk, reason=because)
    return len(readings)


def _keep(
    indicator: Indicator,
    values: Mapping[str, Any],
    *,
    source: Source,
    on: date,
    by: User | None,
    is_baseline: bool | None,
) -> Reading:
    locked(indicator)
    if not source.code:
        raise ValueError("a reading needs a source with a code")
    before = indicator.readings.filter(code=source.code).first()
    if is_baseline is None:
        is_baseline = before.is_baseline if before else not indicator.readings.exists()
    elif is_baseline:
        indicator.readings.exclude(code=source.code).update(is_baseline=False)
    reading = before or Reading(indicator=indicator, code=source.code)
    was = reading.value
    empty = {"value": None, "low": None, "high": None, "n": None, "why": ""}
    for name, value in {**empty, **values}.items():
        setattr(reading, name, value)
    reading.on, reading.label, reading.address = on, source.label, source.address
    reading.is_baseline = is_baseline
    reading.full_clean(exclude=["indicator"])
    reading.save()
    noted(indicator, "measured", {"value": [was, reading.value]}, by=by)
    record(by, "plan.reading_kept", indicator.plan, indicator=indicator.pk, shown=not reading.why)
    return reading


def _values(indicator: Indicator, shown: measures.Shown) -> dict[str, Any]:
    if shown.why is not None:
        return {"why": shown.why.value}
    match shown:
        case Mean():
            return {"value": shown.mean, "low": shown.low, "high": shown.high, "n": shown.n}
        case Figure():
            return {"value": shown.value, "low": shown.low, "high": shown.high, "n": shown.n}
        case Shares():
            return _share(shown, set(indicator.parameters["codes"]))


def _share(shown: Shares, codes: set[str]) -> dict[str, Any]:
    """The percentage of these answers together; withheld when one was merged with an answer beside them."""
    parts = [share for share in shown.shares if codes & set(share.codes)]
    if any(not codes >= set(share.codes) for share in parts):
        return {"why": "complement"}
    percent = min(100, sum(share.percent for share in parts))
    interval = percentage_interval(percent, shown.n) if shown.n else None
    ends = {"low": interval.low, "high": interval.high} if interval else {}
    return {"value": float(percent), "n": shown.n, **ends}


def _redefine(indicator: Indicator, values: Mapping[str, Any], *, by: User, why: str) -> Indicator:
    kept = {name: getattr(indicator, name) for name in ("name", *DEFINITION, "direction", "target", "unit")}
    new = Indicator(goal=indicator.goal, number=indicator.number + 1, **{**kept, **values})
    added(new, by=by, why=why)
    locked(indicator)
    if indicator.is_replaced:
        raise Refused("Iemand anders heeft deze indicator net vervangen. Kijk eerst naar de nieuwe.")
    indicator.replaced_by = new
    indicator.save(update_fields=["replaced_by"])
    noted(indicator, "replaced", {}, by=by, why=why)
    record(by, "plan.indicator_changed", indicator.plan, indicator=new.pk, fields=len(DEFINITION))
    _fill_in_known(new, by=by)
    return new


def _fill_in_known(indicator: Indicator, *, by: User) -> None:
    """What was measured before someone chose this."""
    for source, on in measures.known_for(indicator.kind, indicator.plan):
        compute = measures.compute_for(indicator.kind, workflow=indicator.plan.circle.workflow)
        shown = compute(indicator, source) if compute else None
        if shown is not None:
            record_reading(indicator, shown, source=source, on=on, by=by)


def _check(kind: str, parameters: Any) -> None:
    if problem := problem_with(kind, parameters):
        raise ValidationError(problem)
