"""Whether two people give the same questions the same theme."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from rondom.analysis import TooFewData, cohen_kappa, krippendorff_alpha, percent_agreement
from rondom.analysis.raters.coefficient import Coefficient
from rondom.workflows.parenting_questions.models import Coding, Pool, Question
from rondom.workflows.parenting_questions.themes import SAFETY

FEWEST = 10
"""Questions that two people coded before their agreement is shown."""


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How far two codings agree: measures in words, and which themes are mixed up, most often first."""

    questions: int
    measures: tuple[tuple[str, str, str], ...]
    mixed_up: tuple[tuple[str, str, str], ...]


def next_to_code(pool: Pool, user: Any) -> Question | None:
    """First what one other person coded, so that two see the same; what two people coded is done."""
    done = Coding.objects.filter(question__pool=pool).order_by().values_list("question", "coder")
    coders: dict[int, set[int]] = defaultdict(set)
    for question, coder in done:
        coders[question].add(coder)
    waiting = [
        pk
        for pk in pool.questions.pooled()
        .exclude(theme__code=SAFETY)
        .order_by("pk")
        .values_list("pk", flat=True)
        if len(coders[pk]) < 2 and user.pk not in coders[pk]
    ]
    found = max(waiting, key=lambda pk: len(coders[pk]), default=None)
    return pool.questions.filter(pk=found).select_related("area").first() if found else None


def agreeing(pool: Pool) -> Agreeing:
    """Over all questions that two people coded; no word of a question and no name of a coder."""
    pairs: dict[int, list[Coding]] = defaultdict(list)
    for coding in Coding.objects.filter(question__pool=pool).select_related("theme").order_by("coder", "pk"):
        pairs[coding.question_id].append(coding)
    double = [pairs[pk][:2] for pk in sorted(pairs) if len(pairs[pk]) > 1]
    if len(double) < FEWEST:
        return Agreeing(len(double), (), ())
    ratings = np.array([[one.theme_id, two.theme_id] for one, two in double], dtype=np.float64)
    same_two = len({(one.coder_id, two.coder_id) for one, two in double}) == 1
    measures = [
        _said("Zelfde thema", lambda: percent_agreement(ratings)),
        *([_said("Kappa van Cohen", lambda: cohen_kappa(ratings))] if same_two else []),
        _said(
            "Alfa van Krippendorff",
            lambda: krippendorff_alpha(
                ratings, measurement="nominal", rng=np.random.default_rng(len(double))
            ),
        ),
    ]
    mixed = Counter(
        tuple(sorted((one.theme.label, two.theme.label)))
        for one, two in double
        if one.theme_id != two.theme_id
    )
    rows = [(first, second, str(times)) for (first, second), times in sorted(mixed.items())]
    return Agreeing(len(double), tuple(measures), tuple(sorted(rows, key=lambda row: -int(row[2]))))


def _said(name: str, compute: Any) -> tuple[str, str, str]:
    try:
        found: Coefficient = compute()
    except TooFewData as few:
        return name, "–", str(few)
    between = found.interval
    how_sure = f"{_number(between.low)} tot {_number(between.high)}" if between else "–"
    return name, _number(found.value), how_sure


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-", "−")
