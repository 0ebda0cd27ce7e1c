"""The partial credit model, against eRm and against every answer that could have been given."""

from itertools import product

import numpy as np
import pytest

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.irt import PartialCredit, partial_credit

CLOSE = 2e-5


def test_equals_erm(four: Integers) -> None:
    # R> p <- eRm::PCM(as.matrix(d[, 1:4]) - 1); p$loglik; p$npar; thresholds(p); thresholds(p)$se.thresh
    found = partial_credit(four, points=5)
    assert found.loglik == pytest.approx(-1171.919926, abs=1e-5)
    assert found.estimated == 15
    locations = [item.location for item in found.items]
    assert locations == pytest.approx([0.6054299443, 0.4567648657, 0.6305275342, 0.4709376142], abs=CLOSE)
    thresholds = (-0.8087070004, 0.08166747344, 1.013490626, 2.135268678)
    assert found.items[0].thresholds == pytest.approx(thresholds, abs=CLOSE)
    ses = (0.1922232277, 0.1580314345, 0.1583624356, 0.2001341722)
    assert found.items[0].threshold_ses == pytest.approx(ses, abs=CLOSE)
    assert found.items[3].location_se == pytest.approx(0.2639527499 / 4, abs=CLOSE)


def test_equals_erm_with_missing_answers(four: Integers) -> None:
    # R> Y <- X; Y[cbind(seq(1, 400, 7), 3)] <- NA; Y[cbind(seq(1, 400, 11), 1)] <- NA; q <- PCM(Y)
    #    q$loglik -1079.713462; -q$betapar of x3: -.84905189484 -.65187397737 .47686792848 2.64792801390
    holes = four.copy()
    holes[::7, 2] = NOT_ANSWERED
    holes[::11, 0] = NOT_ANSWERED
    found = partial_credit(holes, points=5)
    assert found.loglik == pytest.approx(-1079.713462, abs=1e-5)
    cumulative = np.cumsum(found.items[2].thresholds)
    assert cumulative == pytest.approx(
        [-0.84905189484, -0.65187397737, 0.47686792848, 2.64792801390], abs=5e-5
    )


def _by_enumeration(model: PartialCredit, answers: Integers) -> float:
    """The conditional log-likelihood from every row of answers with the same sum."""
    cumulative: list[Floats] = [np.concatenate([[0.0], np.cumsum(item.thresholds)]) for item in model.items]
    total = 0.0
    for row in answers:
        items = [at for at, answer in enumerate(row) if answer > 0]
        own = [int(row[at]) - 1 for at in items]
        rows = product(*(range(len(cumulative[at])) for at in items))
        alike = [
            np.exp(-sum(cumulative[at][x] for at, x in zip(items, other, strict=True)))
            for other in rows
            if sum(other) == sum(own)
        ]
        total += -sum(cumulative[at][x] for at, x in zip(items, own, strict=True)) - np.log(sum(alike))
    return float(total)


def test_equals_the_likelihood_over_all_answers_with_items_of_different_length() -> None:
    rng = np.random.default_rng(3)
    theta = rng.normal(size=(80, 1))
    answers = (
        1 + (theta + rng.logistic(size=(80, 3)) > 0).astype(int) + (theta + rng.logistic(size=(80, 3)) > 1)
    )
    answers[:, 1] = np.minimum(answers[:, 1], 2)
    answers[::9, 2] = NOT_ANSWERED
    found = partial_credit(answers, points=[3, 2, 3])
    assert found.loglik == pytest.approx(_by_enumeration(found, answers), abs=1e-7)
    assert found.estimated == 4
    assert sum(np.cumsum(item.thresholds).sum() for item in found.items) == pytest.approx(0, abs=1e-9)


def test_two_points_are_the_rasch_model(lsat6: Integers) -> None:
    # R> eRm::RM(lsat6)   conditional estimates in the order of the shares right: item 3 hardest, 1 easiest
    found = partial_credit(lsat6, points=2)
    locations = [item.location for item in found.items]
    shares = (lsat6 == 2).mean(axis=0)
    assert np.argsort(locations).tolist() == np.argsort(-shares).tolist()
    assert sum(locations) == pytest.approx(0, abs=1e-9)


def test_a_point_nobody_used_is_left_out_and_order_does_not_matter(four: Integers) -> None:
    merged = four.copy()
    merged[merged[:, 0] == 3, 0] = 4
    found = partial_credit(merged, points=5)
    assert found.items[0].points == (1, 2, 4, 5)
    turned = partial_credit(merged[::-1, ::-1], points=5)
    assert turned.loglik == pytest.approx(found.loglik)
    assert turned.items[3].thresholds == pytest.approx(found.items[0].thresholds, abs=1e-6)


def test_refuses_what_has_no_estimate(four: Integers) -> None:
    with pytest.raises(TooFewData, match="ten minste 2 items"):
        partial_credit(four[:, :1], points=5)
    with pytest.raises(TooFewData, match="twee of meer items"):
        partial_credit(np.array([[1, -1], [2, -1], [-1, 1], [-1, 2]]), points=2)
    with pytest.raises(
        TooFewData
    ):  # everyone is right on the first whenever on the second: no finite difference
        partial_credit(np.array([[2, 1], [2, 1], [2, 2], [1, 1]]), points=2)
