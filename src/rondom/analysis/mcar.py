"""Little's test of whether answers are missing completely at random."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from rondom.analysis.codes import as_scores, names_of
from rondom.analysis.covariances import covariances
from rondom.analysis.estimates import Booleans, Floats, TooFewData

STEPS = 2000
_STILL = 1e-9  # change of means and covariances, in standard deviations, at which EM has arrived


@dataclass(frozen=True, slots=True)
class CompletelyAtRandom:
    """Little's chi-square: large when people who left items open answer other items differently.

    A small ``p`` speaks against 'completely at random'; a large one does not prove it. ``patterns`` is
    how many patterns of missing answers there are, ``n`` how many respondents answered something.
    """

    chisq: float
    df: int
    p: float
    patterns: int
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class NormalMoments:
    """Maximum likelihood mean and covariances (n in the denominator) with answers missing at random."""

    mean: Floats
    covariances: Floats
    n: int


def mcar_test(scores: Floats, *, items: Sequence[str] = ()) -> CompletelyAtRandom:
    """Little's MCAR test of scores (respondents x items; NaN is no answer).

    Means of each pattern of missing answers are compared with the maximum likelihood means, as for
    normally distributed scores. Raises TooFewData without missing answers, with an item that nobody
    answered or everyone alike, or when the means cannot be estimated.
    Source: Little (1988); docs/methods/missing-answers.md.
    """
    people, patterns = _by_pattern(scores, names_of(scores.shape[1], items))
    if len(patterns) < 2:
        raise TooFewData("Er is één patroon van antwoorden: er valt niets te vergelijken.")
    found = _expectation_maximisation(people, patterns)
    chisq, df = 0.0, -scores.shape[1]
    for rows, answered in zip(people, patterns, strict=True):
        away = rows[:, answered].mean(axis=0) - found.mean[answered]
        block = found.covariances[np.ix_(answered, answered)]
        chisq += len(rows) * float(away @ np.linalg.solve(block, away))
        df += int(answered.sum())
    if df < 1:
        raise TooFewData("De patronen van antwoorden overlappen niet: er valt niets te vergelijken.")
    return CompletelyAtRandom(chisq, df, float(chdtrc(df, chisq)), len(patterns), found.n)


def normal_moments(scores: Floats, *, items: Sequence[str] = ()) -> NormalMoments:
    """Mean and covariances of scores with missing answers, by expectation-maximisation.

    Everyone who answered something counts. Raises TooFewData as ``mcar_test`` does, but for missing
    answers that are not there. Source: Dempster, Laird and Rubin (1977); docs/methods/missing-answers.md.
    """
    return _expectation_maximisation(*_by_pattern(scores, names_of(scores.shape[1], items)))


_People = list[Floats]


def _by_pattern(scores: Floats, names: tuple[str, ...]) -> tuple[_People, Booleans]:
    """Respondents taken together by pattern, without those who answered nothing."""
    scores = as_scores(scores, names)
    left_out = covariances(scores, items=names).left_out
    if left_out:
        named = "; ".join(f"{left.item}: {left.reason}" for left in left_out)
        raise TooFewData(f"Laat items weg die niet kunnen meedoen ({named}).")
    some = scores[~np.isnan(scores).all(axis=1)]
    if len(some) <= scores.shape[1]:
        raise TooFewData(f"Nodig zijn meer respondenten dan items; er zijn er {len(some)} met een antwoord.")
    packed = np.packbits(~np.isnan(some), axis=1)
    _, first, pattern = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(pattern.reshape(-1), kind="stable")
    ends = np.cumsum(np.bincount(pattern.reshape(-1)))[:-1]
    return np.split(some[order], ends), ~np.isnan(some[first])


def _expectation_maximisation(people: _People, patterns: Booleans) -> NormalMoments:
    n = sum(len(rows) for rows in people)
    every = np.concatenate(people)
    mean = np.nanmean(every, axis=0)
    spread = np.diag(np.nanvar(every, axis=0))
    sd = np.sqrt(np.diag(spread))
    for _ in range(STEPS):
        new_mean, new_spread = _step(people, patterns, mean, spread, n)
        moved = max(
            float((np.abs(new_mean - mean) / sd).max()),
            float((np.abs(new_spread - spread) / np.outer(sd, sd)).max()),
        )
        mean, spread = new_mean, new_spread
        if np.linalg.eigvalsh(spread / np.outer(sd, sd))[0] < 1e-8:
            raise TooFewData(
                "De gemiddelden zijn niet te schatten: de covarianties worden niet positief-definiet. "
                "Laat items weg die door weinig mensen samen zijn beantwoord."
            )
        if moved < _STILL:
            return NormalMoments(mean, spread, n)
    raise TooFewData("De gemiddelden zijn niet te schatten: er ontbreken te veel antwoorden.")


def _step(people: _People, patterns: Booleans, mean: Floats, spread: Floats, n: int) -> tuple[Floats, Floats]:
    """Fill what is missing with what is expected, then take moments; what stays unsure is added."""
    total, squares = np.zeros_like(mean), np.zeros_like(spread)
    for rows, answered in zip(people, patterns, strict=True):
        away = rows - mean
        if not answered.all():
            open_ = ~answered
            block = spread[np.ix_(answered, answered)]
            across = spread[np.ix_(answered, open_)]
            slopes = np.linalg.solve(block, across)
            away[:, open_] = away[:, answered] @ slopes
            unsure = spread[np.ix_(open_, open_)] - across.T @ slopes
            squares[np.ix_(open_, open_)] += len(rows) * unsure
        total += away.sum(axis=0)
        squares += away.T @ away
    shift = total / n
    return mean + shift, squares / n - np.outer(shift, shift)
