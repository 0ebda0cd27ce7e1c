"""People who answered every item, and the items that vary among them: what Mokken's statistics are over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import Answers, names_of, points_of, require_answers, require_known_codes
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Integers, TooFewData
from rondom.analysis.tabulate import Tables, tabulate

MISSING = "alleen wie elk item beantwoordde"


@dataclass(frozen=True, slots=True, eq=False)
class Complete:
    """``answers`` is respondents x items, of ``n`` people; ``incomplete`` missed an item and are left out."""

    answers: Integers
    names: tuple[str, ...]
    points: int
    incomplete: int
    left_out: tuple[LeftOut, ...]

    @property
    def n(self) -> int:
        """People who answered every item that anybody answered."""
        return len(self.answers)

    def tables(self) -> Tables:
        """Counted, with all pairs of items."""
        return tabulate(self.answers, points=self.points, items=self.names)


def complete_of(answers: Answers, points: int | Sequence[int], items: Sequence[str]) -> Complete:
    """Of respondents x items. Raises TooFewData with fewer than two people or two items that vary."""
    require_answers(answers)
    every, names = points_of(answers.shape[1], points), names_of(answers.shape[1], items)
    require_known_codes(answers, every, names)
    seen = [at for at in range(len(names)) if (answers[:, at] > 0).any()]
    whole = answers[(answers[:, seen] > 0).all(axis=1)]
    varying = [at for at in seen if len(whole) and np.ptp(whole[:, at]) > 0]
    if len(whole) < 2 or len(varying) < 2:
        raise TooFewData("Mokkens H vraagt mensen die alles beantwoordden, en twee items die verschillen.")
    return Complete(
        answers=whole[:, varying].astype(np.int64),
        names=tuple(names[at] for at in varying),
        points=max(every),
        incomplete=len(answers) - len(whole),
        left_out=tuple(_left_out(name, at in seen) for at, name in enumerate(names) if at not in varying),
    )


def _left_out(name: str, answered: bool) -> LeftOut:
    reason = "iedereen gaf hetzelfde antwoord" if answered else "niemand heeft dit item beantwoord"
    return LeftOut(name, reason)
