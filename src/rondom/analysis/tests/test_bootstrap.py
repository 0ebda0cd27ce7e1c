"""Bootstrap intervals of statistics of a scale."""

from dataclasses import astuple

import numpy as np
import pytest

from rondom.analysis import TooFewData, cronbach_alpha
from rondom.analysis.covariances import Covariances, covariances
from rondom.analysis.estimates import Floats, Integers, NotComputed
from rondom.analysis.reliability import raw_alpha
from rondom.analysis.resampling import bootstrap


def alpha(found: Covariances) -> float | NotComputed:
    value = raw_alpha(found.matrix)
    return NotComputed("geen alfa") if value is None else value


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_interval_of_alpha_is_as_wide_as_in_psych(four: Integers) -> None:
    # R> set.seed(1); a <- psych::alpha(d[, 1:4], n.iter = 1000); a$boot.ci; sd(a$boot[, 1])
    #      2.5%       50%     97.5%         0.7476898 0.7864158 0.8169597     0.01792644
    found = bootstrap(four.astype(float), alpha, rng=rng(), draws=4000)
    assert found.value == cronbach_alpha(four.astype(float)).alpha
    assert (found.interval.low, found.interval.high) == pytest.approx((0.7477, 0.8170), abs=0.004)
    assert found.se == pytest.approx(0.0179, abs=0.0007)
    assert (found.draws, found.failed, found.units) == (4000, 0, 400)


def test_draws_have_the_covariances_of_drawn_respondents(gappy: Floats) -> None:
    seen: list[Covariances] = []

    def record(found: Covariances) -> float:
        seen.append(found)
        return 0.0

    bootstrap(gappy, record, rng=rng(), draws=2000)
    naive = [covariances(gappy[rng(seed).integers(0, 400, 400)]) for seed in range(1000)]
    for part in ("matrix", "n"):
        ours = np.array([getattr(found, part) for found in seen[1:]])
        theirs = np.array([getattr(found, part) for found in naive])
        error = theirs.std(axis=0) / np.sqrt(500)
        assert (np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) < 5 * error).all()
        assert ours.std(axis=0) == pytest.approx(theirs.std(axis=0), rel=0.12)


def test_a_group_per_respondent_is_the_same_as_no_groups(four: Integers) -> None:
    plain = bootstrap(four.astype(float), alpha, rng=rng(), draws=2000)
    apart = bootstrap(four.astype(float), alpha, rng=rng(), draws=2000, group=np.arange(400))
    assert apart.se == pytest.approx(plain.se, rel=0.1)
    assert apart.units == 400


def test_respondents_who_resemble_each_other_widen_the_interval() -> None:
    people = rng().normal(size=(30, 1)) + rng(1).normal(size=(30, 4))
    copies = np.repeat(people, 10, axis=0)
    group = np.repeat(np.arange(30), 10)
    naive = bootstrap(copies, alpha, rng=rng(), draws=1000)
    honest = bootstrap(copies, alpha, rng=rng(), draws=1000, group=group)
    thirty = bootstrap(people, alpha, rng=rng(), draws=1000)
    assert honest.se > 2.5 * naive.se
    # (n - 1) differs between ten copies and one, so not exactly the same
    assert honest.se == pytest.approx(thirty.se, rel=0.15)
    assert honest.units == 30


def test_the_same_seed_gives_the_same_interval(gappy: Floats) -> None:
    one, other = (bootstrap(gappy, alpha, rng=rng(7), draws=100) for _ in range(2))
    assert astuple(one) == astuple(other)


def test_any_statistic_has_an_interval(four: Integers) -> None:
    found = bootstrap(four.astype(float), lambda c: c.correlations[0, 1], rng=rng(), draws=2000)
    r = np.atleast_2d(np.corrcoef(four.T))[0, 1]
    assert found.value == pytest.approx(r)
    assert found.interval.low < r < found.interval.high
    assert found.se == pytest.approx((1 - r**2) / np.sqrt(400), rel=0.15)


def test_items_without_spread_take_no_part(four: Integers) -> None:
    constant = np.column_stack([four, np.full(400, 3)]).astype(float)
    found = bootstrap(constant, alpha, rng=rng(), draws=100)
    assert found.value == pytest.approx(cronbach_alpha(four.astype(float)).alpha)


def test_refuses_when_too_many_draws_have_no_value() -> None:
    nearly_constant = np.array([[1.0, 1], [1, 2], [1, 1], [2, 2]])
    with pytest.raises(TooFewData, match="te weinig respondenten of groepen"):
        bootstrap(nearly_constant, alpha, rng=rng(), draws=200)


def test_refuses_what_has_no_value_itself() -> None:
    with pytest.raises(TooFewData, match="geen alfa"):
        bootstrap(np.array([[1.0, 3], [2, 2], [3, 1]]), alpha, rng=rng())
    with pytest.raises(TooFewData, match="twee respondenten of groepen"):
        bootstrap(np.array([[1.0, 3], [2, 4], [3, 1]]), alpha, rng=rng(), group=np.zeros(3, dtype=np.int64))
    with pytest.raises(ValueError, match="ten minste 100 trekkingen"):
        bootstrap(np.array([[1.0, 3], [2, 4], [3, 1]]), alpha, rng=rng(), draws=10)
