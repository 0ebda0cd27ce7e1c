"""People and fit of the partial credit model: against eRm, and person by person with a root finder."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.irt import (
    PartialCredit,
    item_fit,
    item_information,
    partial_credit,
    person_fit,
    person_parameters,
    scale_information,
)

CLOSE = 2e-5
"""eRm's places come from nlm with numerical derivatives: five figures."""


@pytest.fixture(scope="module")
def model(four: Integers) -> PartialCredit:
    return partial_credit(four, points=5)


@pytest.fixture(scope="module")
def holes(four: Integers) -> Integers:
    answers = four.copy()
    answers[::7, 2] = NOT_ANSWERED
    answers[::11, 0] = NOT_ANSWERED
    return answers


def test_places_equal_erm(model: PartialCredit, four: Integers) -> None:
    # R> p <- eRm::PCM(X); pp <- person.parameter(p); pp$thetapar; pp$se.theta; SepRel(pp)   (eRm 1.0-2)
    found = person_parameters(model, four)
    sums = {one.total: one for one in found.per_sum}
    for total, theta, se in (
        (1, -2.49051485862, 1.0693806629),
        (5, -0.30851251776, 0.5861778145),
        (11, 1.46937239078, 0.5522853264),
        (15, 3.39510442980, 1.0280827338),
    ):
        assert sums[total].theta == pytest.approx(theta, abs=CLOSE)
        assert sums[total].se == pytest.approx(se, rel=2e-4)
    assert found.reliability == pytest.approx(0.7365, abs=1e-4)
    assert (found.n, found.extreme, found.unanswered) == (388, 12, 0)
    assert (sums[0].theta, sums[16].interval, sums[0].n, sums[16].n) == (None, None, 7, 5)
    assert np.isnan(found.theta[~found.known]).all()


def test_places_equal_erm_with_missing_answers(holes: Integers) -> None:
    # R> Y as in test_partial_credit; qq <- person.parameter(PCM(Y)); qq$theta.table; SepRel(qq)
    found = person_parameters(partial_credit(holes, points=5), holes)
    expected = [-0.8272201256, 1.7674688346, 0.3158681362, -1.0967390496, 1.4505788173]
    assert found.theta[:5] == pytest.approx(expected, abs=CLOSE)
    assert found.theta[7] == pytest.approx(-0.2400357300, abs=CLOSE)
    assert found.reliability == pytest.approx(0.7056, abs=1e-4)
    assert not found.known[11]


def test_fit_equals_erm(model: PartialCredit, four: Integers) -> None:
    # R> f <- itemfit(pp); g <- personfit(pp)
    found = item_fit(model, four)
    outfit = [0.8051946772, 0.8324182998, 0.7396241668, 0.8094663585]
    infit = [0.8061398487, 0.8186592903, 0.7270364711, 0.8208326499]
    assert [item.outfit for item in found.items] == pytest.approx(outfit, abs=CLOSE)
    assert [item.infit for item in found.items] == pytest.approx(infit, abs=CLOSE)
    outfit_t = [-2.893664178, -2.466257062, -4.023418143, -2.862262982]
    assert [item.outfit_t for item in found.items] == pytest.approx(outfit_t, abs=1e-4)
    assert found.items[0].infit_t == pytest.approx(-3.012879548, abs=1e-4)
    assert (found.items[0].n, found.n, found.apart) == (388, 388, 12)
    people = person_fit(model, four)
    assert people.outfit[:3] == pytest.approx([0.01166256621, 0.72371688037, 0.18252026199], abs=CLOSE)
    assert people.infit[:3] == pytest.approx([0.01163107417, 0.70970079, 0.18975500506], abs=CLOSE)
    assert people.outfit_t[:2] == pytest.approx([-3.1044363647, -0.2671258264], abs=1e-4)
    assert people.infit_t[:2] == pytest.approx([-3.1057625629, -0.2982809633], abs=1e-4)


def test_fit_equals_erm_with_missing_answers(holes: Integers) -> None:
    model = partial_credit(holes, points=5)
    found = item_fit(model, holes)
    assert [item.n for item in found.items] == [352, 387, 331, 387]
    assert found.items[2].infit == pytest.approx(0.7315563695, abs=CLOSE)
    assert found.items[2].outfit_t == pytest.approx(-3.609666106, abs=1e-4)
    assert person_fit(model, holes).outfit[7] == pytest.approx(0.2866036514, abs=CLOSE)


def test_information_equals_erm(model: PartialCredit) -> None:
    # R> item_info(p, -2:2)[[1]]$i.info; test_info(p, -2:2)
    places = np.arange(-2.0, 3.0)
    first = [0.2695207974, 0.5841786168, 0.9041039815, 0.8979937452, 0.6214334201]
    assert item_information(model, places)[0] == pytest.approx(first, abs=CLOSE)
    whole = [1.244968956, 2.209035200, 3.180727395, 3.541303067, 2.657538671]
    assert scale_information(model, places) == pytest.approx(whole, abs=5e-5)


def _chances(model: PartialCredit, at: int, theta: float) -> Floats:
    weights = np.exp(np.concatenate([[0.0], np.cumsum(theta - np.array(model.items[at].thresholds))]))
    found: Floats = weights / weights.sum()
    return found


def _expected(model: PartialCredit, items: list[int], theta: float) -> float:
    return float(sum(np.arange(len(p)) @ p for p in (_chances(model, at, theta) for at in items)))


def _variance(model: PartialCredit, items: list[int], theta: float) -> float:
    total = 0.0
    for p in (_chances(model, at, theta) for at in items):
        x = np.arange(len(p))
        total += float(x**2 @ p - (x @ p) ** 2)
    return total


def _uneven() -> tuple[PartialCredit, Integers]:
    """Items of three and two points, some unanswered, one person with a single answer."""
    rng = np.random.default_rng(3)
    theta = rng.normal(size=(80, 1))
    noise = theta + rng.logistic(size=(80, 4))
    answers = 1 + (noise > 0).astype(int) + (noise > 1)
    answers[:, 1] = np.minimum(answers[:, 1], 2)
    answers[::9, 2] = NOT_ANSWERED
    answers[0] = [2, -1, -1, -1]
    answers[1] = NOT_ANSWERED
    return partial_credit(answers, points=[3, 2, 3, 3]), answers


def test_equals_a_root_for_every_person() -> None:
    model, answers = _uneven()
    places, fit = person_parameters(model, answers), person_fit(model, answers)
    squares: dict[int, list[tuple[float, float]]] = {at: [] for at in range(4)}
    for person, row in enumerate(answers):
        items = [at for at, answer in enumerate(row) if answer > 0]
        total, most = sum(row[at] - 1 for at in items), sum(len(model.items[at].thresholds) for at in items)
        if not 0 < total < most:
            assert not places.known[person]
            continue
        theta = brentq(lambda t, i=items, r=total: r - _expected(model, i, t), -20, 20, xtol=1e-12)
        assert places.theta[person] == pytest.approx(theta, abs=1e-8)
        assert places.se[person] == pytest.approx(_variance(model, items, theta) ** -0.5)
        own = []
        for at in items:
            residual, variance = row[at] - 1 - _expected(model, [at], theta), _variance(model, [at], theta)
            own.append((residual**2, variance))
            if len(items) > 1:
                squares[at].append(own[-1])
        if len(items) > 1:
            assert fit.outfit[person] == pytest.approx(np.mean([square / v for square, v in own]))
            assert fit.infit[person] == pytest.approx(sum(s for s, _ in own) / sum(v for _, v in own))
    for item, parts in zip(item_fit(model, answers).items, squares.values(), strict=True):
        assert item.outfit == pytest.approx(np.mean([square / v for square, v in parts]))
        assert item.infit == pytest.approx(sum(s for s, _ in parts) / sum(v for _, v in parts))
        assert item.n == len(parts)
    assert places.known[0]
    assert not fit.known[0]  # one answer has no residual
    assert places.unanswered == 1


def test_weighted_likelihood_is_the_top_of_the_likelihood_times_the_root_of_the_information() -> None:
    model, answers = _uneven()
    found = person_parameters(model, answers, estimator="wle")
    items = list(range(4))
    for one in found.per_sum:

        def depth(theta: float, total: int = one.total) -> float:
            below = sum(np.log(_chances(model, at, theta)[0]) for at in items)
            return -float(total * theta + below + 0.5 * np.log(_variance(model, items, theta)))

        best = minimize_scalar(depth, bounds=(-8, 8), method="bounded", options={"xatol": 1e-9})
        assert one.theta == pytest.approx(best.x, abs=1e-5)
    assert (found.n, found.extreme > 0, found.known[1]) == (79, True, False)


def test_weighted_likelihood_of_equal_items_is_jeffreys_share(lsat6: Integers) -> None:
    # With k equal items of two points the prior is Jeffreys': the share is (r + 1/2) / (k + 1).
    model = partial_credit(lsat6, points=2)
    equal = replace(model, items=tuple(replace(item, thresholds=(0.0,)) for item in model.items))
    found = person_parameters(equal, lsat6, estimator="wle")
    shares = (np.arange(6) + 0.5) / 6
    assert [one.theta for one in found.per_sum] == pytest.approx(np.log(shares / (1 - shares)), abs=1e-9)
    assert sum(one.n for one in found.per_sum) == 1000


def test_answers_that_follow_the_model_fit_it() -> None:
    rng = np.random.default_rng(8)
    theta = rng.normal(size=(2000, 1))
    answers = 1 + (theta + rng.logistic(size=(2000, 12)) > rng.normal(size=12)).astype(int)
    model = partial_credit(answers, points=2)
    found = item_fit(model, answers)
    assert all(0.9 < item.infit < 1.1 for item in found.items)
    assert np.mean([abs(item.infit_t or 0) < 2 for item in found.items]) > 0.8
    answers[:, 0] = rng.integers(1, 3, 2000)
    noisy = item_fit(partial_credit(answers, points=2), answers).items[0]
    assert noisy.infit > 1.2
    assert (noisy.outfit_t or 0) > 5


def test_what_does_not_exist_is_refused(model: PartialCredit, four: Integers) -> None:
    extremes = np.array([[1, 1, 1, 1], [5, 5, 5, 5]])
    with pytest.raises(TooFewData, match="wle"):
        person_parameters(model, extremes)
    assert person_parameters(model, extremes, estimator="wle").known.all()
    assert person_parameters(model, four[:1]).reliability is None
    with pytest.raises(TooFewData, match="twee antwoorden"):
        item_fit(model, extremes)
    with pytest.raises(TooFewData, match="Niemand die meetelt"):
        item_fit(model, np.array([[2, 3, -1, -1]]))
    with pytest.raises(ValueError, match="Kies ml of wle"):
        person_parameters(model, four, estimator="map")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="dezelfde items"):
        person_fit(model, four[:, :2])
    # Two answers at even odds: the mean squares cannot vary, so there is no t.
    fair = replace(model, items=tuple(replace(one, thresholds=(0.0,), points=(1, 2)) for one in model.items))
    assert np.isnan(person_fit(fair, np.array([[1, 2, 1, 2]])).infit_t).all()
    assert item_fit(fair, np.array([[1, 2, 1, 2]])).items[0].infit_t is None
