"""One task by another Python package: ``python -m benchmarks.engine.packages TASK PACKAGE ANSWERS SCORES``.

Runs in an environment of its own, without our engine. Data frames are made before the clock starts.
"""

import importlib
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.engine.measuring import Numbers, tell
from benchmarks.engine.questionnaire import GROUP, ITEMS, MODEL, NAMES, RATERS

NOT_THERE = 3
"""How this process ends when the package cannot be imported."""

Work = Callable[[], Numbers]


def answers_of(file: str) -> Any:
    """A data frame of answers, NaN for missing."""
    import pandas as pd

    codes = np.fromfile(file, dtype=np.int8).reshape(-1, ITEMS)
    return pd.DataFrame(np.where(codes > 0, codes, np.nan), columns=list(NAMES))


def pingouin_alpha(pingouin: Any, answers: str, scores: str) -> Work:
    """Alpha alone: pingouin has no item table."""
    frame = answers_of(answers)
    return lambda: {"alpha": pingouin.cronbach_alpha(frame)[0]}


def pingouin_icc(pingouin: Any, answers: str, scores: str) -> Work:
    """Asks for a long table."""
    wide = answers_of(answers).iloc[:, :RATERS]
    long = wide.reset_index().melt(id_vars="index")

    def work() -> Numbers:
        columns = {"targets": "index", "raters": "variable", "ratings": "value"}
        found = pingouin.intraclass_corr(long, **columns, nan_policy="omit")
        kinds = ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k")
        return dict(zip(kinds, found["ICC"], strict=True)) | {"F": found["F"].iloc[2]}

    return work


def semopy_cfa(semopy: Any, answers: str, scores: str) -> Work:
    """Estimates and standard errors, and its table of fit."""
    frame = answers_of(answers)
    objective = "FIML" if frame.isna().any().any() else "MLW"

    def work() -> Numbers:
        model = semopy.Model(MODEL)
        model.fit(frame, obj=objective)
        table = model.inspect()
        row = table[(table.lval == "x2") & (table.op == "~")].iloc[0]
        chisq = semopy.calc_stats(model)["chi2"].iloc[0]
        return {"loading": row["Estimate"], "se": row["Std. Err"], "chisq": chisq}

    return work


def statsmodels_random_intercept(statsmodels: Any, answers: str, scores: str) -> Work:
    """By REML, with the group effects; it has no profile intervals unless asked."""
    linear = importlib.import_module("statsmodels.regression.mixed_linear_model")
    every = np.fromfile(scores)
    known = np.isfinite(every)
    y, group = every[known], (np.arange(len(every)) // GROUP)[known]

    def work() -> Numbers:
        found = linear.MixedLM(y, np.ones((len(y), 1)), group).fit(reml=True)
        numbers = {
            "between": float(found.cov_re[0, 0]) ** 0.5,
            "within": found.scale**0.5,
            "loglik": found.llf,
        }
        return numbers | {"shrunken": float(np.ravel(found.random_effects[0])[0])}

    return work


def statsmodels_efa(statsmodels: Any, answers: str, scores: str) -> Work:
    """From pairwise correlations, by pandas: it has no way with missing answers of its own."""
    factor = importlib.import_module("statsmodels.multivariate.factor")
    frame = answers_of(answers)

    def work() -> Numbers:
        covariances = frame.cov().to_numpy()
        sd = np.sqrt(np.diag(covariances))
        corr = covariances / np.outer(sd, sd)
        found = factor.Factor(corr=corr, n_factor=4, method="ml", nobs=len(frame)).fit()
        return {"uniqueness": found.uniqueness[0], "last": found.uniqueness[-1]}

    return work


def factor_analyzer_sampling(factor_analyzer: Any, answers: str, scores: str) -> Work:
    """Kaiser-Meyer-Olkin and Bartlett."""
    parts = importlib.import_module("factor_analyzer.factor_analyzer")
    frame = answers_of(answers)

    def work() -> Numbers:
        chisq, _ = parts.calculate_bartlett_sphericity(frame)
        return {"kmo": parts.calculate_kmo(frame)[1], "bartlett": chisq}

    return work


def main(task: str, package: str, answers: str, scores: str) -> None:
    """Load everything, then measure."""
    warnings.simplefilter("ignore")
    try:
        loaded = importlib.import_module(package)
        importlib.import_module("pandas")
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(NOT_THERE)
    tell(globals()[f"{package}_{task}"](loaded, answers, scores))


if __name__ == "__main__":
    main(*sys.argv[1:5])
