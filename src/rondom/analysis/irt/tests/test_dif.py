"""Differential item functioning by ordinal logistic regression."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Floats, Integers, NotComputed, TooFewData
from rondom.analysis.irt import ItemDif, dif
from rondom.analysis.irt.proportional_odds import NoMaximum, proportional_odds
from rondom.analysis.multilevel.multiplicity import Correction, adjusted_p


def numbers(sectors: list[str]) -> Integers:
    return np.array([int(sector == "jgz") for sector in sectors])


def test_equals_polr(four: Integers, sectors: list[str]) -> None:
    # R> S <- rowSums(d[, 1:4]); y <- factor(d$x1); g <- as.numeric(d$sector == "jgz")
    # R> control <- list(reltol = 1e-15, maxit = 1000)      (with its default polr stops 1e-5 short of the
    #    top)
    # R> logLik(polr(y ~ 1)); logLik(polr(y ~ S)); logLik(polr(y ~ S + g)); logLik(polr(y ~ S * g))
    #    -625.48891908395 -444.43589680818 -444.435668218521852 -444.40945992809
    found = dif(four, numbers(sectors), points=5).items[0]
    assert isinstance(found, ItemDif)
    assert found.uniform.chisq == pytest.approx(2 * (444.43589680818 - 444.43566821852), abs=1e-7)
    assert found.nonuniform.chisq == pytest.approx(2 * (444.43566821852 - 444.40945992809), abs=1e-7)
    assert found.total.chisq == pytest.approx(2 * (444.43589680818 - 444.40945992809), abs=1e-7)
    assert found.total.mcfadden == pytest.approx(
        (444.43589680818 - 444.40945992809) / 625.48891908395, abs=1e-8
    )
    assert (found.uniform.df, found.nonuniform.df, found.total.df) == (1, 1, 2)
    assert found.total.nagelkerke == pytest.approx(5.59067943e-05, abs=1e-8)
    # R> summary(polr(y ~ S + g, Hess = TRUE))   g: .004119485 (.1926637, from the observed information)
    advantage = found.advantages[0]
    assert advantage.value == pytest.approx(0.004119485, abs=1e-5)
    assert advantage.se == pytest.approx(0.1926637, rel=0.01)
    assert advantage.interval.high == pytest.approx(advantage.value + 1.959964 * advantage.se)


def _loglik(values: Floats, design: Floats, answers: Integers, borders: int) -> float:
    total = 0.0
    for row, answer in zip(design, answers, strict=True):
        above = [
            1.0,
            *(1 / (1 + np.exp(-(values[at] + row @ values[borders:]))) for at in range(borders)),
            0.0,
        ]
        total += np.log(max(above[answer] - above[answer + 1], 1e-300))
    return -total


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000))
def test_proportional_odds_equal_a_search_person_by_person(seed: int) -> None:
    rng = np.random.default_rng(seed)
    design = rng.normal(size=(60, 2))
    answers = np.digitize(design @ [1.0, -0.5] + rng.logistic(size=60), [-1, 0.5])
    answers[:3] = [0, 1, 2]
    found = proportional_odds(design, np.eye(3)[answers])
    best = optimize.minimize(_loglik, [1.0, -1, 0, 0], args=(design, answers, 2), method="BFGS")
    assert found.loglik == pytest.approx(-best.fun, abs=1e-6)
    assert found.slopes == pytest.approx(best.x[2:], abs=1e-3)


def simulated(seed: int, *, shift: float, slope: float = 1.5) -> tuple[Integers, Integers]:
    """Six items of three points, the second easier in group 1, or steeper."""
    rng = np.random.default_rng(seed)
    group = np.repeat([0, 1], 300)
    slopes = np.where((group[:, None] == 1) & (np.arange(6) == 1), slope, 1.5)
    theta = rng.normal(size=(600, 1)) + slopes * 0
    reached = slopes * theta + rng.logistic(size=(600, 6))
    reached[:, 1] += shift * group
    return 1 + (reached > -0.7).astype(int) + (reached > 0.9), group


def test_finds_an_item_that_is_easier_for_one_group() -> None:
    answers, group = simulated(1, shift=1.2)
    found = dif(answers, group, points=3, purify=True)
    assert found.purified == ("2",)
    item = found.items[1]
    assert isinstance(item, ItemDif)
    assert item.uniform.p < 1e-4 < item.nonuniform.p
    assert item.advantages[0].value > 0.5
    assert item.total.nagelkerke > 0.01
    assert all(
        isinstance(one, ItemDif) and one.p_adjusted > 0.05 for at, one in enumerate(found.items) if at != 1
    )


def test_finds_an_item_that_discriminates_otherwise() -> None:
    answers, group = simulated(2, shift=0, slope=0.2)
    item = dif(answers, group, points=3).items[1]
    assert isinstance(item, ItemDif)
    assert item.nonuniform.p < 1e-3


def test_size_is_by_the_gain_in_r_squared_of_what_is_found() -> None:
    answers, group = simulated(1, shift=1.2)
    found = [one for one in dif(answers, group, points=3).items if isinstance(one, ItemDif)]
    gain = found[1].total.nagelkerke
    for cutoffs, size in (
        ((gain * 2, 1), "verwaarloosbaar"),
        ((gain / 2, 1), "matig"),
        ((0, gain / 2), "groot"),
    ):
        again = dif(answers, group, points=3, cutoffs=cutoffs)
        assert isinstance(again.items[1], ItemDif)
        assert (again.items[1].size, again.cutoffs) == (size, cutoffs)
        assert {one.size for one in again.items if isinstance(one, ItemDif) and one.p_adjusted >= 0.05} <= {
            "verwaarloosbaar"
        }


def test_correction_is_that_of_the_family_of_items() -> None:
    answers, group = simulated(5, shift=0.6)
    corrections: tuple[Correction, ...] = ("holm", "benjamini-hochberg")
    for correction in corrections:
        found = dif(answers, group, points=3, correction=correction)
        items = [one for one in found.items if isinstance(one, ItemDif)]
        expected = adjusted_p(np.array([one.total.p for one in items]), correction=correction)
        assert [one.p_adjusted for one in items] == pytest.approx(expected)
        assert found.correction == correction
        assert found.missing == "alleen wie elk item beantwoordde"


def test_intervals_of_the_advantage_hold_it() -> None:
    held = 0
    for seed in range(60):
        item = dif(*simulated(seed, shift=0), points=3).items[1]
        assert isinstance(item, ItemDif)
        held += item.advantages[0].interval.low < 0 < item.advantages[0].interval.high
    assert held >= 52


def test_groups_of_a_hundred_and_more_come_without_a_warning(four: Integers) -> None:
    half = np.arange(len(four)) % 2
    assert min(np.bincount(half)) >= 100
    assert dif(four, half, points=5).warnings == ()
    assert dif(four, (np.arange(len(four)) < 99).astype(int), points=5).warnings != ()


def test_without_dif_few_items_are_found() -> None:
    found = [dif(*simulated(seed, shift=0), points=3) for seed in range(40)]
    p = np.array([item.uniform.p for one in found for item in one.items if isinstance(item, ItemDif)])
    assert 0.01 <= (p < 0.05).mean() <= 0.1


def test_order_and_names_of_groups_do_not_matter() -> None:
    answers, group = simulated(3, shift=0.8)
    one, other = (
        dif(answers, group, points=3).items[1],
        dif(answers[::-1], 1 - group[::-1], points=3).items[1],
    )
    assert isinstance(one, ItemDif)
    assert isinstance(other, ItemDif)
    assert other.total.chisq == pytest.approx(one.total.chisq, abs=1e-6)
    assert other.advantages[0].value == pytest.approx(-one.advantages[0].value, abs=1e-5)
    assert other.advantages[0].se == pytest.approx(one.advantages[0].se, abs=1e-5)


def test_theta_keeps_people_with_missing_answers() -> None:
    answers, group = simulated(4, shift=0.5)
    answers[::5, 0] = NOT_ANSWERED
    by_sum = dif(answers, group, points=3)
    assert by_sum.left_out == 120
    by_theta = dif(answers, group, points=3, theta=np.random.default_rng(1).normal(size=600))
    assert by_theta.left_out == 0
    assert [item.n for item in by_theta.items if isinstance(item, ItemDif)] == [480, 600, 600, 600, 600, 600]
    three = dif(answers, np.arange(600) % 3, points=3).items[1]
    assert isinstance(three, ItemDif)
    assert (three.uniform.df, three.total.df, len(three.advantages)) == (2, 4, 2)


def test_what_cannot_be_judged_has_a_reason(four: Integers) -> None:
    answers, group = np.column_stack([four, np.full(400, 2)]), np.arange(400) % 2
    last = dif(answers, group, points=5).items[4]
    assert isinstance(last, NotComputed)
    assert "hetzelfde antwoord" in last.reason
    with pytest.raises(TooFewData, match="twee of meer groepen"):
        dif(four, np.zeros(400, dtype=int), points=5)
    with pytest.raises(TooFewData, match="twee of meer groepen"):
        dif(four, np.r_[1, np.zeros(399, dtype=int)], points=5)
    with pytest.raises(ValueError, match="elke respondent"):
        dif(four, np.zeros(3, dtype=int), points=5)
    assert "minder dan 100" in dif(four[:100], group[:100], points=5).warnings[0]
    assert dif(four, group, points=5).warnings == ()
    with pytest.raises(ValueError, match="oplopende"):
        dif(four, group, points=5, cutoffs=(0.2, 0.1))
    with pytest.raises(NoMaximum):
        proportional_odds(np.array([[0.0], [1.0]]), np.array([[5.0, 0.0], [0.0, 5.0]]))
