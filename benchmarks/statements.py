"""Closing a round of statements of a large gathering: count, and look for groups that think alike.

    PYTHONPATH=src python -m benchmarks.statements

Three hundred people and 25 statements, in two groups: the slowest there is, since only real groups are
compared with all shuffled tables. Against reading the same answers from the database.

Measured on two cores, one of them busy: 460 to 520 ms, a hundred times reading. With one start of k-means
after the other, as in tests/test_opinion_groups.py, 1.2 to 1.6 seconds.
"""

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.server import median_ms, prepare

if TYPE_CHECKING:
    from rondom.cores.meet.models import StatementRound
    from rondom.foundation.accounts.models import User

PEOPLE, STATEMENTS, REPEATS = 300, 25, 5


def main() -> None:
    """Print the time of closing, and its ratio to reading."""
    prepare()
    from django.db import transaction

    from rondom.cores.meet.actions.statements import close_round

    round_, by = _round()

    def close() -> None:
        with transaction.atomic():
            close_round(round_, by=by)
            transaction.set_rollback(True)

    read, closed = median_ms(lambda: _read(round_), REPEATS), median_ms(close, REPEATS)
    print(
        f"Closing a round with {PEOPLE} people and {STATEMENTS} statements: {closed:.0f} ms; "
        f"reading the answers alone: {read:.0f} ms; ratio {closed / read:.1f}"
    )


def _read(round_: "StatementRound") -> None:
    from rondom.cores.meet.models import Stance

    list(Stance.objects.filter(paper__round=round_).values_list("paper", "statement", "value"))


def _round() -> "tuple[StatementRound, User]":
    from rondom.cores.measure.tests.factories import make_area
    from rondom.cores.meet.actions.statements import open_round, prepare_round
    from rondom.cores.meet.models import Stance, StancePaper
    from rondom.cores.meet.tests.factories import make_gathering
    from rondom.foundation.accounts.models import User
    from rondom.workflows.parenting_questions.actions.pools import start_pool

    by = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
    area = make_area("Wijk", "WK990101")
    pool = start_pool("Opvoedvragen", municipality=area.municipality, areas=[area], by=by)
    gathering = make_gathering(pool.circle, by=by, state="planned")
    texts = [f"Stelling {number}" for number in range(STATEMENTS)]
    round_ = prepare_round(gathering, question="Wat vindt u?", statements=texts, by=by)
    open_round(round_, by=by)
    papers = StancePaper.objects.bulk_create(
        StancePaper(round=round_, paper_number=number, entered_by=by) for number in range(PEOPLE)
    )
    asked = list(round_.statements.all())
    Stance.objects.bulk_create(
        Stance(paper=papers[person], statement=asked[at], value=value)
        for (person, at), value in np.ndenumerate(_answers())
        if value
    )
    return round_, by


def _answers() -> np.typing.NDArray[np.str_]:
    """Two groups; one answer in five is the other way round, one in ten not known, one in ten not given."""
    rng = np.random.default_rng(1)
    sides = rng.choice([True, False], (2, STATEMENTS))[rng.integers(0, 2, PEOPLE)]
    chance = rng.random((PEOPLE, STATEMENTS))
    agrees = np.where(chance < 0.2, ~sides, sides)
    said = np.where(agrees, "agree", "disagree")
    return np.where(chance > 0.9, "", np.where(chance > 0.8, "unsure", said))


if __name__ == "__main__":
    main()
