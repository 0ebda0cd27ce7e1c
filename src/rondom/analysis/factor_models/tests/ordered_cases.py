"""Data and models of which lavaan's results stand in ``ordered/lavaan.csv``, made by ``ordered/lavaan.R``."""

import csv
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Integers
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.table import Equal

HERE = Path(__file__).parent
TWELVE = "S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8\nT =~ x9+x10+x11+x12"
TWO = "A =~ y1+y2+y3+y4\nB =~ y5+y6+y7+y8"
THREE = "A =~ y1+y2+y3+y4\nB =~ y5+y6+y7\nC =~ y8+y9+y10+y11"
FOUR = "A =~ y1+y2+y3\nB =~ y4+y5+y6\nC =~ y7+y8+y9\nD =~ y10+y11+y12"
WAVES = "\n".join(
    [
        "W1 =~ l1*x1+l2*x2+l3*x3+l4*x4",
        "W2 =~ l1*x5+l2*x6+l3*x7+l4*x8",
        *(
            f"x{item} | " + "+".join(f"a{(item - 1) % 4}{cut}*t{cut}" for cut in range(1, 5))
            for item in range(1, 9)
        ),
        *(f"x{item} ~*~ NA*x{item}" for item in range(5, 9)),
        "W2 ~ NA*1\nW1 ~ 0*1",
        *(f"x{item} ~~ x{item + 4}" for item in range(1, 5)),
    ]
)
"""Thresholds and loadings equal in two waves of the same people."""
POINTS = {"mixed": (2, 3, 5, 7, 4, 5, 5, 2, 3, 7, 4), "miss": 5, "groups": 3, "four": 5, "binary": 2}


@cache
def golden() -> tuple[Integers, tuple[str, ...]]:
    """The golden answers and everyone's sector."""
    with (HERE.parent.parent / "tests" / "golden.csv").open() as lines:
        rows = list(csv.reader(lines))[1:]
    return np.array([[int(float(cell)) for cell in row[:12]] for row in rows]), tuple(row[12] for row in rows)


@cache
def answers(name: str) -> tuple[Integers, NDArray[np.int64]]:
    """Answers and groups: unequal items, 5 % missing, groups of 60 and 400, four factors, binary items."""
    table = np.loadtxt(HERE / "ordered" / f"{name}.csv", delimiter=",", skiprows=1, dtype=np.int64)
    return table[:, :-1], table[:, -1]


def lavaan(case: str) -> list[tuple[str, str, float, str]]:
    """Name, group (empty for a fit measure), value and standard error."""
    with (HERE / "ordered" / "lavaan.csv").open() as lines:
        rows = [row for row in csv.reader(lines) if row[0] == case]
    return [(name, group, float(value), se) for _, name, group, value, se in rows]


@cache
def fitted(case: str) -> OrderedFit:
    """Our fit of a case."""
    sectors = golden()[1]
    if case == "golden":
        return cfa_ordered(TWELVE, golden()[0], points=5)
    if case == "two waves":
        return cfa_ordered(WAVES, golden()[0], points=5)
    if case == "sectors":
        return cfa_ordered(TWELVE, golden()[0], points=5, groups=sectors)
    if case == "sectors thresholds":
        return cfa_ordered(TWELVE, golden()[0], points=5, groups=sectors, equal=("thresholds",))
    if case.startswith("sectors"):
        equal: tuple[Equal, ...] = ("thresholds", "loadings")
        equal += ("residuals",) if case != "sectors loadings" else ()
        equal += ("lv.variances", "means") if case == "sectors all equal" else ()
        return cfa_ordered(TWELVE, golden()[0], points=5, groups=sectors, equal=equal)
    return _designed(case)


def _designed(case: str) -> OrderedFit:
    def fit(name: str, model: str, **choices: object) -> OrderedFit:
        data, group = answers(name)
        items = tuple(f"y{at + 1}" for at in range(data.shape[1]))
        groups = group if name == "groups" else None
        return cfa_ordered(model, data, points=POINTS[name], items=items, groups=groups, **choices)  # type: ignore[arg-type]

    cuts, loadings = "thresholds", "loadings"
    if case == "unequal points":
        return fit("mixed", f"{THREE}\ny1 ~~ y5")
    if case == "unequal points ULSMV":
        return fit("mixed", THREE, estimator="ULSMV", std_lv=True)
    if case == "two points with an empty cell":
        return fit("binary", "F =~ y1+y2+y3+y4+y5", zero_cells="add 0.5")
    if case.startswith("missing"):
        return fit("miss", TWO, missing=case.removeprefix("missing "))
    if case == "second order WLSMVS":
        return fit("four", f"{FOUR}\nG =~ A+B+C+D", estimator="WLSMVS")
    if case == "orthogonal WLSM":
        return fit("four", FOUR, estimator="WLSM", orthogonal=True)
    if case == "DWLS":
        return fit("four", FOUR, estimator="DWLS")
    if case == "groups partial":
        return fit("groups", TWO, equal=(cuts, loadings), partial=("A=~y2", "y3|t1"))
    return fit("groups", TWO, equal=(cuts, loadings, "means", "lv.variances"))
