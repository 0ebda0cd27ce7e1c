"""Confirmatory factor analysis of continuous items: fit a model, test it, say what cannot be said."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.cfa.baseline import Saturated, saturated
from rondom.analysis.cfa.fit import Fit, improper_parameters
from rondom.analysis.cfa.fit_measures import (
    Measures,
    likelihood_measures,
    other_measures,
    test_measures,
)
from rondom.analysis.cfa.identification import require_identified
from rondom.analysis.cfa.jacobian import jacobian
from rondom.analysis.cfa.model import Model, specify
from rondom.analysis.cfa.normal import (
    goodness_of_fit,
    log_likelihood_of,
    maximise,
    sampling_covariance,
    tests_of,
)
from rondom.analysis.cfa.optimise import Optimum
from rondom.analysis.cfa.residuals import GroupMoments, residual_measures
from rondom.analysis.cfa.samples import Data, Missing, Sample, samples_of
from rondom.analysis.cfa.table import Equal
from rondom.analysis.estimates import Floats, TooFewData

Estimator = Literal["ML", "MLR"]


def cfa(
    model: str,
    data: Data,
    *,
    estimator: Estimator = "ML",
    items: Sequence[str] = (),
    groups: Sequence[object] | NDArray[np.generic] | None = None,
    equal: Sequence[Equal] = (),
    partial: Sequence[str] = (),
    missing: Missing = "listwise",
    std_lv: bool = False,
    orthogonal: bool = False,
    means: bool | None = None,
) -> Fit:
    """Fit a factor model, written in lavaan's syntax, to continuous items.

    ``data``: scores (respondents x items, NaN is no answer) with the names of the columns in ``items``
    (otherwise x1, x2, ...), or ``Moments``, or ``Counted`` covariances of every group. ``groups``: each
    respondent's group. ``equal`` and ``partial``: lavaan's group.equal and group.partial. ``missing``:
    "listwise" takes who answered all items of the model, "fiml" uses every answer (missing at random).
    ``estimator``: "MLR" gives standard errors and tests that hold when answers are not normal. ``std_lv``
    fixes factor variances instead of first loadings. ``means``: model means as well; by default with several
    groups, with fiml, or when the model names a mean.

    Equal to lavaan 0.6-14. Raises ModelSyntaxError, NotIdentified, NotConverged or TooFewData, in Dutch; a
    Heywood case is in ``improper`` and ``warnings`` of the result. Source: docs/methods/cfa.md.
    """
    bare = specify(model)
    samples = samples_of(data, bare.items, items=items, groups=groups, missing=missing)
    specified = specify(
        model,
        groups=len(samples),
        equal=equal,
        partial=partial,
        std_lv=std_lv,
        orthogonal=orthogonal,
        means=_with_means(bare, samples, missing) if means is None else means,
    )
    _require_usable(specified, samples, estimator, missing)
    return fit_normal(specified, samples, estimator=estimator, missing=missing)


def fit_normal(
    model: Model, samples: tuple[Sample, ...], *, estimator: Estimator = "ML", missing: Missing = "listwise"
) -> Fit:
    """The same from a model and samples that were made before."""
    robust, fiml = estimator == "MLR", missing == "fiml"
    _require_enough(model, samples)
    h1 = saturated(samples, model.items)
    optimum = maximise(model, samples, h1)
    require_identified(model, jacobian(model, optimum.x))
    covariance, bread = sampling_covariance(model, samples, optimum, robust=robust, fiml=fiml)
    test, baseline = tests_of(model, samples, h1, optimum.x, bread, robust=robust)
    moments = _moments(model, optimum.x, h1)
    measures = test_measures(test, baseline, n=sum(s.n for s in samples), groups=model.groups)
    measures |= _more_measures(model, samples, h1, optimum, moments)
    improper = improper_parameters(model, optimum.x)
    return Fit(
        model=model,
        estimator=estimator,
        missing=missing,
        group_labels=tuple(sample.label for sample in samples),
        n=tuple(sample.n for sample in samples),
        asked=tuple(sample.asked for sample in samples),
        x=optimum.x,
        covariance=covariance,
        moments=moments,
        test=test,
        baseline=baseline,
        measures=measures
        | other_measures(
            test,
            goodness_of_fit(model, samples, h1, optimum.x),
            parameters=model.free,
            moments=model.groups * model.moments_per_group,
            n=sum(s.n for s in samples),
        ),
        iterations=optimum.iterations,
        samples=samples,
        warnings=_warnings(samples, test.scaling, improper, robust=robust, df=test.df),
        improper=improper,
    )


def _with_means(bare: Model, samples: Sequence[Sample], missing: Missing) -> bool:
    written = any(row.op == "~1" for row in bare.table)
    return written or missing == "fiml" or (len(samples) > 1 and all(sample.has_means for sample in samples))


def _require_usable(model: Model, samples: Sequence[Sample], estimator: Estimator, missing: Missing) -> None:
    if estimator not in ("ML", "MLR"):
        raise ValueError(f"Voor continue items bestaan de schatters ML en MLR, niet {estimator}.")
    if missing not in ("listwise", "fiml"):
        raise ValueError(f"missing is 'listwise' of 'fiml', niet {missing}.")
    if estimator == "MLR" and any(sample.scores is None for sample in samples):
        raise ValueError("MLR heeft de antwoorden zelf nodig, niet alleen covarianties. Gebruik ML.")
    if model.means and not all(sample.has_means for sample in samples):
        raise ValueError("Dit model heeft gemiddelden nodig. Geef means bij de covarianties.")
    if missing == "fiml" and not model.means:
        raise ValueError("FIML schat ook gemiddelden: laat means weg of geef means=True.")


def _require_enough(model: Model, samples: Sequence[Sample]) -> None:
    n = sum(sample.n for sample in samples)
    if n <= model.free:
        raise TooFewData(
            f"Er zijn {n} respondenten voor {model.free} vrije parameters. Gebruik een kleiner model of meer "
            "respondenten."
        )
    for sample in samples:
        if sample.n <= len(model.items):
            within = f"Groep {sample.label} heeft" if sample.label else "Er zijn"
            raise TooFewData(
                f"{within} {sample.n} respondenten voor {len(model.items)} items. Er zijn meer respondenten "
                "dan items nodig."
            )


def _moments(model: Model, x: Floats, h1: Saturated) -> tuple[GroupMoments, ...]:
    found = []
    for group, (mean, covariance) in enumerate(zip(h1.means, h1.covariances, strict=True)):
        parts = model.matrices(x, group)
        mu = (mean, parts.mu) if model.means else (None, None)
        found.append(GroupMoments(covariance, parts.sigma, *mu))
    return tuple(found)


def _more_measures(
    model: Model,
    samples: Sequence[Sample],
    h1: Saturated,
    optimum: Optimum,
    moments: Sequence[GroupMoments],
) -> Measures:
    n = sum(sample.n for sample in samples)
    logl = log_likelihood_of(model, samples, optimum.x)
    found: Measures = {"npar": float(model.free)}
    found |= likelihood_measures(logl, h1.logl, parameters=model.free, n=n)
    return found | residual_measures(moments, [sample.n / n for sample in samples])


def _warnings(
    samples: Sequence[Sample], scaling: float | None, improper: Sequence[str], *, robust: bool, df: int
) -> tuple[str, ...]:
    found = []
    asked, n = sum(sample.asked for sample in samples), sum(sample.n for sample in samples)
    if n < asked:
        found.append(f"{asked - n} van {asked} respondenten doen niet mee, omdat antwoorden ontbreken.")
    if improper:
        found.append(
            f"Onmogelijke uitkomst (Heywood): {', '.join(improper)}. Lees deze oplossing niet als een "
            "passend model; het model is te ruim of er zijn te weinig antwoorden."
        )
    if df == 0:
        found.append("Het model heeft geen vrijheidsgraden: of het past, is niet te toetsen.")
    if robust and df > 0 and scaling is None:
        found.append("De schaalfactor van MLR is niet positief: er is geen geschaalde toets.")
    return tuple(found)
