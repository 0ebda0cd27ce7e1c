"""Scores of people within groups: a random intercept per group, by ML or REML."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.moments import Moments
from rondom.analysis.multilevel.counted import Counted, count_from, count_rows
from rondom.analysis.multilevel.likelihood import Likelihood, Point
from rondom.analysis.multilevel.profile import METHOD, Profiles
from rondom.analysis.quantiles import normal_quantile, require_level

Estimator = Literal["REML", "ML"]


@dataclass(frozen=True, slots=True)
class FixedEffect:
    """The mean of groups (``intercept``, where covariates are zero), or what one covariate adds to it."""

    name: str
    value: float
    se: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Variance:
    """A variance component; ``sd`` is its root, in score units, and the interval is of the sd."""

    variance: float
    sd: float
    interval: Interval


@dataclass(frozen=True, slots=True, eq=False)
class ShrunkenMeans:
    """One value per group, in the order of the groups.

    ``mean`` is the group's mean drawn towards the model's, as far as the group is small: for someone with
    average covariates. ``effect`` is its distance from the model's mean, ``se`` its conditional standard
    deviation (as lme4's condVar), ``low`` and ``high`` are mean -+ z x se. ``weight`` is how far the group's
    own scores count: 0 for a group without scores, of which nothing is known.
    """

    mean: Floats
    effect: Floats
    se: Floats
    low: Floats
    high: Floats
    weight: Floats
    n: Integers
    level: float


@dataclass(frozen=True, slots=True, eq=False)
class RandomIntercept:
    """The model. ``boundary`` is True when the variance between groups is estimated at zero.

    ``loglik`` is the REML criterion / -2 under REML, so that it compares models with the same fixed effects
    only. ``design_effect`` is by how much the clustering multiplies the variance of a plain mean,
    ``effective_n`` the number of independent people that is worth. ``left_out`` rows lacked a score or
    covariate.
    """

    estimator: Estimator
    fixed: tuple[FixedEffect, ...]
    between: Variance
    within: Variance
    icc: float
    icc_interval: Interval
    groups: ShrunkenMeans
    loglik: float
    design_effect: float
    effective_n: float
    boundary: bool
    respondents: int
    group_count: int
    left_out: int
    warnings: tuple[str, ...]


def random_intercept(
    scores: Floats,
    group: NDArray[np.integer],
    *,
    covariates: Floats | None = None,
    estimator: Estimator = "REML",
    level: float = 0.95,
) -> RandomIntercept:
    """Fit score = covariates + group + person (one row per person; NaN leaves the row out and counts it).

    ``group`` is the number of each person's group, from 0; ``covariates`` is rows x covariates. Raises
    TooFewData with one group, groups of one only, no variance within groups, or covariates that the groups
    cannot tell apart. Equal to lme4's lmer(score ~ covariates + (1 | group)). Source: Bates et al. (2015);
    docs/methods/random-intercept.md.
    """
    counted = count_rows(np.asarray(scores, dtype=np.float64), group, covariates)
    return _fitted(counted, estimator, require_level(level))


def random_intercept_from(
    moments: Moments,
    scale: str,
    *,
    covariates: Sequence[str] = (),
    estimator: Estimator = "REML",
    level: float = 0.95,
) -> RandomIntercept:
    """The same from counted moments per group; covariates are scales of the same moments."""
    return _fitted(count_from(moments, scale, covariates), estimator, require_level(level))


def design_effect(icc: float, sizes: Integers) -> float:
    """1 + (mean size - 1) x ICC, the mean taken over people (Kish), so that large groups weigh more."""
    return 1 + (float((sizes**2).sum()) / float(sizes.sum()) - 1) * icc


def _fitted(counted: Counted, estimator: Estimator, level: float) -> RandomIntercept:
    if estimator not in ("REML", "ML"):
        raise ValueError(f"Onbekende schatter {estimator}. Kies REML of ML.")
    _require_groups(counted)
    model, reml = Likelihood(counted), estimator == "REML"
    best = model.best(reml=reml)
    within = best.rss / model.freedom(reml=reml)
    profiles, icc = Profiles(model, level), best.t / (1 + best.t)
    low, high = profiles.ratio()
    sizes = counted.n[counted.n > 0]
    effect = design_effect(icc, sizes)
    return RandomIntercept(
        estimator=estimator,
        fixed=_fixed(counted, best, within, profiles),
        between=Variance(best.t * within, sqrt(best.t * within), profiles.sd_between()),
        within=Variance(within, sqrt(within), profiles.sd_within()),
        icc=icc,
        icc_interval=Interval(low / (1 + low), high / (1 + high), level, METHOD),
        groups=_shrunken(counted, best, within, level),
        loglik=-model.deviance(best, reml=reml) / 2,
        design_effect=effect,
        effective_n=model.respondents / effect,
        boundary=best.t == 0,
        respondents=model.respondents,
        group_count=len(sizes),
        left_out=counted.left_out,
        warnings=_warnings(best.t, len(sizes)),
    )


def _require_groups(counted: Counted) -> None:
    sizes = counted.n[counted.n > 0]
    if len(sizes) < 2:
        raise TooFewData("Groepen vergelijken kan pas bij twee of meer groepen met scores.")
    if sizes.max() == 1:
        raise TooFewData("Elke groep heeft één score: verschil binnen en tussen groepen is niet te scheiden.")
    spread = (counted.n[:, None] * counted.means**2).sum(axis=0) + np.diag(counted.within)
    if spread[-1] == 0:
        raise TooFewData("Iedereen heeft dezelfde score: er is geen verschil om te verdelen.")
    if _left_within(counted) <= 1e-12 * spread[-1]:
        raise TooFewData(
            "Binnen de groepen heeft iedereen dezelfde score, of de kenmerken verklaren elk verschil: "
            "er valt niets te schatten. Neem meer mensen of minder kenmerken."
        )
    fixed_within = np.diag(counted.within)[:-1] <= 1e-12 * spread[:-1]
    if len(sizes) <= 1 + fixed_within.sum():
        raise TooFewData("Er zijn te weinig groepen voor zoveel kenmerken van groepen. Laat er weg.")
    rows = np.column_stack([np.ones(len(counted.n)), counted.means[:, :-1]])
    crossed: Floats = (rows * counted.n[:, None].astype(np.float64)).T @ rows
    crossed[1:, 1:] += counted.within[:-1, :-1]
    scale = np.sqrt(np.maximum(np.diag(crossed), 1e-300))
    if np.linalg.eigvalsh(crossed / np.outer(scale, scale))[0] < 1e-10:
        raise TooFewData("Een kenmerk is constant of volgt uit de andere kenmerken. Laat het weg.")


def _left_within(counted: Counted) -> float:
    """The squares within groups that covariates leave."""
    own, crossed = counted.within[:-1, :-1], counted.within[:-1, -1]
    return float(
        counted.within[-1, -1] - crossed @ np.linalg.pinv(own, rcond=1e-10, hermitian=True) @ crossed
    )


def _fixed(counted: Counted, best: Point, within: float, profiles: Profiles) -> tuple[FixedEffect, ...]:
    """In the user's units: the model itself counts covariates from their mean."""
    slopes, shift = best.beta[1:], -counted.centre[:-1]
    turn = np.append(1.0, shift)
    value = float(best.beta[0] + shift @ slopes + counted.centre[-1])
    intercept = FixedEffect(
        "intercept",
        value,
        sqrt(within * float(turn @ best.unscaled @ turn)),
        profiles.fixed(turn, float(counted.centre[-1])),
    )
    return intercept, *(
        FixedEffect(
            name,
            float(best.beta[at]),
            sqrt(within * best.unscaled[at, at]),
            profiles.fixed(np.eye(len(turn))[at]),
        )
        for at, name in enumerate(counted.names, start=1)
    )


def _shrunken(counted: Counted, best: Point, within: float, level: float) -> ShrunkenMeans:
    n = counted.n
    weight = n * best.t / (1 + n * best.t)
    away = counted.means[:, -1] - best.beta[0] - counted.means[:, :-1] @ best.beta[1:]
    effect = np.where(n > 0, weight * away, 0.0)
    se = np.sqrt(within * best.t / (1 + n * best.t))
    mean = best.beta[0] + counted.centre[-1] + effect
    margin = normal_quantile((1 + level) / 2) * se
    return ShrunkenMeans(mean, effect, se, mean - margin, mean + margin, weight, n, level)


def _warnings(t: float, groups: int) -> tuple[str, ...]:
    found = []
    if t == 0:
        found.append(
            "Tussen de groepen is niet meer verschil dan toeval geeft: de variantie is op nul geschat, "
            "en elke groep krijgt hetzelfde gemiddelde."
        )
    if groups < 10:
        found.append(f"Er zijn maar {groups} groepen: het verschil tussen groepen is onnauwkeurig geschat.")
    return tuple(found)
