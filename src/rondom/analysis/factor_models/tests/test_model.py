"""The parameter table is lavaan's; implied moments and derivatives equal naive versions of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.model import Model, specify

TWO = "S =~ x1+x2+x3\nO =~ x4+x5+x6\nx1 ~~ x4"
HIGHER = TWO + "\nG =~ S + O"
ORDERED = ("thresholds", "loadings")


def free(model: Model, group: int = 0) -> list[str]:
    return [row.name for row in model.table if row.free >= 0 and row.group == group]


def test_the_first_loading_is_one_and_variances_are_added() -> None:
    # R> parTable(cfa("S =~ x1+x2+x3\nO =~ x4+x5+x6\nx1 ~~ x4", d, do.fit = FALSE)): the free rows, in order
    assert free(specify(TWO)) == [
        *("S=~x2", "S=~x3", "O=~x5", "O=~x6", "x1~~x4"),
        *("x1~~x1", "x2~~x2", "x3~~x3", "x4~~x4", "x5~~x5", "x6~~x6", "S~~S", "O~~O", "S~~O"),
    ]


def test_std_lv_frees_the_first_loading_and_fixes_variances() -> None:
    model = specify(HIGHER, std_lv=True)
    assert "S=~x1" in free(model)
    assert {row.name for row in model.table if row.fixed == 1.0} == {"S~~S", "O~~O", "G~~G"}
    assert "S~~O" not in {row.name for row in model.table}


def test_na_frees_a_marker_and_a_number_fixes_a_loading() -> None:
    model = specify("S =~ NA*x1 + 1*x2 + x3\nS ~~ S")
    assert free(model)[:2] == ["S=~x1", "S=~x3"]


def test_equal_labels_share_a_place() -> None:
    model = specify("S =~ x1 + a*x2 + a*x3 + b*x4 + x5\na == b")
    assert [row.free for row in model.table[:5]] == [-1, 0, 0, 0, 1]


def test_a_label_for_all_groups_is_one_parameter() -> None:
    model = specify("S =~ x1 + a*x2 + c(b,d)*x3", groups=2, equal=("loadings",))
    places = {(row.name, row.group): row.free for row in model.table}
    assert places["S=~x2", 0] == places["S=~x2", 1]
    assert places["S=~x3", 0] != places["S=~x3", 1]


@pytest.mark.parametrize(
    ("options", "parameters"),
    # R> fitMeasures(cfa(model, d, group = "sector", group.equal = ...), "npar")
    [
        ({"means": True}, 40),
        ({"means": True, "equal": ("loadings",)}, 36),
        ({"means": True, "equal": ("loadings",), "std_lv": True}, 36),
        ({"means": True, "equal": ("loadings", "intercepts")}, 32),
        ({"means": True, "equal": ("loadings", "intercepts", "means")}, 30),
        ({"means": True, "equal": ("loadings", "intercepts", "residuals")}, 26),
        ({"means": True, "equal": ("loadings", "intercepts"), "partial": ("x2~1", "S=~x3")}, 34),
        ({"points": (5,) * 6}, 64),
        ({"points": (5,) * 6, "equal": ("loadings",)}, 60),
        ({"points": (5,) * 6, "equal": ("thresholds",)}, 48),
        ({"points": (5,) * 6, "equal": ORDERED}, 44),
        ({"points": (5,) * 6, "equal": (*ORDERED, "means")}, 42),
    ],
)
def test_groups_have_as_many_parameters_as_in_lavaan(options: dict[str, object], parameters: int) -> None:
    assert specify(TWO, groups=2, **options).free == parameters  # type: ignore[arg-type]


def test_equal_thresholds_free_scales_and_factor_means_after_the_first_group() -> None:
    model = specify(TWO, groups=2, points=(3,) * 6, equal=("thresholds",))
    assert "x1~*~x1" not in free(model)
    assert {"x1~*~x1", "S~1"} <= set(free(model, 1))


def test_refuses_unknown_kinds_of_equality_and_unknown_exceptions() -> None:
    with pytest.raises(ValueError, match="equal kent ladingen niet"):
        specify(TWO, groups=2, equal=("ladingen",))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="S=~x9"):
        specify(TWO, groups=2, equal=("loadings",), partial=("S=~x9",))


OPTIONS = [
    {},
    {"means": True},
    {"groups": 2, "means": True, "equal": ("loadings", "intercepts")},
    {"groups": 2, "points": (5, 4, 2, 3, 5, 2), "equal": ORDERED},
]


@pytest.mark.parametrize("text", [TWO, HIGHER])
@pytest.mark.parametrize("options", OPTIONS)
def test_derivatives_equal_differences(text: str, options: dict[str, object]) -> None:
    model = specify(text, **options)  # type: ignore[arg-type]
    x = np.random.default_rng(1).normal(0.5, 0.3, size=model.free)
    step = 1e-6 * np.eye(model.free)
    for group, found in enumerate(jacobian(model, x)):
        above, below = (np.array([model.moments(x + s)[group] for s in sign * step]) for sign in (1, -1))
        np.testing.assert_allclose(found, (above - below).T / 2e-6, atol=1e-8)


def implied_by_loops(model: Model, x: Floats) -> Floats:
    """Sigma from tracing rules: every pair of items over every pair of factors."""
    values = {row.name: value for row, value in zip(model.table, model.values(x), strict=True)}
    size = len(model.items)
    sigma = np.zeros((size, size))
    for i, one in enumerate(model.items):
        for j, other in enumerate(model.items):
            for f in model.factors:
                for g in model.factors:
                    between = values.get(f"{f}~~{g}", values.get(f"{g}~~{f}", 0.0))
                    sigma[i, j] += values.get(f"{f}=~{one}", 0.0) * between * values.get(f"{g}=~{other}", 0.0)
            sigma[i, j] += values.get(f"{one}~~{other}", values.get(f"{other}~~{one}", 0.0))
    return sigma


@given(st.integers(0, 1000))
def test_implied_covariances_equal_tracing_rules(seed: int) -> None:
    model = specify(TWO)
    x = np.random.default_rng(seed).normal(size=model.free)
    column, row = model.pairs
    np.testing.assert_allclose(model.moments(x)[0], implied_by_loops(model, x)[row, column], atol=1e-12)


@given(st.integers(0, 1000))
def test_ordered_items_have_variance_one_and_thresholds_in_standard_deviations(seed: int) -> None:
    model = specify(TWO, points=(4, 3, 2, 4, 3, 2))
    x = np.random.default_rng(seed).normal(0.5, 0.1, size=model.free)
    parts, sigma = model.matrices(x, 0), implied_by_loops(model, x)
    np.testing.assert_allclose(np.diag(sigma), 1, atol=1e-12)
    column, row = model.pairs
    expected = [*parts.tau, *sigma[row, column]]
    np.testing.assert_allclose(model.moments(x)[0], expected, atol=1e-12)
    assert len(expected) == model.moments_per_group == 12 + 15
