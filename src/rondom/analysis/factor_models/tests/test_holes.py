"""Missing answers: shortcuts for many respondents, and for few missing items, change nothing."""

import numpy as np
import pytest

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models import casewise, holes, lost
from rondom.analysis.factor_models.completed import Completed, complete
from rondom.analysis.factor_models.frame import saturated_frame
from rondom.analysis.factor_models.holes import people_of
from rondom.analysis.factor_models.information import expected, observed
from rondom.analysis.factor_models.inverses import inverse
from rondom.analysis.factor_models.likelihood import log_likelihood
from rondom.analysis.factor_models.missing import saturated_moments
from rondom.analysis.factor_models.samples import Sample, samples_of

ITEMS = 9
NAMES = tuple(f"x{at + 1}" for at in range(ITEMS))


def answers(respondents: int) -> Floats:
    rng = np.random.default_rng(11)
    found: Floats = 50 + rng.normal(size=(respondents, ITEMS)) + rng.normal(size=(respondents, 1))
    return found


def planned() -> Floats:
    """Three forms that each leave out some items, with more people than items; and a few who skip on."""
    found = answers(400)
    for form, left_out in enumerate(([0], [1, 2, 3], [4, 5, 6, 7])):
        found[form::4, left_out] = np.nan
    found[::31, 8] = np.nan
    found[5] = np.nan
    return found


def scattered(share: float) -> Floats:
    found = answers(300)
    found[np.random.default_rng(12).random(found.shape) < share] = np.nan
    return found


def sample_of(scores: Floats, **options: object) -> Sample:
    (found,) = samples_of(scores, NAMES, missing="fiml", **options)  # type: ignore[arg-type]
    return found


def at_some_point(sample: Sample) -> Completed:
    spread = np.random.default_rng(13).normal(size=(20, ITEMS))
    return complete(sample, np.linspace(49.5, 50.5, ITEMS), np.eye(ITEMS) + spread.T @ spread / 20)


CASES = {"planned": planned(), "few": scattered(0.03), "some": scattered(0.15), "most": scattered(0.6)}


@pytest.fixture(params=CASES)
def scores(request: pytest.FixtureRequest) -> Floats:
    """Answers with few or with many holes."""
    return CASES[request.param]


def inverses(scores: Floats, sigma: Floats, mu: Floats) -> list[tuple[Floats, Floats]]:
    """Of everyone who answered something Sigma_oo^-1 and Sigma_oo^-1 d, with 0 where missing."""
    found = []
    for person in scores[~np.isnan(scores).all(axis=1)]:
        at = np.flatnonzero(~np.isnan(person))
        own, along = np.zeros((ITEMS, ITEMS)), np.zeros(ITEMS)
        own[np.ix_(at, at)] = np.linalg.inv(sigma[np.ix_(at, at)])
        along[at] = own[np.ix_(at, at)] @ (person[at] - mu[at])
        found.append((own, along))
    return found


def test_few_rows_stand_for_many_people() -> None:
    sample = sample_of(planned())
    assert sample.n == 399
    assert sum(len(part.rows) for part in sample.parts) < 150 < sum(part.n.sum() for part in sample.parts)


def test_completed_answers_equal_a_visit_to_everyone(scores: Floats) -> None:
    here = at_some_point(sample_of(scores))
    assert here.mu is not None
    sigma = inverse(here.inverse)
    every = inverses(scores, sigma, here.mu)
    value = 0.0
    for person, (_, along) in zip(scores[~np.isnan(scores).all(axis=1)], every, strict=True):
        at = np.flatnonzero(~np.isnan(person))
        value += np.linalg.slogdet(sigma[np.ix_(at, at)])[1] + (person[at] - here.mu[at]) @ along[at]
    assert here.value == pytest.approx(value / len(every), rel=1e-12)
    np.testing.assert_allclose(here.known, np.mean([own for own, _ in every], axis=0), atol=1e-12)
    np.testing.assert_allclose(here.inverse @ here.mean, np.mean([a for _, a in every], axis=0), atol=1e-12)


@pytest.mark.parametrize("sparse", [0, 10**9])
def test_information_equals_a_visit_to_everyone(
    scores: Floats, sparse: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost, "_SPARSE", sparse)
    monkeypatch.setattr(lost, "_CELLS", 500)
    here = at_some_point(sample_of(scores))
    assert here.mu is not None
    every = inverses(scores, inverse(here.inverse), here.mu)
    column, row = np.triu_indices(ITEMS)
    means = [np.eye(ITEMS)[at] for at in range(ITEMS)]
    moved = []
    for i, j in zip(row, column, strict=True):
        one = np.zeros((ITEMS, ITEMS))
        one[i, j] = one[j, i] = 1.0
        moved.append(one)
    size = ITEMS + len(row)
    as_expected, as_observed = np.zeros((2, size, size))
    for own, along in every:
        first = [own @ one for one in moved]
        second = [(np.outer(along, along) - own / 2) @ one for one in moved]
        as_expected[:ITEMS, :ITEMS] += own
        as_observed[:ITEMS, :ITEMS] += own
        as_expected[ITEMS:, ITEMS:] += np.einsum("aij,bji->ab", first, first) / 2
        as_observed[ITEMS:, ITEMS:] += np.einsum("aij,bji->ab", first, second)
        cross = np.array(means) @ own @ np.transpose(moved @ along)
        as_observed[:ITEMS, ITEMS:] += cross
        as_observed[ITEMS:, :ITEMS] += cross.T
    frame = saturated_frame(ITEMS, means=True)
    np.testing.assert_allclose(expected(frame, here), as_expected / len(every), atol=1e-11)
    np.testing.assert_allclose(observed(frame, here), as_observed / len(every), atol=1e-10)


def test_scores_equal_a_visit_to_everyone_however_they_are_cut(
    scores: Floats, monkeypatch: pytest.MonkeyPatch
) -> None:
    clusters = np.arange(len(scores)) % 23
    sample = sample_of(scores, cluster=clusters)
    here = at_some_point(sample)
    assert here.mu is not None
    frame = saturated_frame(ITEMS, means=True)
    column, row = np.triu_indices(ITEMS)
    halved = np.where(row == column, 0.5, 1.0)
    own_scores = np.array(
        [
            np.concatenate([along, halved * (np.outer(along, along) - own)[row, column]])
            for own, along in inverses(scores, inverse(here.inverse), here.mu)
        ]
    )
    sums = np.zeros((23, own_scores.shape[1]))
    np.add.at(sums, clusters[~np.isnan(scores).all(axis=1)], own_scores)
    meat = 23 / 22 * sums.T @ sums / len(own_scores)
    np.testing.assert_allclose(casewise.first_order(frame, here), meat, atol=1e-9)
    monkeypatch.setattr(casewise, "_FEWEST", 7)
    monkeypatch.setattr(casewise, "_CELLS", 1)
    np.testing.assert_allclose(casewise.first_order(frame, here), meat, atol=1e-9)


def test_everyone_is_a_row_once(scores: Floats) -> None:
    sample = sample_of(scores)
    assert sample.answers is not None
    seen = np.concatenate([part.respondents for part in people_of(sample.answers, sample.parts, 10)])
    np.testing.assert_array_equal(np.sort(seen), np.arange(sample.n))


def test_saturated_moments_are_level(scores: Floats) -> None:
    """Where EM ends no step of it leads on, and the order of respondents does not matter."""
    sample = sample_of(scores)
    mu, sigma = saturated_moments(sample)
    here = complete(sample, mu, sigma)
    np.testing.assert_allclose(here.mean, 0, atol=1e-8)
    np.testing.assert_allclose(here.products + here.unsure, sigma, atol=1e-8)
    turned = saturated_moments(sample_of(scores[::-1]))
    np.testing.assert_allclose(turned[0], mu, atol=1e-7)
    np.testing.assert_allclose(turned[1], sigma, atol=1e-7)


def test_work_may_be_cut_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = sample_of(planned())
    mu, sigma = np.full(ITEMS, 50.0), np.eye(ITEMS) + 1
    monkeypatch.setattr(holes, "_ROWS", 6)
    cut = sample_of(planned())
    assert len(cut.parts) > len(sample.parts)
    assert log_likelihood([cut], [mu], [sigma]) == pytest.approx(log_likelihood([sample], [mu], [sigma]))
