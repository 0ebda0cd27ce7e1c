"""Which themes recur in a neighbourhood, and which rise: proposals that people look at, no more.

Everything here asks for at least two organisations and as many families as may be shown at all: a signal
says no number, but that it is there says something.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Count, Q, QuerySet, Sum

from rondom.analysis import TooFewData, adjusted_p, rise
from rondom.analysis.disclosure import FLOOR
from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import Bundle, Pool, Question, Theme
from rondom.workflows.parenting_questions.models.bundle import BundleState
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


NOBODY = Seen(0, 0, 0)


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


def seen(questions: QuerySet[Question]) -> dict[Key, Seen]:
    """Per theme and neighbourhood: by how many families, professionals and organisations."""
    asked = questions.exclude(theme=None).values_list("theme", "area").order_by("theme", "area")
    rows = asked.annotate(
        families=Sum("heard"),
        organisations=Count("organisation", distinct=True),
        **{
            f"told_{one:%Y%m}": Count("reporter", distinct=True, filter=_in_quarter(one) & ~Q(reporter=""))
            for one in _quarters_in(questions)
        },
    )
    return {
        (theme, area): Seen(families, max(reporters), organisations)
        for theme, area, families, organisations, *reporters in rows
    }


def is_shared(by: Seen, pool: Pool) -> bool:
    """Whether it is more than one organisation's story, and of enough families to be named at all."""
    return by.organisations >= max(2, pool.organisations) and by.families >= FLOOR


def recurs(by: Seen, pool: Pool) -> bool:
    """Whether it was asked often enough for this pool."""
    return is_shared(by, pool) and (by.families >= pool.families or by.reporters >= pool.reporters)


def found_signals(pool: Pool, today: date) -> list[Signal]:
    """What stands out, and has questions that nobody took together yet.

    Those in a bundle of which nothing was said yet count too: new ones will join it. What rises was asked
    in the last whole quarter, which begins before the window when the next one is well under way.
    """
    free = Q(state=QuestionState.CODED)
    waiting = Q(state=QuestionState.BUNDLED, bundle__state=BundleState.BUNDLED)
    since = window(pool, today)
    recent = pool.questions.filter(week__gte=min(since, quarters.before(today)))
    new = set(recent.filter(free).order_by().values_list("theme", "area"))
    rising, found = rises(pool, today), []
    often = seen(recent.filter(free | waiting, week__gte=since))
    themes, areas = pool.themes.in_bulk(), {area.pk: area for area in pool.areas.all()}
    for key, by in seen(recent.filter(free | waiting)).items():
        if key not in new:
            continue
        more = key in rising and is_shared(by, pool)
        signal = Signal(themes[key[0]], areas[key[1]], recurs(often.get(key, NOBODY), pool), more)
        if signal.recurs or signal.rises:
            found.append(signal)
    return sorted(found, key=lambda one: (one.theme.label, one.area.name))


def signal_of(bundle: Bundle, today: date) -> Signal | None:
    """Whether questions that were taken together are a signal, seen from the newest of them."""
    pool, key = bundle.pool, (bundle.theme_id, bundle.area_id)
    asked, since = bundle.questions.pooled(), window(pool, min(bundle.until, today))
    often = recurs(seen(asked.filter(week__gte=since)).get(key, NOBODY), pool)
    lately = seen(asked.filter(week__gte=min(since, quarters.before(today)))).get(key, NOBODY)
    more = is_shared(lately, pool) and key in rises(pool, today)
    return Signal(bundle.theme, bundle.area, often, more) if often or more else None


def rises(pool: Pool, today: date) -> set[Key]:
    """Themes asked more in the last whole quarter than the quarters before lead one to expect.

    Questions are counted, not families (who heard one thing eight times is one observation), out of all
    questions of that quarter, so that more people who write down is no rise. Adjusted for many tests.
    """
    asked = pool.questions.pooled()
    periods = [one for one in _quarters_in(asked) if quarters.after(one) <= today][-MOST_QUARTERS:]
    if not periods:
        return set()
    counted = asked.values_list("theme", "area").order_by("theme", "area")
    rows = counted.annotate(**{f"in_{one:%Y%m}": Count("pk", filter=_in_quarter(one)) for one in periods})
    tested = {(theme, area): counts for theme, area, *counts in rows}
    exposure = [sum(column) for column in zip(*tested.values(), strict=True)]
    try:
        p = [rise(counts, exposure=exposure).p for counts in tested.values()]
    except TooFewData:
        return set()
    adjusted = adjusted_p(np.array(p))
    return {key for key, value in zip(tested, adjusted, strict=True) if value <= LEVEL}


def _quarters_in(questions: QuerySet[Question]) -> list[date]:
    """The quarters in which something was asked, oldest first."""
    weeks = questions.order_by().values_list("week", flat=True).distinct()
    return sorted({quarters.quarter_of(week) for week in weeks})


def _in_quarter(quarter: date) -> Q:
    return Q(week__gte=quarter, week__lt=quarters.after(quarter))
