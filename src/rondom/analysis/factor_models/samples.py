"""What is known of the respondents: per group, and within it per pattern of missing answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import MISSING, names_of
from rondom.analysis.estimates import Booleans, Floats, Integers, TooFewData, UnknownCode
from rondom.analysis.factor_models.labels import Labels, numbered
from rondom.analysis.moments import Moments

Missing = Literal["listwise", "fiml"]

_BLOCK = 256  # patterns at a time


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Covariances of one group that were counted elsewhere.

    ``covariances`` is items x items with n - 1 in the denominator; ``means`` may be left out.
    """

    items: tuple[str, ...]
    covariances: Floats
    n: int
    means: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Respondents of one group, by which items they answered: some patterns of answered items.

    ``known`` is patterns x items, ``n`` the respondents of each pattern, ``means`` (patterns x items) and
    ``covariances`` (patterns x items x items, n in the denominator) theirs, 0 where not known. ``rows`` are
    the places of the respondents of each pattern in the scores of the sample, None when only tables were
    given.
    """

    known: Booleans
    n: Integers
    means: Floats
    covariances: Floats
    rows: tuple[Integers, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One group. ``scores`` (respondents x items, NaN where missing) is None when only tables were given.

    ``asked`` is everyone in the group, ``n`` those who take part. ``blocks`` divide the patterns into parts
    that fit in memory; complete answers are one pattern in one block. ``clusters`` numbers each respondent's
    organisation within the group, None when respondents are independent.
    """

    label: str
    asked: int
    n: int
    blocks: tuple[Patterns, ...]
    scores: Floats | None = None
    has_means: bool = True
    clusters: Integers | None = None

    @property
    def complete(self) -> bool:
        """Whether everyone who takes part answered everything."""
        return len(self.blocks) == 1 and bool(self.blocks[0].known.all())


def whole_sample(label: str, asked: int, n: int, means: Floats, covariances: Floats) -> Sample:
    """A group in which everyone answered everything; covariances have n in the denominator."""
    known = np.ones((1, len(means)), dtype=bool)
    return Sample(label, asked, n, (Patterns(known, np.array([n]), means[None], covariances[None]),))


Data = Floats | NDArray[np.integer] | Moments | Counted | Sequence[Counted]


def samples_of(
    data: Data,
    wanted: Sequence[str],
    *,
    items: Sequence[str] = (),
    groups: Labels | None = None,
    cluster: Labels | None = None,
    missing: Missing = "listwise",
) -> tuple[Sample, ...]:
    """The wanted items of the data, in that order, per group.

    ``data`` is a table of scores (respondents x items; NaN, or in whole numbers a code for missing, is no
    answer; without names the columns are x1, x2, ...), or ``Moments``, or ``Counted`` of every group.
    ``groups`` gives each respondent's group, in order of first appearance as in lavaan, ``cluster`` the
    organisation. Raises ValueError for an item that is not there, UnknownCode for a negative code that is
    none of the codes for missing, and TooFewData for a group in which nobody can take part.
    """
    if isinstance(data, np.ndarray):
        return _from_scores(data, wanted, items, groups, cluster, missing)
    if groups is not None:
        raise ValueError("Bij getelde gegevens liggen de groepen al vast: laat groups weg.")
    if cluster is not None:
        raise ValueError("Organisaties tellen alleen mee bij de antwoorden zelf: laat cluster weg.")
    if isinstance(data, Moments):
        return _from_moments(data, wanted)
    every = (data,) if isinstance(data, Counted) else tuple(data)
    return tuple(_from_counted(one, wanted, str(at + 1)) for at, one in enumerate(every))


def as_complete(
    samples: Sequence[Sample], means: Sequence[Floats], covariances: Sequence[Floats]
) -> tuple[Sample, ...]:
    """The same groups, as if everyone had answered everything with these means and covariances."""
    return tuple(
        whole_sample(sample.label, sample.asked, sample.n, mean, covariance)
        for sample, mean, covariance in zip(samples, means, covariances, strict=True)
    )


def _from_scores(
    data: Floats | NDArray[np.integer],
    wanted: Sequence[str],
    items: Sequence[str],
    groups: Labels | None,
    cluster: Labels | None,
    missing: Missing,
) -> tuple[Sample, ...]:
    if data.ndim != 2:
        raise ValueError("Antwoorden vormen een tabel: een rij per respondent, een kolom per item.")
    names = names_of(data.shape[1], items or [f"x{at + 1}" for at in range(data.shape[1])])
    scores = _scores_of(data[:, _places(wanted, names)], wanted)
    if np.isinf(scores).any():
        raise ValueError("Een score kan niet oneindig zijn.")
    _, clusters = (None, None) if cluster is None else numbered(cluster, len(scores), "organisatie")
    if groups is None:
        return (_sample("", scores, clusters, wanted, missing),)
    labels, member = numbered(groups, len(scores), "groep")
    found = []
    for at, label in enumerate(labels):
        rows = member == at
        own = None if clusters is None else clusters[rows]
        found.append(_sample(label, scores[rows], own, wanted, missing))
    return tuple(found)


def _scores_of(data: Floats | NDArray[np.integer], wanted: Sequence[str]) -> Floats:
    """Scores themselves; of whole numbers the three codes for a missing answer become NaN."""
    if not np.issubdtype(data.dtype, np.integer):
        return np.asarray(data, dtype=np.float64)
    unknown = (data < 0) & ~np.isin(data, MISSING)
    if unknown.any():
        row, column = np.argwhere(unknown)[0]
        raise UnknownCode(
            f"Item {wanted[column]} heeft code {data[row, column]}, die geen antwoord is en geen bekende "
            "code voor een ontbrekend antwoord."
        )
    return np.where(data < 0, np.nan, data.astype(np.float64))


def _sample(
    label: str, scores: Floats, clusters: Integers | None, wanted: Sequence[str], missing: Missing
) -> Sample:
    known = ~np.isnan(scores)
    within = f" in groep {label}" if label else ""
    for name, column in zip(wanted, known.T, strict=True):
        if not column.any():
            raise TooFewData(f"Niemand{within} heeft item {name} beantwoord. Laat dit item weg.")
    takes_part = known.all(axis=1) if missing == "listwise" else known.any(axis=1)
    kept = scores[takes_part]
    if not len(kept):
        raise TooFewData(
            f"Niemand{within} heeft alle items beantwoord. Gebruik missing='fiml' of laat items weg."
        )
    if clusters is not None:
        clusters = np.unique(clusters[takes_part], return_inverse=True)[1].reshape(-1)
        if clusters.max() == 0:
            raise TooFewData(f"Alle respondenten{within} zijn van één organisatie: laat cluster weg.")
    return Sample(label, len(scores), len(kept), _blocks(kept), kept, clusters=clusters)


def _blocks(scores: Floats) -> tuple[Patterns, ...]:
    known = ~np.isnan(scores)
    if known.all():
        return (_patterns(scores, [np.arange(len(scores))]),)
    _, member = np.unique(np.packbits(known, axis=1), axis=0, return_inverse=True)
    member = member.reshape(-1)
    order = np.argsort(member, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(member[order])) + 1)
    return tuple(_patterns(scores, rows[at : at + _BLOCK]) for at in range(0, len(rows), _BLOCK))


def _patterns(scores: Floats, rows: Sequence[Integers]) -> Patterns:
    items = scores.shape[1]
    known = ~np.isnan(scores[[own[0] for own in rows]])
    means, covariances = np.zeros((len(rows), items)), np.zeros((len(rows), items, items))
    for at, own in enumerate(rows):
        answers = np.where(known[at], scores[own], 0.0)
        means[at] = answers.mean(axis=0)
        apart = answers - means[at]
        covariances[at] = apart.T @ apart / len(own)
    return Patterns(known, np.array([len(own) for own in rows]), means, covariances, tuple(rows))


def _from_moments(data: Moments, wanted: Sequence[str]) -> tuple[Sample, ...]:
    at = _places(wanted, data.scales)
    found = []
    for group in range(data.groups):
        block = np.ix_(at, at)
        n = data.n[group][block]
        if n.min() != n.max():
            raise ValueError(
                "Deze tabellen zijn paarsgewijs geteld terwijl antwoorden ontbreken. Tel alleen wie alle "
                "items beantwoordde, of geef de antwoorden zelf met missing='fiml'."
            )
        if n.max() == 0:
            raise TooFewData(f"Groep {group + 1} is leeg. Laat deze groep weg.")
        count = int(n.max())
        means = np.diag(data.means[group])[at]
        label = str(group + 1) if data.groups > 1 else ""
        found.append(whole_sample(label, count, count, means, data.products[group][block] / count))
    return tuple(found)


def _from_counted(data: Counted, wanted: Sequence[str], label: str) -> Sample:
    at = _places(wanted, data.items)
    if data.n < 2:
        raise TooFewData("Voor covarianties zijn de antwoorden van ten minste twee mensen nodig.")
    covariances = np.asarray(data.covariances, dtype=np.float64)[np.ix_(at, at)]
    if not np.isfinite(covariances).all() or not np.allclose(covariances, covariances.T):
        raise ValueError("Een covariantiematrix is symmetrisch en heeft geen lege cellen.")
    means = np.zeros(len(at)) if data.means is None else np.asarray(data.means, dtype=np.float64)[at]
    found = whole_sample(label, data.n, data.n, means, covariances * (data.n - 1) / data.n)
    return replace(found, has_means=data.means is not None)


def _places(wanted: Sequence[str], names: Sequence[str]) -> Integers:
    absent = [name for name in wanted if name not in names]
    if absent:
        raise ValueError(f"Het model noemt {', '.join(absent)}, maar dat zit niet in de gegevens.")
    return np.array([list(names).index(name) for name in wanted], dtype=np.int64)
