"""The conditional likelihood of the partial credit model: of answers, given each person's sum of points.

An item's answer x weighs exp(-beta_x), with beta_0 = 0; the sum of points r has the chance gamma_r, the sum
over all answers that add up to r. What nobody's sum tells (the place of people) is gone, so that no
population is assumed.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from rondom.analysis.estimates import Floats, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """People who answered the same items: which, how many had each sum, and how often each answer was given.

    ``items`` are places; ``sums`` is people per sum of points (from 0); ``counts`` has a row of answers per
    item.
    """

    items: tuple[int, ...]
    sums: Floats
    counts: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Height:
    """The log-likelihood, its slope, and minus its second derivatives, over all betas of all items."""

    loglik: float
    slope: Floats
    information: Floats


def conditional_height(patterns: list[Pattern], betas: list[Floats]) -> Height:
    """All patterns together; ``betas`` holds beta_1.. of each item."""
    starts = np.concatenate([[0], np.cumsum([len(beta) for beta in betas])])
    size = int(starts[-1])
    slope, information, loglik = np.zeros(size), np.zeros((size, size)), 0.0
    for pattern in patterns:
        weights = [np.exp(-np.concatenate([[0.0], betas[item]])) for item in pattern.items]
        places = np.concatenate([np.arange(starts[item], starts[item + 1]) for item in pattern.items])
        found = _of_pattern(pattern, weights)
        loglik += found.loglik
        slope[places] += found.slope
        information[np.ix_(places, places)] += found.information
    return Height(loglik, slope, information)


def _of_pattern(pattern: Pattern, weights: list[Floats]) -> Height:
    """Given sums, answers of two items hang together only through what the others can add up to."""
    gamma = _product(weights)
    ratio = pattern.sums / gamma
    observed = np.concatenate([counts[1:] for counts in pattern.counts])
    loglik = sum(
        float(counts @ np.log(weight)) for counts, weight in zip(pattern.counts, weights, strict=True)
    ) - float(pattern.sums @ np.log(gamma))
    chances, alone = [], _without_one(weights)
    for weight, rest in zip(weights, alone, strict=True):
        for point in range(1, len(weight)):
            chance = np.zeros(len(gamma))
            chance[point : point + len(rest)] = weight[point] * rest
            chances.append(chance / gamma)
    given = np.array(chances)
    together = _together(weights, ratio) - (given * pattern.sums) @ given.T
    expected = given @ pattern.sums
    together[np.diag_indices(len(expected))] += expected
    return Height(loglik, expected - observed, together)


def _together(weights: list[Floats], ratio: Floats) -> Floats:
    """How many people are expected to give one answer to one item and another to another item."""
    starts = np.concatenate([[0], np.cumsum([len(weight) - 1 for weight in weights])])
    result = np.zeros((int(starts[-1]), int(starts[-1])))
    for first in range(len(weights)):
        others = weights[:first] + weights[first + 1 :]
        for place, rest in enumerate(_without_one(others)):
            second = place if place < first else place + 1
            if second < first:
                continue
            steps = len(weights[first]) + len(weights[second]) - 1
            reach = np.array([ratio[extra : extra + len(rest)] @ rest for extra in range(steps)])
            points = np.arange(1, len(weights[first]))[:, None] + np.arange(1, len(weights[second]))
            block = reach[points] * np.outer(weights[first][1:], weights[second][1:])
            rows, columns = slice(*starts[first : first + 2]), slice(*starts[second : second + 2])
            result[rows, columns], result[columns, rows] = block, block.T
    return result


def _without_one(weights: list[Floats]) -> list[Floats]:
    """The product of all but one, for each: what stands before it times what stands after."""
    before, after = [np.ones(1)], [np.ones(1)]
    for weight in weights[:-1]:
        before.append(np.convolve(before[-1], weight))
    for weight in weights[:0:-1]:
        after.append(np.convolve(after[-1], weight))
    return [np.convolve(left, right) for left, right in zip(before, reversed(after), strict=True)]


def _product(weights: list[Floats]) -> Floats:
    return reduce(np.convolve, weights, np.ones(1))


def patterns_of(codes: Integers, times: Floats, widths: Integers) -> list[Pattern]:
    """People by the items they answered (codes: items x rows, -1 for none); one item alone tells nothing."""
    answered = codes >= 0
    _, first, member = np.unique(answered.T, axis=0, return_index=True, return_inverse=True)
    found = []
    for number, place in enumerate(first.tolist()):
        items = tuple(np.flatnonzero(answered[:, place]).tolist())
        if len(items) < 2:
            continue
        rows = np.flatnonzero(member.ravel() == number)
        own, weight = codes[list(items)][:, rows].astype(np.int64), times[rows]
        most = int((widths[list(items)] - 1).sum())
        sums = np.bincount(own.sum(axis=0), weight, most + 1).astype(np.float64)
        counts = tuple(
            np.bincount(row, weight, int(widths[item])).astype(np.float64)
            for row, item in zip(own, items, strict=True)
        )
        found.append(Pattern(items, sums, counts))
    return found
