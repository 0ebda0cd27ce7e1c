"""Krippendorff's alpha, and Gwet's coefficients."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rondom.analysis.estimates import Integers, TooFewData
from rondom.analysis.raters import agreement, gwet_ac, krippendorff_alpha, percent_agreement
from rondom.analysis.raters.front import Method
from rondom.analysis.raters.krippendorff import Measurement
from rondom.analysis.raters.weights import Weights

RATED = st.lists(st.lists(st.sampled_from([-1, 1, 2, 3, 5]), min_size=3, max_size=3), min_size=3, max_size=9)


@pytest.mark.parametrize(
    ("measurement", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_equals_the_published_values(observers: Integers, measurement: Measurement, value: float) -> None:
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C and D
    assert krippendorff_alpha(observers, measurement=measurement).value == pytest.approx(value, abs=5e-4)


def _by_pairs(rows: list[list[int]], measurement: Measurement) -> float | None:
    """Alpha from all pairs of ratings, one by one."""
    units = [[v for v in row if v > 0] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [v for unit in units for v in unit]
    if len(set(every)) < 2:
        return None

    def distance(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = sum(every.count(v) for v in range(low, high + 1))
        ordinal = (between - (every.count(low) + every.count(high)) / 2) ** 2
        ratio = ((low - high) / (low + high)) ** 2
        found = {"nominal": one != other, "ordinal": ordinal, "interval": (one - other) ** 2, "ratio": ratio}
        return float(found[measurement])

    within = sum(sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    across = sum(distance(a, b) for a, b in permutations(every, 2)) / (len(every) - 1)
    return 1 - within / across


@settings(max_examples=60)
@given(RATED, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_equals_its_definition_pair_by_pair(rows: list[list[int]], measurement: Measurement) -> None:
    expected = _by_pairs(rows, measurement)
    assume(expected is not None)
    found = krippendorff_alpha(np.array(rows), measurement=measurement)
    assert found.value == pytest.approx(expected)
    assert found.value <= 1 + 1e-12


def test_the_bootstrap_draws_subjects(observers: Integers) -> None:
    found = krippendorff_alpha(observers, measurement="ordinal", rng=np.random.default_rng(1), replicates=400)
    assert found.interval is not None
    rng, draws = np.random.default_rng(2), []
    for _ in range(400):
        rows = observers[:11][rng.integers(0, 11, 11)]
        draws.append(_by_pairs(rows.tolist(), "ordinal") or 0.0)
    low, high = np.quantile(draws, [0.025, 0.975])
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=0.12)
    again = krippendorff_alpha(observers, measurement="ordinal", rng=np.random.default_rng(1), replicates=400)
    assert again == found


def test_interval_alpha_takes_decimals_and_shifts_with_them() -> None:
    ratings = np.array([[1.5, 1.7, np.nan], [2.5, 2.0, 2.1], [-0.4, 0.0, 0.1]])
    found = krippendorff_alpha(ratings, measurement="interval")
    assert found.value == pytest.approx(krippendorff_alpha(10 * ratings + 3, measurement="interval").value)
    with pytest.raises(ValueError, match="ratioschaal"):
        krippendorff_alpha(ratings, measurement="ratio")


def test_without_rng_says_that_there_is_no_interval(observers: Integers) -> None:
    found = agreement(observers)
    assert found.interval is None
    assert "rng" in found.warnings[0]


def test_gwet_equals_the_published_values(observers: Integers) -> None:
    # R> irrCAC::gwet.ac1.raw(cac.raw4raters)   pa .8181818, pe .1903212, .77544, se .14295, (.461, 1)
    found = gwet_ac(observers)
    assert found.value == pytest.approx(0.77544, abs=5e-6)
    assert found.se == pytest.approx(0.14295, abs=5e-6)
    assert (found.observed, found.expected) == pytest.approx((0.8181818, 0.1903212), abs=5e-8)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((0.461, 1), abs=5e-4)


def test_gwet_of_two_raters_equals_its_formula() -> None:
    table = np.array([[118, 5], [2, 0]])  # Gwet (2008): the paradox of kappa; AC1 .941 by hand
    ratings = np.repeat([[1, 1], [1, 2], [2, 1]], [118, 5, 2], axis=0)
    share = (table.sum(0) + table.sum(1))[0] / 250
    chance = 2 * share * (1 - share)
    assert gwet_ac(ratings).value == pytest.approx((118 / 125 - chance) / (1 - chance))
    assert agreement(ratings, method="cohen").value < 0 < 0.9 < gwet_ac(ratings).value


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from([1, 2, 3, 5]), min_size=3, max_size=3), min_size=3, max_size=9),
    st.sampled_from(["none", "linear", "quadratic", "ordinal"]),
)
def test_the_standard_error_of_gwet_is_that_of_the_jackknife_in_many_copies(
    rows: list[list[int]], weights: Weights
) -> None:
    ratings = np.tile(np.array(rows), (40, 1))
    ratings[: len(ratings) // 2, 0] = -1
    values = np.unique(ratings[ratings > 0]).tolist()
    assume(len(values) > 1)
    distinct, n = np.unique(ratings, axis=0, return_counts=True), len(ratings)
    without = np.array(
        [
            gwet_ac(
                np.delete(ratings, (ratings == row).all(1).argmax(), 0), weights=weights, categories=values
            ).value
            for row in distinct[0]
        ]
    )
    away = without - distinct[1] @ without / n
    jackknife = np.sqrt((n - 1) / n * (distinct[1] @ away**2))
    found = gwet_ac(ratings, weights=weights, categories=values)
    assert (found.se or 0) == pytest.approx(jackknife, rel=0.05, abs=1e-6)


def test_order_of_raters_and_subjects_does_not_matter(observers: Integers) -> None:
    turned = observers[::-1, [2, 0, 3, 1]]
    methods: tuple[Method, ...] = ("krippendorff", "fleiss", "gwet", "percent")
    for method in methods:
        assert agreement(observers, method=method).value == pytest.approx(
            agreement(turned, method=method).value
        )


def test_percent_agreement_is_the_share_of_pairs_alike(observers: Integers) -> None:
    assert percent_agreement(observers).value == pytest.approx(9 / 11, abs=1e-12)


def test_one_category_needs_the_others_by_name() -> None:
    ratings = np.array([[2, 2], [2, 2], [2, 2]])
    with pytest.raises(TooFewData, match="één waarde"):
        gwet_ac(ratings)
    assert gwet_ac(ratings, categories=[1, 2]).value == 1


def test_refuses_weights_for_alpha_and_unknown_methods(observers: Integers) -> None:
    with pytest.raises(ValueError, match="meetniveau"):
        agreement(observers, weights="linear")
    with pytest.raises(ValueError, match="Onbekende methode"):
        agreement(observers, method="scott")  # type: ignore[arg-type]
