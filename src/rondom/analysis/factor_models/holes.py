"""Respondents with missing answers, by how many and by which answers they lack."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.answers import Answers

_ROWS = 4096  # in work at a time


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some patterns of answers that lack the same number of items.

    ``missing`` (patterns x lacking) are the items that each pattern lacks, ``n`` its respondents, and
    ``respondents`` their places among the answers, pattern after pattern.

    ``rows`` (rows x items, 0 where missing) are their answers and ``ones`` is 1 for each, ``pattern`` the
    pattern of each row. Where a pattern has more respondents than items, fewer rows with other ``ones`` stand
    for them, which have the same sums and products (the triangle R of a QR decomposition of [ones, rows]).
    """

    missing: Integers
    n: Integers
    respondents: Integers
    ones: Floats
    rows: Floats
    pattern: Integers

    def apart(self, mu: Floats) -> Floats:
        """Rows as deviations from these means, 0 where missing."""
        found: Floats = self.rows - np.outer(self.ones, mu)
        found[np.arange(len(found))[:, None], self.missing[self.pattern]] = 0.0
        return found


def parts_of(answers: Answers, torn: Integers, known: NDArray[np.uint8]) -> tuple[Part, ...]:
    """Of respondents ``torn``, who lack answers; ``known`` says in bits which ones they gave."""
    if not len(torn):
        return ()
    items = len(answers.columns)
    pattern, first = _numbered(known)
    answered = np.unpackbits(known[first], axis=1, count=items).astype(bool)
    n = np.bincount(pattern)
    kept = answered.sum(axis=1)
    many = n > kept + 1
    order = np.lexsort((~many, -kept))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    respondents = torn[np.argsort(place[pattern], kind="stable")]
    answered, n, kept, many = answered[order], n[order], kept[order], many[order]
    ends, block = np.cumsum(n), np.cumsum(np.where(many, kept + 1, n)) // _ROWS
    cuts = 1 + np.flatnonzero((np.diff(kept) != 0) | (np.diff(block) != 0))
    found = []
    for own in np.split(np.arange(len(n)), cuts):
        people = respondents[ends[own[0]] - n[own[0]] : ends[own[-1]]]
        missing = np.nonzero(~answered[own])[1].reshape(len(own), -1)
        found.append(_part(answers, missing, n[own], people, int(many[own].sum())))
    return tuple(found)


def people_of(answers: Answers, parts: tuple[Part, ...], size: int) -> Iterator[Part]:
    """Everyone again as a row of their own, ``size`` at a time; those who answered everything go first."""
    whole = np.ones(len(answers), dtype=bool)
    for part in parts:
        whole[part.respondents] = False
    complete, none = np.flatnonzero(whole), np.zeros((1, 0), dtype=np.int64)
    for start in range(0, len(complete), size):
        people = complete[start : start + size]
        yield _people(answers, none, np.array([len(people)]), people)
    for part in parts:
        pattern = np.repeat(np.arange(len(part.n)), part.n)
        for start in range(0, len(pattern), size):
            own = slice(start, start + size)
            first, last = pattern[own][[0, -1]]
            n = np.bincount(pattern[own] - first)
            yield _people(answers, part.missing[first : last + 1], n, part.respondents[own])


def _numbered(known: NDArray[np.uint8]) -> tuple[Integers, Integers]:
    """Of every respondent the number of the pattern, and of every pattern one respondent."""
    padded = np.zeros((len(known), -(-known.shape[1] // 8) * 8), dtype=np.uint8)
    padded[:, : known.shape[1]] = known
    words = padded.view(np.uint64)
    order = np.lexsort(words.T)
    new = np.concatenate([[True], (np.diff(words[order].view(np.int64), axis=0) != 0).any(axis=1)])
    pattern = np.empty(len(known), dtype=np.int64)
    pattern[order] = np.cumsum(new) - 1
    return pattern, order[new]


def _part(answers: Answers, missing: Integers, n: Integers, people: Integers, many: int) -> Part:
    """The first ``many`` patterns have more respondents than items."""
    ends = np.cumsum(n)
    triangles = [_triangle(answers, people[ends[at] - n[at] : ends[at]]) for at in range(many)]
    alone = int(ends[many - 1]) if many else 0
    rest = _people(answers, missing[many:], n[many:], people[alone:])
    if not many:
        return rest
    sizes = [len(one) for one in triangles]
    return Part(
        missing,
        n,
        people,
        np.concatenate([*(one[:, 0] for one in triangles), rest.ones]),
        np.concatenate([*(one[:, 1:] for one in triangles), rest.rows]),
        np.concatenate([np.repeat(np.arange(many), sizes), rest.pattern + many]),
    )


def _people(answers: Answers, missing: Integers, n: Integers, people: Integers) -> Part:
    """Everyone a row."""
    pattern = np.repeat(np.arange(len(n)), n)
    return Part(missing, n, people, np.ones(len(people)), _filled(answers, people), pattern)


def _triangle(answers: Answers, people: Integers) -> Floats:
    """R of [ones, rows] of people with one pattern, without the lines that are 0."""
    found: Floats = np.zeros((0, len(answers.columns) + 1))
    for start in range(0, len(people), _ROWS):
        rows = _filled(answers, people[start : start + _ROWS])
        block = np.hstack([np.ones((len(rows), 1)), rows])
        found = np.asarray(np.linalg.qr(np.vstack([found, block]), mode="r"))
    return np.asarray(found[(found != 0).any(axis=1)])


def _filled(answers: Answers, people: Integers) -> Floats:
    scores = answers.of(people)
    return np.where(np.isnan(scores), 0.0, scores)
