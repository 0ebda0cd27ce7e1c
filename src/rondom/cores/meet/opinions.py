"""What came out of a round of statements, so that nobody's answers can be read from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rondom.analysis.disclosure import FLOOR
from rondom.analysis.opinion_groups import opinion_groups
from rondom.cores.meet.models.statements import StanceValue

NUMBERS = {StanceValue.AGREE: 1.0, StanceValue.DISAGREE: -1.0, StanceValue.UNSURE: 0.0}
Papers = Sequence[Mapping[int, str]]
"""Of each voter the stance by statement."""


def count_stances(papers: Papers, statement: int) -> dict[str, int] | None:
    """How many said what of one statement; nothing when fewer than the floor answered it."""
    said = [paper[statement] for paper in papers if statement in paper]
    if len(said) < FLOOR:
        return None
    return {value: said.count(value) for value in StanceValue.values}


def find_groups(papers: Papers, statements: Sequence[int]) -> list[dict[str, Any]]:
    """Per opinion group how many voters, and per statement how many agree, do not know and disagree, or None.

    The totals of all are known, so one group that is hidden could be computed from the others. A statement
    has counts of every group, or of none: of none when in one of them fewer than the floor answered it.
    """
    if not papers or not statements:
        return []
    votes = np.array(
        [
            [NUMBERS[StanceValue(paper[one])] if one in paper else np.nan for one in statements]
            for paper in papers
        ]
    )
    labels = opinion_groups(votes, floor=FLOOR)
    if labels is None:
        return []
    members = [votes[labels == group] for group in range(int(labels.max()) + 1)]
    shown = np.array([(~np.isnan(one)).sum(axis=0) for one in members]).min(axis=0) >= FLOOR
    return [
        {
            "voters": len(one),
            "counts": [_count(one[:, at]) if shown[at] else None for at in range(len(statements))],
        }
        for one in members
    ]


def _count(column: Any) -> list[int]:
    return [int((column == number).sum()) for number in (1, 0, -1)]
