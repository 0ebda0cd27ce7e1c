"""Confirmatory factor analysis of continuous items: fit a model, test it, say what cannot be said."""

from collections.abc import Sequence
from typing import Literal

from rondom.analysis.estimates import TooFewData
from rondom.analysis.factor_models.estimated import fit_of
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.labels import Labels
from rondom.analysis.factor_models.model import Model, specify
from rondom.analysis.factor_models.normal import estimate_normal
from rondom.analysis.factor_models.samples import Data, Missing, Sample, samples_of
from rondom.analysis.factor_models.syntax import read_syntax
from rondom.analysis.factor_models.table import Design, Equal
from rondom.analysis.factor_models.unweighted import estimate_unweighted

Estimator = Literal["ML", "MLR", "ULS"]


def cfa(
    model: str,
    data: Data,
    *,
    estimator: Estimator = "ML",
    items: Sequence[str] = (),
    groups: Labels | None = None,
    cluster: Labels | None = None,
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
    ``estimator``: "MLR" gives standard errors and tests that hold when answers are not normal; so does
    "ULS", without any assumption in the estimates themselves (lavaan's ULSM). ``cluster``: each respondent's
    organisation; standard errors and test of MLR then allow for resemblance within organisations. ``std_lv``
    fixes factor variances instead of first loadings. ``means``: model means as well; by default with several
    groups, with fiml, with cluster, or when the model names a mean.

    Equal to lavaan 0.6-14. Raises ModelSyntaxError, NotIdentified, NotConverged or TooFewData, in Dutch; a
    Heywood case is in ``improper`` and ``warnings`` of the result. Source: docs/methods/cfa.md.
    """
    bare = Design(read_syntax(model))
    samples = samples_of(data, bare.items, items=items, groups=groups, cluster=cluster, missing=missing)
    specified = specify(
        model,
        groups=len(samples),
        equal=equal,
        partial=partial,
        std_lv=std_lv,
        orthogonal=orthogonal,
        means=_with_means(bare, samples, missing) if means is None else means,
    )
    return fit_samples(specified, samples, estimator=estimator, missing=missing)


def fit_samples(
    model: Model, samples: tuple[Sample, ...], *, estimator: Estimator = "ML", missing: Missing = "listwise"
) -> Fit:
    """The same from a model and samples that were made before."""
    _require_usable(model, samples, estimator, missing)
    _require_enough(model, samples)
    if estimator == "ULS":
        found = estimate_unweighted(model, samples)
    else:
        found = estimate_normal(model, samples, robust=estimator == "MLR", fiml=missing == "fiml")
    return fit_of(model, samples, found, estimator=estimator, missing=missing)


def _with_means(bare: Design, samples: Sequence[Sample], missing: Missing) -> bool:
    written = any(term.op == "~1" for term in bare.syntax.terms)
    clustered = any(sample.clusters is not None for sample in samples)
    return (
        written
        or clustered
        or missing == "fiml"
        or (len(samples) > 1 and all(sample.has_means for sample in samples))
    )


def _require_usable(model: Model, samples: Sequence[Sample], estimator: Estimator, missing: Missing) -> None:
    if estimator not in ("ML", "MLR", "ULS"):
        raise ValueError(f"Voor continue items bestaan de schatters ML, MLR en ULS, niet {estimator}.")
    if missing not in ("listwise", "fiml"):
        raise ValueError(f"missing is 'listwise' of 'fiml', niet {missing}.")
    if estimator == "MLR" and any(sample.answers is None for sample in samples):
        raise ValueError("MLR heeft de antwoorden zelf nodig, niet alleen covarianties. Gebruik ML.")
    if model.means and not all(sample.has_means for sample in samples):
        raise ValueError("Dit model heeft gemiddelden nodig. Geef means bij de covarianties.")
    if estimator != "MLR" and any(sample.clusters is not None for sample in samples):
        raise ValueError("Organisaties tellen alleen mee bij robuuste standaardfouten: kies MLR.")
    if missing == "fiml" and estimator == "ULS":
        raise ValueError("ULS kan niet met ontbrekende antwoorden omgaan. Gebruik ML of missing='listwise'.")
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
