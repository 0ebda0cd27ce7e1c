"""What is known of the respondents: per group the moments of complete answers, and the other answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from rondom.analysis.codes import MISSING, names_of
from rondom.analysis.estimates import Floats, Integers, TooFewData, UnknownCode
from rondom.analysis.factor_models.answers import Answers, Table, count
from rondom.analysis.factor_models.holes import Part, parts_of
from rondom.analysis.factor_models.labels import Labels, numbered
from rondom.analysis.moments import Moments

Missing = Literal["listwise", "fiml"]


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
class Whole:
    """Moments of those who answered everything, n in the denominator of the covariances."""

    n: int
    mean: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One group: ``asked`` is everyone in it, ``n`` those who take part.

    ``whole`` are those who answered everything, ``parts`` the others. ``answers`` are all of their scores,
    None when only tables were given. ``clusters`` numbers each respondent's organisation within the group,
    None when respondents are independent.
    """

    label: str
    asked: int
    n: int
    whole: Whole
    parts: tuple[Part, ...] = ()
    answers: Answers | None = None
    has_means: bool = True
    clusters: Integers | None = None

    @property
    def complete(self) -> bool:
        """Whether everyone who takes part answered everything."""
        return not self.parts

    @property
    def cells(self) -> int:
        """How many answers there are."""
        lacking: int = sum(int(part.n.sum()) * part.missing.shape[1] for part in self.parts)
        return self.n * int(self.whole.mean.size) - lacking


def whole_sample(label: str, asked: int, n: int, means: Floats, covariances: Floats) -> Sample:
    """A group in which everyone answered everything; covariances have n in the denominator."""
    return Sample(label, asked, n, Whole(n, means, covariances))


Data = Table | Moments | Counted | Sequence[Counted]


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
    data: Table,
    wanted: Sequence[str],
    items: Sequence[str],
    groups: Labels | None,
    cluster: Labels | None,
    missing: Missing,
) -> tuple[Sample, ...]:
    if data.ndim != 2:
        raise ValueError("Antwoorden vormen een tabel: een rij per respondent, een kolom per item.")
    names = names_of(data.shape[1], items or [f"x{at + 1}" for at in range(data.shape[1])])
    answers = Answers(data, _places(wanted, names))
    _require_known_codes(answers, wanted)
    _, clusters = (None, None) if cluster is None else numbered(cluster, len(data), "organisatie")
    if groups is None:
        return (_sample("", answers, clusters, wanted, missing),)
    labels, member = numbered(groups, len(data), "groep")
    found = []
    for at, label in enumerate(labels):
        rows = np.flatnonzero(member == at)
        own = None if clusters is None else clusters[rows]
        found.append(_sample(label, answers.only(rows), own, wanted, missing))
    return tuple(found)


def _require_known_codes(answers: Answers, wanted: Sequence[str]) -> None:
    """Of whole numbers below zero only the three codes for a missing answer are known."""
    if not np.issubdtype(answers.table.dtype, np.integer):
        return
    for block in answers.blocks():
        codes = answers.raw(block)
        if codes.min(initial=0) >= 0:
            continue
        unknown = (codes < 0) & ~np.isin(codes, MISSING)
        if unknown.any():
            row, column = np.argwhere(unknown)[0]
            raise UnknownCode(
                f"Item {wanted[column]} heeft code {codes[row, column]}, die geen antwoord is en geen "
                "bekende code voor een ontbrekend antwoord."
            )


def _sample(
    label: str, answers: Answers, clusters: Integers | None, wanted: Sequence[str], missing: Missing
) -> Sample:
    counted = count(answers)
    within = f" in groep {label}" if label else ""
    for name, answered in zip(wanted, counted.answered(len(wanted)), strict=True):
        if not answered:
            raise TooFewData(f"Niemand{within} heeft item {name} beantwoord. Laat dit item weg.")
    torn, known = counted.torn, counted.known
    left_out = torn if missing == "listwise" else torn[~known.any(axis=1)]
    if len(left_out) == len(answers):
        raise TooFewData(
            f"Niemand{within} heeft alle items beantwoord. Gebruik missing='fiml' of laat items weg."
        )
    asked = len(answers)
    if len(left_out):
        kept = np.delete(np.arange(asked), left_out)
        answers, clusters = answers.only(kept), None if clusters is None else clusters[kept]
        stay = ~np.isin(torn, left_out)
        torn, known = np.searchsorted(kept, torn[stay]), known[stay]
    if clusters is not None:
        clusters = np.unique(clusters, return_inverse=True)[1].reshape(-1)
        if clusters.max() == 0:
            raise TooFewData(f"Alle respondenten{within} zijn van één organisatie: laat cluster weg.")
    whole = Whole(counted.moments.n, counted.moments.mean, counted.moments.covariance)
    parts = parts_of(answers, torn, known)
    return Sample(label, asked, len(answers), whole, parts, answers, clusters=clusters)


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
