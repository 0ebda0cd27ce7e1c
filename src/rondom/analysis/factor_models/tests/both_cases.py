"""Ordered and continuous items together; lavaan's results are in ``both/lavaan.csv`` (``both/lavaan.R``)."""

import csv
from functools import cache
from pathlib import Path

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.continuous_or_ordered import cfa
from rondom.analysis.factor_models.ordered import OrderedFit

HERE = Path(__file__).parent / "both"
ITEMS = tuple(f"y{at}" for at in range(1, 9))
TWO = "A =~ y1+y2+y3+y4\nB =~ y5+y6+y7+y8"
THREE = "A =~ y1+y2+y3\nB =~ y4+y5+y6"
SIX = ("y1", "y2", "y3", "y5", "y7", "y8")
FIVE = ("y1", "y2", "y5", "y6", "y7")
EQUAL = ("thresholds", "loadings", "intercepts")
CASES = (
    "six and two",
    "six and two ULSMV",
    "six and two DWLS",
    "residual covariances WLSMVS",
    "one binary",
    "one binary WLSM",
    "two groups",
    "two groups equal",
    "two groups strict",
)


@cache
def scores(name: str) -> Floats:
    """Six ordered and two continuous items with holes; one binary of six; five ordered of eight, groups."""
    found: Floats = np.genfromtxt(HERE / f"{name}.csv", delimiter=",", skip_header=1)
    return found


def lavaan(case: str) -> list[tuple[str, str, str, float, float | None]]:
    """Kind (measure, estimate or standardised), name, group, value and standard error."""
    with (HERE / "lavaan.csv").open() as lines:
        rows = [row[1:] for row in csv.reader(lines) if row[0] == case]
    return [
        (kind, name, group, float(value), float(se) if se else None) for kind, name, group, value, se in rows
    ]


@cache
def fitted(case: str) -> OrderedFit:
    """Our fit of a case."""
    estimator = case.split()[-1] if case.split()[-1].isupper() else None
    if case.startswith("two groups"):
        equal = () if case == "two groups" else EQUAL
        equal += ("residuals",) if case.endswith("strict") else ()  # type: ignore[assignment]
        data = scores("two_groups")
        return _fit(TWO, data[:, :8], ITEMS, FIVE, groups=data[:, 8], equal=equal)
    if case.startswith("one binary"):
        return _fit(THREE, scores("one_binary"), ITEMS[:6], ("y5",), estimator=estimator)
    extra = "\ny4 ~~ y6\ny1 ~~ y4" if case.startswith("residual") else ""
    std_lv = case.endswith("ULSMV")
    return _fit(TWO + extra, scores("six_two"), ITEMS, SIX, estimator=estimator, std_lv=std_lv)


def _fit(
    model: str, data: Floats, items: tuple[str, ...], ordered: tuple[str, ...], **choices: object
) -> OrderedFit:
    fit = cfa(model, data, items=items, ordered=ordered, **choices)  # type: ignore[arg-type]
    assert isinstance(fit, OrderedFit)
    return fit
