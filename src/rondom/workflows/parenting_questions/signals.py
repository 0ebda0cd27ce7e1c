"""Which themes recur in a neighbourhood, and which rise: proposals that people look at, no more.

Everything here asks for at least two organisations and as many families as may be shown at all: a signal
says no number, but that it is there says something.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rondom.analysis import TooFewData, adjusted_p, rise
from rondom.analysis.disclosure import FLOOR
from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import Pool, Question, Theme
from rondom.workflows.parenting_questions.models.question import QuestionState

LEVEL = 0.05
"""The chance that one quiet theme, of all that are tested, is called a rise."""

MOST_QUARTERS = 9

Key = tuple[int, int]
"""A theme and an area."""


@dataclass(frozen=True, slots=True)
class Seen:
    """By how many a thing was seen. ``reporters`` is the most in one quarter: told apart within it."""

    families: int
    reporters: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A theme in a neighbourhood that is worth looking at together."""

    theme: Theme
    area: WorkArea
    recurs: bool
    rises: bool


def window(pool: Pool, today: date) -> date:
    """The first day that counts for a signal."""
    return today - timedelta(days=round(pool.months * 365.25 / 12))


def seen(questions: list[Question]) -> Seen:
    """By how many families, professionals and organisations."""
    reporters: dict[date, set[str]] = defaultdict(set)
    for one in questions:
        if one.reporter:
            reporters[quarters.quarter_of(one.week)].add(one.reporter)
    return Seen(
        families=sum(one.heard for one in questions),
        reporters=max(map(len, reporters.values()), default=0),
        organisations=len({one.organisation_id for one in questions} - {None}),
    )


def is_shared(by: Seen, pool: Pool) -> bool:
    """Whether it is more than one organisation's story, and of enough families to be named at all."""
    return by.organisations >= max(2, pool.organisations) and by.families >= FLOOR


def recurs(by: Seen, pool: Pool) -> bool:
    """Whether it was asked often enough for this pool."""
    return is_shared(by, pool) and (by.families >= pool.families or by.reporters >= pool.reporters)


def found_signals(pool: Pool, today: date) -> list[Signal]:
    """What stands out among questions that nobody took together yet."""
    free: dict[Key, list[Question]] = defaultdict(list)
    since = window(pool, today)
    for one in pool.questions.filter(state=QuestionState.CODED, week__gte=since).order_by("pk"):
        if one.theme_id:
            free[one.theme_id, one.area_id].append(one)
    rising, found = rises(pool, today), []
    themes, areas = pool.themes.in_bulk(), {area.pk: area for area in pool.areas.all()}
    for key, questions in free.items():
        by = seen(questions)
        signal = Signal(
            themes[key[0]], areas[key[1]], recurs(by, pool), key in rising and is_shared(by, pool)
        )
        if signal.recurs or signal.rises:
            found.append(signal)
    return sorted(found, key=lambda one: (one.theme.label, one.area.name))


def rises(pool: Pool, today: date) -> set[Key]:
    """Themes asked more in the last whole quarter than the quarters before lead one to expect.

    Questions are counted, not families (who heard one thing eight times is one observation), out of all
    questions of that quarter, so that more people who write down is no rise. Adjusted for many tests.
    """
    counts: dict[Key, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    totals: dict[date, int] = defaultdict(int)
    asked = pool.questions.pooled().order_by("week").values_list("theme", "area", "week")
    for theme, area, week in asked:
        quarter = quarters.quarter_of(week)
        counts[theme, area][quarter] += 1
        totals[quarter] += 1
    periods = [one for one in quarters.ended(min(totals, default=today), today) if totals[one]]
    periods = periods[-MOST_QUARTERS:]
    if not periods:
        return set()
    exposure = [totals[one] for one in periods]
    tested = sorted(counts)
    try:
        p = [rise([counts[key][one] for one in periods], exposure=exposure).p for key in tested]
    except TooFewData:
        return set()
    adjusted = adjusted_p(np.array(p))
    return {key for key, value in zip(tested, adjusted, strict=True) if value <= LEVEL}
