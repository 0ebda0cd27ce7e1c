"""How it goes with the questions of a pool: taken together, answered in time, and from a signal to a group.

It says how the circle works, not what anyone asked: a quarter that ended counts when its questions are
enough to show. Those of the others stay out of the whole too, so that they cannot be computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import numpy as np
from django.db.models import Count, Q
from django.urls import reverse

from rondom.analysis.disclosure import FLOOR, Counts, Released, Rule, release
from rondom.charts.chart import Chart, Width
from rondom.charts.progress import Axis, Moment, progress
from rondom.charts.words import percent, whole, withheld
from rondom.foundation.workflow import Going
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import ParentGroup, Pool, Question
from rondom.workflows.parenting_questions.models.bundle import BundleState
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.models.question import QuestionState

IN_TIME = timedelta(weeks=6)
AIM_IN_TIME = 90
AIM_WEEKS = 10
QUARTERS = 4
FEWEST_GROUPS = 3
"""From so many groups a middle says something."""

HUNDRED = Axis(low=0, high=100)
NOT_HELD = (GroupState.IDEA, GroupState.PREPARING, GroupState.RECRUITING, GroupState.STOPPED)


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of the questions: of every quarter that may be shown, and of those together."""

    percent: int | None
    of: int
    wide: Chart
    narrow: Chart

    @property
    def words(self) -> str:
        """As a fact; a dash when it may not be shown."""
        return "–" if self.percent is None else percent(self.percent)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one pool. ``weeks`` is the middle of the weeks from a signal to the first time of its group."""

    bundled: Share | None
    in_time: Share | None
    weeks: int | None
    groups: int

    @property
    def is_empty(self) -> bool:
        return self.bundled is None and not self.groups

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """What may be shown, as a value and its words."""
        for share, words in (
            (self.in_time, f"van de vragen: binnen zes weken iets terug. Wij streven naar {AIM_IN_TIME}%."),
            (self.bundled, "van de vragen: samengenomen met andere."),
        ):
            if share is not None and share.percent is not None:
                yield share.words, words
        if self.weeks is not None:
            unit = "week" if self.weeks == 1 else "weken"
            words = f"{unit} van een signaal tot een groep. Wij streven naar hoogstens {AIM_WEEKS}."
            yield str(self.weeks), words


def since(today: date) -> date:
    """The first day of the quarters that count."""
    quarter = quarters.quarter_of(today)
    month = 12 * quarter.year + quarter.month - 1 - 3 * QUARTERS
    return date(month // 12, month % 12 + 1, 1)


def figures_of(pools: Iterable[Pool], today: date) -> dict[int, Figures]:
    """By the number of the pool, over the last four quarters that ended; groups until today."""
    numbers, first = [pool.pk for pool in pools], since(today)
    asked, weeks = _asked(numbers, first, quarters.quarter_of(today)), _weeks_to_a_group(numbers, first)
    return {number: _figures(number, asked[number], weeks[number], today) for number in numbers}


def going(user: Any, today: date) -> list[Going]:
    """Of every pool that this user sees, for the overview of a municipality."""
    pools = list(Pool.objects.visible_to(user))
    found = figures_of(pools, today)
    return [
        Going(
            title=str(pool),
            address=reverse("parenting_questions:figures", args=[pool.pk]),
            facts=tuple(found[pool.pk].facts),
        )
        for pool in pools
        if not found[pool.pk].is_empty
    ]


def _figures(number: int, asked: Sequence[_Asked], weeks: Sequence[float], today: date) -> Figures:
    judged = [one for one in asked if one.week < today - IN_TIME and not one.unknown]
    return Figures(
        bundled=_share(
            [(one.quarter, one.bundled, one.questions) for one in asked],
            title="Zoveel vragen zijn samengenomen met andere",
            key=f"samen-{number}",
        ),
        in_time=_share(
            [(one.quarter, one.questions if one.in_time else 0, one.questions) for one in judged],
            title="Op zoveel vragen kwam binnen zes weken iets terug",
            key=f"terug-{number}",
            aim=AIM_IN_TIME,
        ),
        weeks=whole(median(weeks)) if len(weeks) >= FEWEST_GROUPS else None,
        groups=len(weeks),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions of one week whose bundle was answered on the same day."""

    week: date
    questions: int
    bundled: int
    returned_on: date | None
    unknown: bool  # answered before the site kept the day

    @property
    def quarter(self) -> date:
        return quarters.quarter_of(self.week)

    @property
    def in_time(self) -> bool:
        return self.returned_on is not None and self.returned_on <= self.week + IN_TIME


def _asked(pools: Sequence[int], first: date, until: date) -> dict[int, list[_Asked]]:
    kept = Question.objects.filter(pool__in=pools, week__gte=first, week__lt=until)
    told = Q(bundle__state__in=(BundleState.RETURNED, BundleState.CLOSED), bundle__returned_on=None)
    rows = kept.exclude(state=QuestionState.WITHHELD).order_by().values("pool", "week", "bundle__returned_on")
    found: dict[int, list[_Asked]] = defaultdict(list)
    for one in rows.annotate(n=Count("pk"), bundled=Count("bundle"), unknown=Count("pk", filter=told)):
        week, day, unknown = one["week"], one["bundle__returned_on"], one["unknown"]
        parts = [
            _Asked(week, unknown, unknown, None, unknown=True),
            _Asked(week, one["n"] - unknown, one["bundled"] - unknown, day, unknown=False),
        ]
        found[one["pool"]] += [part for part in parts if part.questions]
    return found


def _weeks_to_a_group(pools: Sequence[int], first: date) -> dict[int, list[float]]:
    """Of every bundle the group that began earliest."""
    held = ParentGroup.objects.filter(pool__in=pools, starts_on__gte=first)
    days = held.exclude(state__in=NOT_HELD).order_by("starts_on", "pk")
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for pool, bundle, signal, starts in days.values_list("pool", "bundle", "bundle__signal_on", "starts_on"):
        if signal and starts:
            found[pool].setdefault(bundle, max((starts - signal).days, 0) / 7)
    return defaultdict(list, {pool: list(weeks.values()) for pool, weeks in found.items()})


def _share(
    counted: Iterable[tuple[date, int, int]], *, title: str, key: str, aim: int | None = None
) -> Share | None:
    """``counted``: quarter, for how many questions it holds, and of how many."""
    found: dict[date, tuple[int, int]] = {}
    for quarter, part, number in counted:
        before = found.get(quarter, (0, 0))
        found[quarter] = (before[0] + part, before[1] + number)
    if not found:
        return None
    released = _released({quarter: number for quarter, (_, number) in found.items()})
    moments = [_moment(released, quarter, found[quarter][0]) for quarter in sorted(found)]
    shown = [found[quarter] for quarter in found if released.group(quarter.isoformat()).n is not None]
    part, number = (sum(column) for column in zip(*shown, strict=True)) if shown else (0, 0)

    def drawn(width: Width) -> Chart:
        return progress(moments, axis=HUNDRED, title=title, key=key, width=width, target=aim)

    return Share(whole(100 * part / number) if number else None, number, drawn("wide"), drawn("narrow"))


def _released(questions: Mapping[date, int]) -> Released:
    """In which quarters there are enough questions; of the others nothing can be computed."""
    rows = sorted(questions)
    return release(
        Counts(np.array([[questions[row]] for row in rows])),
        rows=[row.isoformat() for row in rows],
        columns=["questions"],
        rule=Rule(FLOOR),
    )


def _moment(released: Released, quarter: date, part: int) -> Moment:
    group = released.group(quarter.isoformat())
    if not group.n:
        return Moment(label=quarters.said(quarter), value=None, withheld=withheld(group.why))
    return Moment(label=quarters.said(quarter), value=100 * part / group.n, n=group.n)
