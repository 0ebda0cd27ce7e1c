"""Fit measures under lavaan's names, from tests and residuals. Sources: docs/methods/cfa-fit.md."""

from collections.abc import Mapping
from math import exp, log, sqrt

from rondom.analysis.factor_models.chi_square import ChiSquare, noncentral_share, noncentrality, quantile

Measures = dict[str, float | None]
"""By lavaan's names; None where a measure is not defined, as with 0 degrees of freedom."""

CLOSE, NOT_CLOSE = 0.05, 0.08
"""RMSEA of the tests of close and of not close fit (Browne and Cudeck 1993; MacCallum et al. 1996)."""


def test_measures(test: ChiSquare, baseline: ChiSquare, *, n: int, groups: int) -> Measures:
    """chisq, incremental indices and RMSEA: plain, and scaled and robust where the tests are."""
    found = _of_test(test, baseline)
    found |= incremental(test.statistic, test.df, baseline.statistic, baseline.df)
    found |= rmsea(test.statistic, test.df, n=n, groups=groups)
    if test.scaled is not None and test.scaled_df is not None and baseline.scaled is not None:
        scaled_df = baseline.scaled_df or 0.0
        found |= _named(incremental(test.scaled, test.scaled_df, baseline.scaled, scaled_df), ".scaled")
        found |= _named(_rmsea_scaled(test, n=n, groups=groups), ".scaled")
    if test.robust is not None and baseline.robust is not None:
        found |= robust(test, baseline, n=n, groups=groups)
    return found


def incremental(statistic: float, df: float, baseline: float, baseline_df: float) -> Measures:
    """cfi, tli, nnfi, rfi, nfi, pnfi, ifi and rni: how much better than a model without covariances."""
    if df <= 0 or baseline <= 0 or baseline_df <= 0:
        return dict.fromkeys(("cfi", "tli", "nnfi", "rfi", "nfi", "pnfi", "ifi", "rni"))
    misfit, worst = statistic - df, baseline - baseline_df
    nfi = (baseline - statistic) / baseline
    tli = _tli(misfit, df, worst, baseline_df)
    by_df = baseline / baseline_df
    nested = df <= baseline_df
    return {
        "cfi": _cfi(misfit, worst),
        "tli": tli,
        "nnfi": tli,
        "rfi": (by_df - statistic / df) / by_df if nested else None,
        "nfi": nfi if nested else None,
        "pnfi": df / baseline_df * nfi,
        "ifi": (baseline - statistic) / (baseline - df) if baseline > df else None,
        "rni": 1 - misfit / worst if worst != 0 else None,
    }


def rmsea(statistic: float, df: float, *, n: int, groups: int) -> Measures:
    """RMSEA with its 90 % interval, and the tests of close and of not close fit."""
    if df <= 0:
        return dict.fromkeys(_RMSEA)
    unit = n * df / groups
    return {
        "rmsea": sqrt(max(statistic - df, 0.0) / unit),
        "rmsea.ci.lower": sqrt(noncentrality(statistic, df, 0.95) / unit),
        "rmsea.ci.upper": sqrt(noncentrality(statistic, df, 0.05) / unit),
        "rmsea.pvalue": 1 - noncentral_share(statistic, df, CLOSE**2 * unit),
        "rmsea.notclose.pvalue": noncentral_share(statistic, df, NOT_CLOSE**2 * unit),
    }


def robust(test: ChiSquare, baseline: ChiSquare, *, n: int, groups: int) -> Measures:
    """cfi, tli and RMSEA that estimate the same as with normal, complete answers.

    Brosseau-Liard, Savalei and Li (2012) and Brosseau-Liard and Savalei (2014); with missing answers Zhang
    and Savalei (2023).
    """
    names = ("cfi", "tli", "nnfi", "rni", *_RMSEA)
    df, c = test.df, test.robust_scaling
    if (
        df <= 0
        or test.robust is None
        or baseline.robust is None
        or c is None
        or baseline.robust_scaling is None
    ):
        return dict.fromkeys(name + ".robust" for name in names)
    misfit = test.robust - c * df
    worst = baseline.robust - baseline.robust_scaling * baseline.df
    tli = _tli(misfit, df, worst, baseline.df)
    unit, scaled = n * df / groups, test.robust / c
    found: Measures = {
        "cfi": _cfi(misfit, worst),
        "tli": tli,
        "nnfi": tli,
        "rni": 1 - misfit / worst if worst != 0 else None,
        "rmsea": sqrt(max(misfit, 0.0) / unit),
        "rmsea.ci.lower": sqrt(c * noncentrality(scaled, df, 0.95) / unit),
        "rmsea.ci.upper": sqrt(c * noncentrality(scaled, df, 0.05) / unit),
        "rmsea.pvalue": 1 - noncentral_share(scaled, df, CLOSE**2 * unit / c),
        "rmsea.notclose.pvalue": noncentral_share(scaled, df, NOT_CLOSE**2 * unit / c),
    }
    return _named(found, ".robust")


def likelihood_measures(logl: float, unrestricted: float, *, parameters: int, n: int) -> Measures:
    """logl of the model and of the moments themselves, and the information criteria."""
    return {
        "logl": logl,
        "unrestricted.logl": unrestricted,
        "aic": -2 * logl + 2 * parameters,
        "bic": -2 * logl + parameters * log(n),
        "bic2": -2 * logl + parameters * log((n + 2) / 24),
        "ntotal": float(n),
    }


def other_measures(test: ChiSquare, gfi: float, *, parameters: int, moments: int, n: int) -> Measures:
    """Hoelter's critical N, the goodness-of-fit family, McDonald's mfi, and the expected cross-validation."""
    df, statistic = test.df, test.statistic
    if df <= 0:
        return dict.fromkeys(("cn_05", "cn_01", "gfi", "agfi", "pgfi", "mfi", "ecvi"))
    per_person = statistic / n
    return {
        "cn_05": quantile(0.95, df) / per_person + 1 if per_person > 0 else None,
        "cn_01": quantile(0.99, df) / per_person + 1 if per_person > 0 else None,
        "gfi": gfi,
        "agfi": 1 - moments / df * (1 - gfi),
        "pgfi": df / moments * gfi,
        "mfi": exp(-(statistic - df) / (2 * n)),
        "ecvi": per_person + 2 * parameters / n,
    }


_RMSEA = ("rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.pvalue", "rmsea.notclose.pvalue")


def _rmsea_scaled(test: ChiSquare, *, n: int, groups: int) -> Measures:
    """As lavaan: with a scaling factor alone, interval and tests compare the plain statistic with c x df."""
    if test.scaled is None or not test.scaled_df:
        return dict.fromkeys(_RMSEA)
    found = rmsea(test.scaled, test.scaled_df, n=n, groups=groups)
    if test.shift is not None or test.scaling is None:
        return found
    c, df, unit = test.scaling, test.scaled_df, n * test.scaled_df / groups
    found["rmsea.ci.lower"] = sqrt(noncentrality(test.statistic, c * df, 0.95) / c / unit)
    found["rmsea.ci.upper"] = sqrt(noncentrality(test.statistic, c * df, 0.05) / c / unit)
    found["rmsea.pvalue"] = 1 - noncentral_share(test.statistic, c * df, c * CLOSE**2 * unit)
    found["rmsea.notclose.pvalue"] = noncentral_share(test.statistic, c * df, c * NOT_CLOSE**2 * unit)
    return found


def _of_test(test: ChiSquare, baseline: ChiSquare) -> Measures:
    found: Measures = {"chisq": test.statistic, "df": float(test.df), "pvalue": test.p}
    if test.scaled is not None:
        found |= {"chisq.scaled": test.scaled, "df.scaled": test.scaled_df, "pvalue.scaled": test.p_scaled}
        found |= {"chisq.scaling.factor": test.scaling}
        found |= {"chisq.shift.parameters": test.shift} if test.shift is not None else {}
    found |= {
        "baseline.chisq": baseline.statistic,
        "baseline.df": float(baseline.df),
        "baseline.pvalue": baseline.p,
    }
    if baseline.scaled is not None:
        found |= {"baseline.chisq.scaled": baseline.scaled, "baseline.df.scaled": baseline.scaled_df}
        found |= {"baseline.pvalue.scaled": baseline.p_scaled}
        found |= {"baseline.chisq.scaling.factor": baseline.scaling}
    return found


def _cfi(misfit: float, worst: float) -> float:
    most = max(misfit, worst, 0.0)
    return 1.0 if most == 0 else 1 - max(misfit, 0.0) / most


def _tli(misfit: float, df: float, worst: float, baseline_df: float) -> float | None:
    return 1 - (misfit * baseline_df) / (worst * df) if worst != 0 else None


def _named(measures: Mapping[str, float | None], suffix: str) -> Measures:
    return {name + suffix: value for name, value in measures.items()}
