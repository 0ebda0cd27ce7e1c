"""Means of groups of known size, and how many of those asked took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from rondom.analysis.estimates import Interval, NotComputed, TooFewData
from rondom.analysis.moments import Moments
from rondom.analysis.quantiles import require_level, t_quantile


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The mean of ``n`` scores, in score units; ``interval`` is None when everyone scores the same.

    ``population`` is how many people the group has; None when that is unknown or cannot be right, and
    then the interval holds for a group of unlimited size, as ``warnings`` says.
    """

    mean: float
    interval: Interval | None
    sd: float
    n: int
    population: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """How many people a group has (``frame``), how many were invited, and how many answered.

    ``response`` is answered / invited, ``coverage`` answered / frame; None where the number is unknown
    or zero. Above 1 they are shown as they are, with a warning.
    """

    answered: int
    invited: int | None
    frame: int | None
    response: float | None
    coverage: float | None
    warnings: tuple[str, ...]


def mean_interval(
    n: int, mean: float, sd: float, *, population: int | None = None, level: float = 0.95
) -> GroupMean:
    """The t interval of a mean, narrowed when a large part of a finite group answered.

    The standard error is sd / sqrt(n) x sqrt(1 - n / population). When everyone answered nothing is
    left to guess and the interval has no width. Raises TooFewData below two scores.
    Source: Cochran (1977), section 2.5; docs/methods/group-means.md.
    """
    if n < 2:
        raise TooFewData("Voor een gemiddelde met een interval zijn ten minste twee scores nodig.")
    if not (isfinite(mean) and isfinite(sd) and sd >= 0):
        raise ValueError("Gemiddelde en spreiding moeten gewone getallen zijn, de spreiding niet negatief.")
    size, notes = known_population(n, population)
    if sd == 0 and size != n:
        notes = (*notes, "Iedereen heeft dezelfde score: een interval is niet te berekenen.")
        return GroupMean(mean, None, sd, n, size, notes)
    margin = t_quantile((1 + require_level(level)) / 2, n - 1) * sqrt(sd**2 / n * unseen(n, size))
    method = "t" if size is None else "t met eindige-populatiecorrectie"
    return GroupMean(mean, Interval(mean - margin, mean + margin, level, method), sd, n, size, notes)


def group_means(
    moments: Moments,
    scale: str,
    *,
    populations: Sequence[int | None] | None = None,
    level: float = 0.95,
) -> tuple[GroupMean | NotComputed, ...]:
    """The mean of every group, in the order of the groups; a group with fewer than two scores has none.

    ``populations`` holds the size of every group, None where it is unknown.
    """
    sizes = (None,) * moments.groups if populations is None else tuple(populations)
    if len(sizes) != moments.groups:
        raise ValueError(f"Er zijn {moments.groups} groepen, maar van {len(sizes)} is de omvang gegeven.")
    found: list[GroupMean | NotComputed] = []
    for n, mean, squares, size in zip(*moments.of(scale), sizes, strict=True):
        sd = sqrt(squares / (n - 1)) if n > 1 else 0.0
        try:
            found.append(mean_interval(int(n), float(mean), sd, population=size, level=level))
        except TooFewData as reason:
            found.append(NotComputed(str(reason)))
    return tuple(found)


def response(
    answered: Sequence[int],
    *,
    invited: Sequence[int | None],
    frame: Sequence[int | None] | None = None,
) -> tuple[tuple[Stratum, ...], Stratum]:
    """Response and coverage of every stratum, and of all together.

    ``frame`` is how many people there are, as far as known; without it those invited are taken for all.
    A total is unknown as soon as one of its parts is.
    """
    whole = invited if frame is None else frame
    strata = tuple(_stratum(*row) for row in zip(answered, invited, whole, strict=True))
    return strata, _stratum(sum(answered), _sum(invited), _sum(whole))


def known_population(n: int, population: int | None) -> tuple[int | None, tuple[str, ...]]:
    """The size of a group of which ``n`` answered, or None with the reason why it is not used."""
    if population is None:
        return None, ("De omvang van de groep is onbekend: geen eindige-populatiecorrectie.",)
    if population < n:
        return None, ("Er zijn meer antwoorden dan mensen in de groep: geen eindige-populatiecorrectie.",)
    return population, ()


def unseen(n: int, population: int | None) -> float:
    """The finite-population correction of a variance: the part of the group that did not answer."""
    return 1.0 if population is None else 1 - n / population


def _stratum(answered: int, invited: int | None, frame: int | None) -> Stratum:
    if min(answered, invited or 0, frame or 0) < 0:
        raise ValueError("Aantallen mensen kunnen niet negatief zijn.")
    found = []
    if invited is not None and answered > invited:
        found.append("Er zijn meer antwoorden dan uitnodigingen. Controleer het aantal genodigden.")
    if invited is not None and frame is not None and invited > frame:
        found.append("Er zijn meer genodigden dan mensen in de groep. Controleer de omvang van de groep.")
    share, coverage = (answered / whole if whole else None for whole in (invited, frame))
    return Stratum(answered, invited, frame, share, coverage, tuple(found))


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
