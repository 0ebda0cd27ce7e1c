"""Ordinal alpha as semTools and psych have it, with an interval."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis import TooFewData, reverse_keys, tabulate
from rondom.analysis.estimates import Integers
from rondom.analysis.ordinal import ordinal_alpha, ordinal_alpha_from


def test_equals_semtools(twelve: Integers) -> None:
    # R> semTools::reliability(f)["alpha.ord", ]     (semTools 0.5-6)   .8129773253 .7815689916 .7861088261
    for start, alpha in ((0, 0.8129773253), (4, 0.7815689916), (8, 0.7861088261)):
        found = ordinal_alpha(twelve[:, start : start + 4], points=5)
        assert found.alpha == pytest.approx(alpha, abs=1e-6)
        assert (found.respondents, found.items) == (400, 4)


def test_equals_psych_on_tables_alone(twelve: Integers) -> None:
    # R> psych::alpha(psych::polychoric(d[, 1:4])$rho)$total$std.alpha      .8129748
    found = ordinal_alpha_from(tabulate(twelve[:, :4], points=5))
    assert found.alpha == pytest.approx(0.8129748, abs=5e-6)
    assert found.interval is None


def test_the_standard_error_equals_that_of_the_jackknife(twelve: Integers) -> None:
    data = twelve[:, :4]
    without = [tabulate(np.delete(data, at, axis=0), points=5) for at in range(400)]
    left_out = np.array([ordinal_alpha_from(tables).alpha for tables in without])
    jackknife = np.sqrt(399 / 400 * ((left_out - left_out.mean()) ** 2).sum())
    assert ordinal_alpha(data, points=5).se == pytest.approx(jackknife, rel=0.06)


@given(st.permutations(range(4)))
@settings(max_examples=5, deadline=None)
def test_the_order_of_items_does_not_matter(order: list[int]) -> None:
    rng = np.random.default_rng(1)
    data = np.digitize(rng.normal(size=(80, 1)) + rng.normal(size=(80, 4)), [-0.5, 0.5]) + 1
    assert ordinal_alpha(data[:, order], points=3).alpha == pytest.approx(
        ordinal_alpha(data, points=3).alpha, abs=1e-9
    )


def test_a_reversed_item_lowers_it(twelve: Integers) -> None:
    turned = reverse_keys(twelve[:, :4], [2], points=5)
    assert ordinal_alpha(turned, points=5).alpha < 0.3


def test_contradicting_items_are_refused() -> None:
    rng = np.random.default_rng(0)
    first = rng.normal(size=300)
    data = np.column_stack([first, -first + 0.02 * rng.normal(size=300)])
    with pytest.raises(TooFewData):
        ordinal_alpha(np.digitize(data, [-0.5, 0.5]) + 1, points=3)
