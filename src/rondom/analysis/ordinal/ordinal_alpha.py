"""Ordinal alpha: standardised alpha of the answers behind the answers (Zumbo, Gadermann and Zeisser 2007)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.ordinal.correlations import Missing, polychoric_from
from rondom.analysis.ordinal.sample import ordinal_sample
from rondom.analysis.ordinal.zero_cells import ZeroCells
from rondom.analysis.reliability import raw_alpha
from rondom.analysis.share_interval import share_interval
from rondom.analysis.tabulate import Tables


@dataclass(frozen=True, slots=True)
class OrdinalAlpha:
    """Standardised alpha on polychoric correlations: of a sum of the latent responses, not of the scores.

    ``average_r`` is the mean polychoric correlation. From tables alone there is no interval (None): it asks
    who gave which answers together. ``respondents`` is the fewest behind any pair of items.
    """

    alpha: float
    interval: Interval | None
    se: float | None
    average_r: float
    respondents: int
    items: int
    clusters: int | None
    missing: Missing
    warnings: tuple[str, ...]


def ordinal_alpha(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    missing: Missing = "pairwise",
    cluster: NDArray[np.integer] | None = None,
    zero_cells: ZeroCells = "keep",
    level: float = 0.95,
) -> OrdinalAlpha:
    """Of one scale, from answers (respondents x items, keyed the same way), with its interval.

    The interval is symmetric for ln(1 - alpha); with ``cluster`` (a number per respondent, for instance of
    the organisation) it allows for resemblance within them. Raises TooFewData as ``ordinal_sample`` does.
    Source: Zumbo, Gadermann and Zeisser (2007); docs/methods/ordinal-reliability.md.
    """
    sample = ordinal_sample(
        answers, points=points, items=items, missing=missing, cluster=cluster, zero_cells=zero_cells
    )
    size, rho = len(sample.items), sample.estimates[sample.thresholds :]
    alpha = _alpha(sample.matrix)
    # alpha = k / (k - 1) (1 - k / S), S the sum of the matrix; each correlation counts twice in S.
    slope = 2 * size**2 / ((size - 1) * (size + 2 * rho.sum()) ** 2)
    spread = float(sample.gamma[sample.thresholds :, sample.thresholds :].sum())
    se = float(slope * np.sqrt(max(spread, 0.0) / sample.respondents))
    df = None if sample.clusters is None else sample.clusters - 1
    return OrdinalAlpha(
        alpha=alpha,
        interval=share_interval(alpha, se, level=level, df=df),
        se=se,
        average_r=float(rho.mean()),
        respondents=sample.respondents,
        items=size,
        clusters=sample.clusters,
        missing=missing,
        warnings=(_CRITIQUE,),
    )


def ordinal_alpha_from(tables: Tables, *, zero_cells: ZeroCells = "keep") -> OrdinalAlpha:
    """The same from tables with item pairs, without interval: select the items of the scale first."""
    found = polychoric_from(tables, zero_cells=zero_cells)
    matrix = found.require_complete()
    size = len(found.items)
    return OrdinalAlpha(
        alpha=_alpha(matrix),
        interval=None,
        se=None,
        average_r=float((matrix.sum() - size) / (size * (size - 1))),
        respondents=int(found.n.min()),
        items=size,
        clusters=None,
        missing="pairwise",
        warnings=(_CRITIQUE, *found.warnings),
    )


_CRITIQUE = (
    "Ordinale alfa gaat over de latente antwoorden, niet over de somscore die wordt gebruikt. Voor de "
    "somscore is er de ordinale omega."
)


def _alpha(matrix: Floats) -> float:
    alpha = raw_alpha(matrix)
    if alpha is None or alpha > 1:
        raise TooFewData(
            "De samenhang tussen de items is tegenstrijdig: de som van de items heeft geen spreiding. "
            "Controleer omgekeerd gestelde vragen en ontbrekende antwoorden."
        )
    return alpha
