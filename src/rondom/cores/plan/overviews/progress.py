"""Whether a goal comes nearer: then, now, how sure, what people aimed for, and which actions ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rondom.analysis.compare import MINIMUM_DIFFERENCE
from rondom.analysis.disclosure.released import Why
from rondom.charts.chart import Chart
from rondom.charts.words import withheld
from rondom.cores.plan import measures
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Action, Goal, Indicator, Reading
from rondom.cores.plan.models.indicator import Direction
from rondom.cores.plan.pictures import course, timeline, words

ON_A_HUNDRED = (Kind.SCALE_MEAN, Kind.ITEM_SHARE)
CERTAIN = 1.96
"""Standard errors in half a 95% interval."""


@dataclass(frozen=True, slots=True)
class IndicatorProgress:
    """One indicator with what it gave so far. ``finding`` is the sentence, ``sure`` how sure it is."""

    indicator: Indicator
    readings: tuple[Reading, ...]
    finding: str
    sure: str
    wide: Chart | None
    narrow: Chart | None

    @property
    def what(self) -> str:
        """What the number is: a share of people says little without what they say."""
        label = measures.label_of(self.indicator)
        kind = str(self.indicator.get_kind_display()).capitalize()
        return f"{kind}. {label.removesuffix('.')}" if label else kind

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The pages from which the numbers came: label and address, each once."""
        pages = dict.fromkeys((one.label, self._address(one)) for one in self.readings if one.address)
        return tuple(pages)

    def _address(self, reading: Reading) -> str:
        """Where its number stands; what is not shown stands nowhere on its page."""
        shown = reading.value is not None
        return measures.address_in(self.indicator, reading.address) if shown else reading.address


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """All indicators of a goal, and its actions with and without a day."""

    indicators: tuple[IndicatorProgress, ...]
    actions: tuple[Action, ...]
    wide: Chart | None
    narrow: Chart | None


def progress_of(goal: Goal, today: date) -> GoalProgress:
    """Everything on the page of a goal that says whether it comes nearer."""
    actions = tuple(goal.actions.with_names())
    return GoalProgress(
        indicators=tuple(
            indicator_progress(one) for one in goal.indicators.prefetch_related("readings", "replaces")
        ),
        actions=actions,
        wide=timeline(actions, goal.plan, today, "wide"),
        narrow=timeline(actions, goal.plan, today, "narrow"),
    )


def indicator_progress(indicator: Indicator) -> IndicatorProgress:
    """Then and now in words and as pictures; without readings, words only."""
    readings = tuple(indicator.readings.all())
    finding = finding_of(indicator, readings)
    charts = [course(indicator, readings, finding, width) for width in ("wide", "narrow")] if readings else []
    return IndicatorProgress(
        indicator, readings, finding, _how_sure(indicator, readings), *(charts or (None, None))
    )


def then_and_now(readings: Sequence[Reading]) -> tuple[Reading | None, Reading | None]:
    """The baseline, and the newest reading that is not it."""
    baseline = next((one for one in readings if one.is_baseline), None)
    later = [one for one in readings if one is not baseline]
    return baseline, later[-1] if later else None


def finding_of(indicator: Indicator, readings: Sequence[Reading]) -> str:
    """Then and now in a sentence."""
    then, now = then_and_now(readings)
    if then is None and now is None:
        return f"{indicator.name}: nog niet gemeten"
    newest = now or then
    assert newest is not None
    if newest.value is None:
        return f"{indicator.name}: {withheld(Why(newest.why))}"
    shown = words(indicator, readings, newest.value)
    if now is None or then is None or then.value is None:
        return f"{indicator.name}: {shown}"
    before = words(indicator, readings, then.value, unit=False)
    return f"{indicator.name}: van {before} naar {shown}"


def _how_sure(indicator: Indicator, readings: Sequence[Reading]) -> str:
    then, now = then_and_now(readings)
    if then is None or now is None or then.value is None or now.value is None:
        return ""
    said = [_about_chance(indicator, readings, then, now), _about_target(indicator, now.value)]
    return " ".join(one for one in said if one)


def _about_chance(indicator: Indicator, readings: Sequence[Reading], then: Reading, now: Reading) -> str:
    """The difference of two separate groups, with its interval."""
    if indicator.is_counted:
        return ""
    errors = [_error(one) for one in (then, now)]
    if None in errors:
        return "Hoe zeker het verschil is, weten wij niet."
    assert then.value is not None
    assert now.value is not None
    change = now.value - then.value
    half = CERTAIN * sum(error**2 for error in errors if error is not None) ** 0.5
    low, high = (words(indicator, readings, side) for side in (change - half, change + half))
    if indicator.kind == Kind.ITEM_SHARE:
        low, high = low.removesuffix("%"), f"{high.removesuffix('%')} procentpunten"
    between = f"het ligt tussen {low} en {high}"
    if abs(change) <= half:
        return f"Het verschil kan toeval zijn: {between}."
    if indicator.kind in ON_A_HUNDRED and abs(change) < MINIMUM_DIFFERENCE:
        return f"Minder dan {MINIMUM_DIFFERENCE:.0f} punten verschil noemen wij vergelijkbaar: {between}."
    better = (change > 0) == (indicator.direction == Direction.UP)
    return f"Het verschil is groter dan toeval alleen: {between}. Dat is {'beter' if better else 'slechter'}."


def _about_target(indicator: Indicator, now: float) -> str:
    if indicator.target is None:
        return ""
    up = indicator.direction == Direction.UP
    reached = now >= indicator.target if up else now <= indicator.target
    return "De streefwaarde is gehaald." if reached else "De streefwaarde is nog niet gehaald."


def _error(reading: Reading) -> float | None:
    if reading.low is None or reading.high is None:
        return None
    return (reading.high - reading.low) / 2 / CERTAIN
