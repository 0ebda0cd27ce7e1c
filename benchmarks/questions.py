"""Parenting questions of a large pool: counting a quarter, and looking for signals.

    PYTHONPATH=src python -m benchmarks.questions

Twenty neighbourhoods and 26 themes; 5,000 questions in the quarter that is counted, 20,000 in nine quarters
for the signals. Against the bare sums that each of them starts from.

Measured on two cores, one of them busy: signals 44 to 61 ms (6 to 10 times the sums), counting 3.3 to 6.6
seconds. So signals are worked out on every view, and a quarter is counted in the background.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.server import median_ms, prepare

if TYPE_CHECKING:
    from rondom.workflows.parenting_questions.models import Pool

AREAS, QUESTIONS, QUARTERS, IN_ONE = 20, 20_000, 9, 5_000
TODAY = date(2026, 10, 5)
QUARTER = date(2026, 7, 1)


def main() -> None:
    """Print the time of both, and their ratios."""
    prepare()
    pool = _pool()
    from rondom.workflows.parenting_questions.actions.counting import count_quarter
    from rondom.workflows.parenting_questions.signals import found_signals, rises

    sums = median_ms(lambda: _sums(pool), 5)
    signals, risen = (median_ms(lambda it=it: it(pool, TODAY), 5) for it in (found_signals, rises))  # type: ignore[misc]  # a default
    counted = median_ms(lambda: count_quarter(pool, QUARTER, today=TODAY, by=None), 1)
    print(
        f"Signals among {QUESTIONS} questions: {signals:.0f} ms, of which rises {risen:.0f} ms; "
        f"the sums alone: {sums:.0f} ms; ratio {signals / sums:.1f}"
    )
    print(
        f"Counting a quarter of {IN_ONE} questions in {AREAS} neighbourhoods: {counted / 1000:.1f} s; "
        f"ratio {counted / sums:.0f}"
    )


def _sums(pool: "Pool") -> None:
    from django.db.models import Sum

    list(pool.questions.order_by().values("area", "theme").annotate(families=Sum("heard")))


def _pool() -> "Pool":
    from rondom.cores.measure.tests.factories import make_area, make_organisation
    from rondom.foundation.accounts.models import User
    from rondom.workflows.parenting_questions.actions.pools import start_pool
    from rondom.workflows.parenting_questions.models import Question
    from rondom.workflows.parenting_questions.models.question import Channel, QuestionState

    by = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
    areas = [make_area(f"Wijk {number}", f"WK9901{number:02}") for number in range(AREAS)]
    partners = [
        [make_organisation(area, f"Organisatie {area} {n} (voorbeeld)") for n in "ab"] for area in areas
    ]
    pool = start_pool("Opvoedvragen", municipality=areas[0].municipality, areas=areas, by=by)
    themes = [theme for theme in pool.themes.order_by("pk") if theme.code != "vei"]
    rng = np.random.default_rng(0)
    weights = rng.gamma(0.7, 1, (AREAS, len(themes)))
    cells = rng.choice(weights.size, QUESTIONS, p=(weights / weights.sum()).ravel())
    Question.objects.bulk_create(
        Question(
            circle=pool.circle, pool=pool, area=areas[cell // len(themes)], theme=themes[cell % len(themes)],
            text="Hoe doe ik dat?", channel=Channel.PROFESSIONAL, state=QuestionState.CODED,
            organisation=partners[cell // len(themes)][number % 2], reporter=f"{number % 60}",
            week=QUARTER + timedelta(weeks=number % 12)
            if number < IN_ONE
            else QUARTER - timedelta(weeks=1 + number % (13 * (QUARTERS - 1))),
        )
        for number, cell in enumerate(cells)
    )  # fmt: skip
    return pool


if __name__ == "__main__":
    main()
