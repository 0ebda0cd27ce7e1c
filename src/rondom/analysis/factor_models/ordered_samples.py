"""Thresholds and polychoric correlations of every group that an ordered model is fitted to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import NOT_ANSWERED, Answers, names_of, points_of
from rondom.analysis.estimates import Floats, TooFewData, UnknownCode
from rondom.analysis.factor_models.labels import Labels, numbered
from rondom.analysis.ordinal import OrdinalSample, mixed_sample, ordinal_sample, ordinal_sample_from
from rondom.analysis.ordinal.correlations import Missing
from rondom.analysis.ordinal.zero_cells import ZeroCells
from rondom.analysis.tabulate import Tables

_MOST = 15  # points of an item that are taken for granted


@dataclass(frozen=True, slots=True, eq=False)
class OrderedSamples:
    """Per group its label, everyone in it (``asked``), and what a model is fitted to."""

    labels: tuple[str, ...]
    asked: tuple[int, ...]
    samples: tuple[OrdinalSample, ...]

    @property
    def n(self) -> tuple[int, ...]:
        """Respondents who take part, per group."""
        return tuple(sample.respondents for sample in self.samples)

    @property
    def categories(self) -> tuple[int, ...]:
        """Per item how many points are used, the same in every group; 0 of a continuous one."""
        return tuple(len(points) for points in self.samples[0].used)


def ordered_samples(
    answers: Answers | Floats,
    wanted: Sequence[str],
    *,
    ordered: Sequence[str] | None = None,
    points: int | Sequence[int] | None = None,
    items: Sequence[str] = (),
    groups: Labels | None = None,
    missing: Missing = "listwise",
    cluster: Labels | None = None,
    zero_cells: ZeroCells = "keep",
) -> OrderedSamples:
    """The wanted items of the answers (respondents x items), in that order, per group.

    Answers are codes 1 to ``points`` (None: the highest answer to each item, at most 15); negative or NaN is
    no answer; without names columns are x1, x2 and on. Wanted items that ``ordered`` does not name are
    continuous: scores, and only NaN is no answer (None: all are ordered). Groups come in order of first
    appearance, as in lavaan. ``cluster`` says to which organisation each respondent belongs. ``zero_cells``
    as in ``polychoric``. Raises ValueError for an item that is not there, TooFewData when a group cannot
    carry the model or uses other points than the first one.
    """
    names = names_of(answers.shape[1], tuple(items) or [f"x{at + 1}" for at in range(answers.shape[1])])
    for name in wanted:
        if name not in names:
            raise ValueError(f"Het model noemt item {name}, maar de gegevens hebben dat niet.")
    places = [names.index(name) for name in wanted]
    continuous = np.array([ordered is not None and name not in ordered for name in wanted])
    codes = _codes(answers, [place for place, other in zip(places, continuous, strict=True) if not other])
    scores = None
    if continuous.any():
        _require_mixable(names, continuous, ordered or (), missing)
        scores = _scores(answers, places)
    every = _points(codes, names, places, continuous, points)
    found = []
    everyone = np.zeros(len(codes), dtype=np.int64)
    labels, member = (("",), everyone) if groups is None else numbered(groups, len(codes), "groep")
    organisation = everyone if cluster is None else numbered(cluster, len(codes), "organisatie")[1]
    asked = tuple(np.bincount(member, minlength=len(labels)).tolist())
    _require_enough(labels, asked, len(wanted))
    for group in range(len(labels)):
        rows = slice(None) if len(labels) == 1 else np.flatnonzero(member == group)
        own = None if cluster is None else organisation[rows]
        if scores is None:
            found.append(
                ordinal_sample(
                    codes[rows],
                    points=every,
                    items=tuple(wanted),
                    missing=missing,
                    cluster=own,
                    zero_cells=zero_cells,
                )
            )
        else:
            found.append(
                mixed_sample(
                    scores[rows], points=every, items=tuple(wanted), cluster=own, zero_cells=zero_cells
                )
            )
    _require_same_points(found, labels)
    made = OrderedSamples(labels, asked, tuple(found))
    _require_enough(labels, made.n, len(wanted))
    return made


def ordered_samples_from(
    tables: Sequence[Tables],
    wanted: Sequence[str],
    *,
    summed: Sequence[Floats] = (),
    clusters: Sequence[int] = (),
    labels: Sequence[str] = (),
    zero_cells: ZeroCells = "keep",
) -> OrderedSamples:
    """The same from tables of each group; see ``ordinal_sample_from``. ``summed`` has the wanted order."""
    names = tuple(labels) or (("",) if len(tables) == 1 else tuple(str(at + 1) for at in range(len(tables))))
    found = []
    for at, counted in enumerate(tables):
        for name in wanted:
            if name not in counted.items:
                raise ValueError(f"Het model noemt item {name}, maar de tabellen hebben dat niet.")
        found.append(
            ordinal_sample_from(
                counted.select(list(wanted)),
                summed=summed[at] if summed else None,
                clusters=clusters[at] if clusters else None,
                zero_cells=zero_cells,
            )
        )
    _require_same_points(found, names)
    n = tuple(sample.respondents for sample in found)
    _require_enough(names, n, len(wanted))
    return OrderedSamples(names, n, tuple(found))


def _require_enough(labels: Sequence[str], respondents: Sequence[int], items: int) -> None:
    for label, n in zip(labels, respondents, strict=True):
        if n <= items:
            within = f"Groep {label} heeft" if label else "Er zijn"
            raise TooFewData(
                f"{within} {n} respondenten voor {items} items. Er zijn meer respondenten dan items nodig."
            )


def _require_mixable(
    names: Sequence[str], continuous: NDArray[np.bool_], ordered: Sequence[str], missing: Missing
) -> None:
    for name in ordered:
        if name not in names:
            raise ValueError(f"ordered noemt {name}, maar de gegevens hebben dat niet.")
    if continuous.all():
        raise ValueError("ordered noemt geen enkel item van het model. Noem er een, of laat ordered weg.")
    if missing != "listwise":
        raise ValueError(
            f"Met geordende en continue items samen kan {missing} niet. Kies listwise, of behandel alle "
            "items als geordend of alle als continu."
        )


def _points(
    codes: Answers,
    names: Sequence[str],
    places: Sequence[int],
    continuous: NDArray[np.bool_],
    points: int | Sequence[int] | None,
) -> list[int]:
    """Per item; 0 of a continuous one."""
    if points is not None:
        every = points_of(len(names), points)
        return [0 if other else every[place] for place, other in zip(places, continuous, strict=True)]
    highest = iter(_highest(codes))
    return [0 if other else next(highest) for other in continuous]


def _scores(answers: Answers | Floats, places: list[int]) -> Floats:
    """A negative whole number of a table of codes is no answer."""
    chosen: Floats = answers[:, places].astype(np.float64)
    return np.where(chosen < 0, np.nan, chosen) if np.issubdtype(answers.dtype, np.integer) else chosen


def _codes(answers: Answers | Floats, places: list[int]) -> Answers:
    straight = places == list(range(answers.shape[1]))
    chosen: NDArray[Any] = answers if straight else answers[:, places]
    if np.issubdtype(chosen.dtype, np.integer):
        return chosen
    known = np.where(np.isnan(chosen), NOT_ANSWERED, chosen)
    if (known != np.rint(known)).any():
        raise UnknownCode("Geordende items hebben gehele codes; in de antwoorden staan kommagetallen.")
    return known.astype(np.int64)


def _highest(codes: Answers) -> list[int]:
    """Without points 99 would be one; more than this asks for them."""
    highest = np.maximum(codes.max(axis=0, initial=1), 1)
    if (highest > _MOST).any():
        raise ValueError(f"Een antwoord is {highest.max()}: geef met points hoeveel punten de items hebben.")
    return [int(count) for count in highest]


def _require_same_points(samples: Sequence[OrdinalSample], labels: Sequence[str]) -> None:
    first = samples[0]
    for sample, label in zip(samples[1:], labels[1:], strict=True):
        for item, one, other in zip(first.items, first.used, sample.used, strict=True):
            if one != other:
                point = sorted(set(one) ^ set(other))[0]
                where = labels[0] if point in other else label
                raise TooFewData(
                    f"Niemand in groep {where} koos antwoord {point} op {item}, en in een andere groep wel. "
                    "Voeg antwoorden samen of laat dit item weg."
                )
