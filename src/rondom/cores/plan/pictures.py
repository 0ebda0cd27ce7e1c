"""Pictures of a plan: its actions along time, and an indicator from moment to moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rondom.analysis.disclosure.released import Why
from rondom.charts.chart import Chart, Width
from rondom.charts.progress import Axis, Moment, axis_for, progress
from rondom.charts.timeline import MONTHS, Look, TimelineRow
from rondom.charts.timeline import timeline as along_time
from rondom.charts.words import withheld
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Action, Goal, Indicator, Plan, Reading, Score
from rondom.cores.plan.models.action import ActionState
from rondom.ui.templatetags.rondom import counted

HUNDRED = Axis(low=0, high=100)


def timeline(actions: Sequence[Action], plan: Plan, today: date, width: Width) -> Chart | None:
    """Every action that has a day; None when none has."""
    rows = [_row(action, today) for action in actions if action.starts_on or action.due_on]
    if not rows:
        return None
    late = sum(row.look == "late" for row in rows)
    done = sum(row.look == "done" for row in rows)
    title = f"{counted(done, 'actie is klaar,acties zijn klaar')}" + (f", {late} te laat" if late else "")
    return along_time(rows, today=today, title=title, key=f"tijdlijn-{plan.pk}", width=width)


def course(indicator: Indicator, readings: Sequence[Reading], title: str, width: Width) -> Chart:
    """Then and now, how sure, and the target."""
    axis = _axis(indicator, readings)
    moments = [
        Moment(
            label=_when(one), value=one.value, low=one.low, high=one.high, n=one.n,
            withheld=withheld(Why(one.why)) if one.why else "",
        )
        for one in readings
    ]  # fmt: skip
    key = f"indicator-{indicator.pk}"
    return progress(moments, axis=axis, title=title, key=key, width=width, target=indicator.target)


def scores(goal: Goal, given: Sequence[Score], width: Width) -> Chart | None:
    """The scores that people gave, in the order of time."""
    if not given:
        return None
    first, last = given[0], given[-1]
    title = f"Het laatste cijfer is {last.score}"
    if first is not last:
        title += f", het eerste was {first.score}"
    moments = [
        Moment(label=", ".join(part for part in (_date(one.on), one.said_by) if part), value=one.score)
        for one in given
    ]
    axis = Axis(low=0, high=10)
    return progress(moments, axis=axis, title=title, key=f"cijfers-{goal.pk}", width=width)


def words(indicator: Indicator, readings: Sequence[Reading], value: float, *, unit: bool = True) -> str:
    """A value as it stands in the picture, with its unit."""
    said = _axis(indicator, readings).words(value)
    if indicator.kind == Kind.ITEM_SHARE:
        return f"{said}%"
    return f"{said} {indicator.unit}" if unit and indicator.unit else said


def _axis(indicator: Indicator, readings: Sequence[Reading]) -> Axis:
    values = [v for one in readings for v in (one.value, one.low, one.high) if v is not None]
    values += [indicator.target] if indicator.target is not None else []
    if indicator.kind in (Kind.ITEM_SHARE, Kind.SCALE_MEAN) and all(0 <= v <= 100 for v in values):
        return HUNDRED
    found = axis_for(values)
    return Axis(low=found.low, high=found.high, decimals=max(found.decimals, _decimals(values)))


def _decimals(values: Sequence[float]) -> int:
    return 0 if all(float(v).is_integer() for v in values) else 1


def _when(reading: Reading) -> str:
    return f"{_date(reading.on)}, nulwaarde" if reading.is_baseline else _date(reading.on)


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _row(action: Action, today: date) -> TimelineRow:
    look: Look = "to_do"
    if action.state == ActionState.DONE:
        look = "done"
    elif action.state == ActionState.STOPPED:
        look = "stopped"
    elif action.is_late_on(today):
        look = "late"
    state = str(action.get_state_display()) + (", te laat" if look == "late" else "")
    if action.is_stuck:
        state += ", loopt vast"
    return TimelineRow(label=action.what, state=state, look=look, start=action.starts_on, end=action.due_on)
