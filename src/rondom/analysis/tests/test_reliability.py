"""Cronbach's alpha, as psych computes it, with Feldt's interval."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rondom.analysis import (
    NOT_ANSWERED,
    TooFewData,
    cronbach_alpha,
    cronbach_alpha_from,
    reverse_keys,
    tabulate,
)
from rondom.analysis.estimates import Floats, Integers

EXACT = 1e-6
ANSWERS = st.tuples(st.integers(3, 12), st.integers(2, 5)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(1, 5))
)


def coded(scores: Floats) -> Integers:
    return np.where(np.isnan(scores), NOT_ANSWERED, scores).astype(np.int64)


def test_equals_psych_on_complete_answers(four: Integers) -> None:
    # R> a <- psych::alpha(d[, 1:4]); a$total; a$feldt        (psych 2.2.9, R 4.2.2)
    #      raw_alpha    std.alpha      G6(smc)    average_r         S/N           ase
    #   0.7862941299 0.7863386513 0.7358934984 0.4791872615 3.680303695 0.01743564774
    #   Feldt: lower 0.7499269344  upper 0.8185589567
    found = cronbach_alpha(four.astype(float))
    assert found.alpha == pytest.approx(0.7862941299, abs=EXACT)
    assert found.standardised == pytest.approx(0.7863386513, abs=EXACT)
    assert found.average_r == pytest.approx(0.4791872615, abs=EXACT)
    assert found.median_r == pytest.approx(0.47196814414, abs=EXACT)
    assert found.signal_to_noise == pytest.approx(3.680303695, abs=EXACT)
    assert found.ase == pytest.approx(0.01743564774, abs=EXACT)
    assert found.interval.low == pytest.approx(0.7499269344, abs=EXACT)
    assert found.interval.high == pytest.approx(0.8185589567, abs=EXACT)
    assert (found.respondents, found.items, found.left_out) == (400, 4, ())


def test_equals_psych_on_answers_with_holes(gappy: Floats) -> None:
    # R> m <- d[, 1:4]; m[seq(1,400,7),3] <- NA; m[seq(1,400,11),1] <- NA; m[c(5,6),] <- NA
    # R> b <- psych::alpha(m); b$total; b$feldt
    #      raw_alpha    std.alpha    average_r           ase
    #   0.7833648115 0.7833627371 0.4747906782 0.01768310773     Feldt 0.746499122  0.8160719002
    found = cronbach_alpha(gappy, sample="all")
    assert found.alpha == pytest.approx(0.7833648115, abs=EXACT)
    assert found.standardised == pytest.approx(0.7833627371, abs=EXACT)
    assert found.average_r == pytest.approx(0.4747906782, abs=EXACT)
    assert found.ase == pytest.approx(0.01768310773, abs=EXACT)
    assert found.interval.low == pytest.approx(0.746499122, abs=EXACT)
    assert found.interval.high == pytest.approx(0.8160719002, abs=EXACT)


def test_the_interval_counts_on_the_scarcest_pair_of_items(gappy: Floats) -> None:
    known = ~np.isnan(gappy)
    found = cronbach_alpha(gappy)
    assert found.respondents == (known[:, 0] & known[:, 2]).sum() == 309
    assert found.interval.low < cronbach_alpha(gappy, sample="all").interval.low


def test_tables_give_the_same_as_respondents(gappy: Floats) -> None:
    from_tables = cronbach_alpha_from(tabulate(coded(gappy), points=5))
    direct = cronbach_alpha(gappy)
    assert from_tables.alpha == pytest.approx(direct.alpha, abs=1e-12)
    assert from_tables.interval.low == pytest.approx(direct.interval.low, abs=1e-12)
    assert from_tables.ase == pytest.approx(direct.ase, abs=1e-12)
    assert from_tables.respondents == direct.respondents


@given(ANSWERS)
def test_equals_the_definition_by_variances_of_items_and_their_sum(answers: Integers) -> None:
    assume((answers != answers[0]).any(axis=0).all())
    spread = answers.sum(axis=1).var(ddof=1)
    assume(spread > 0)
    items = answers.shape[1]
    naive = items / (items - 1) * (1 - sum(answers[:, j].var(ddof=1) for j in range(items)) / spread)
    found = cronbach_alpha(answers.astype(float))
    assert found.alpha == pytest.approx(naive, abs=1e-9)
    assert found.interval.low <= found.alpha <= found.interval.high <= 1
    np.testing.assert_allclose(cronbach_alpha_from(tabulate(answers, points=5)).alpha, naive, atol=1e-9)


@given(st.floats(0.01, 1000), st.floats(-1000, 1000), st.permutations([0, 1, 2, 3]), st.integers(0, 99))
def test_unit_and_order_do_not_matter(factor: float, shift: float, order: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(30, 4)) + np.arange(30)[:, None] / 10
    plain, changed = cronbach_alpha(scores), cronbach_alpha(factor * scores[::-1, order] + shift)
    assert changed.alpha == pytest.approx(plain.alpha, abs=1e-7)
    assert changed.standardised == pytest.approx(plain.standardised, abs=1e-7)
    assert changed.ase == pytest.approx(plain.ase, abs=1e-7)


def test_negative_alpha_is_shown_and_explained() -> None:
    # R> x <- cbind(c(1,2,3,4,5), c(5,3,4,2,1)); psych::alpha(x, warnings = FALSE)$total$raw_alpha
    #   covariance -2.25, variances 2.5 and 2.5: 2 * (1 - 5 / 0.5) = -18
    found = cronbach_alpha(np.array([[1.0, 5], [2, 3], [3, 4], [4, 2], [5, 1]]))
    assert found.alpha == pytest.approx(-18)
    assert found.interval.low < -18 < found.interval.high
    assert "omgekeerd gestelde vraag" in found.warnings[0]


def test_a_reversed_item_lowers_alpha_until_it_is_turned_round(four: Integers) -> None:
    # R> r <- d[, 1:4]; r$x2 <- 6 - r$x2; psych::alpha(r)$total      raw_alpha 0.04944052318
    turned = reverse_keys(four, {1}, points=5)
    assert cronbach_alpha(turned.astype(float)).alpha == pytest.approx(0.04944052318, abs=EXACT)
    tables = tabulate(turned, points=5, items=["x1", "x2", "x3", "x4"])
    keyed = tables.select(tables.items, reverse={"x2"})
    assert cronbach_alpha_from(keyed).alpha == pytest.approx(0.7862941299, abs=EXACT)


def test_constant_and_empty_items_are_left_out_and_named(four: Integers) -> None:
    scores = np.column_stack([four, np.full(400, 3), np.full(400, np.nan)])
    found = cronbach_alpha(scores, items=["a", "b", "c", "d", "vast", "leeg"])
    assert found.alpha == pytest.approx(0.7862941299, abs=EXACT)
    assert {left.item: left.reason for left in found.left_out} == {
        "vast": "iedereen gaf hetzelfde antwoord",
        "leeg": "niemand heeft dit item beantwoord",
    }
    assert found.items == 4


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        (np.zeros((0, 3)), "twee mensen"),
        (np.array([[1.0, 2, 3]]), "twee mensen"),
        (np.array([[1.0], [2], [3]]), "twee of meer items"),
        (np.full((5, 3), 4.0), "iedereen gaf hetzelfde antwoord"),
        (np.full((5, 3), np.nan), "niemand heeft dit item beantwoord"),
        (np.array([[1.0, np.nan], [2, np.nan], [np.nan, 1], [np.nan, 3]]), "1 en 2"),
        (np.array([[1.0, 3], [2, 2], [3, 1]]), "tegenstrijdig"),
        (np.array([[1.0, 1], [5, 5], [3, np.nan], [3, np.nan], [np.nan, 3], [np.nan, 3]]), "tegenstrijdig"),
    ],
)
def test_refuses_data_that_cannot_carry_alpha(scores: Floats, says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        cronbach_alpha(scores)


def test_identical_items_have_alpha_one() -> None:
    found = cronbach_alpha(np.repeat([[1.0], [2], [5]], 3, axis=1))
    assert found.alpha == pytest.approx(1)
    assert found.interval.low == pytest.approx(1)
    assert found.ase == pytest.approx(0, abs=1e-7)
    assert found.signal_to_noise is None


def test_covariances_that_do_not_fit_together_are_flagged() -> None:
    hole = np.nan
    scores = np.array(
        [[1, 1, hole], [5, 5, hole], [1, hole, 1], [5, hole, 5], [hole, 1, 5], [hole, 5, 1]] * 2, dtype=float
    )
    assert any("passen niet precies bij elkaar" in text for text in cronbach_alpha(scores).warnings)


def test_needs_tables_with_pairs(four: Integers) -> None:
    with pytest.raises(ValueError, match="geen itemparen"):
        cronbach_alpha_from(tabulate(four, points=5, pairs="none"))


@pytest.mark.parametrize("level", [0, 1, 95])
def test_refuses_an_impossible_level(four: Integers, level: float) -> None:
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        cronbach_alpha(four.astype(float), level=level)
