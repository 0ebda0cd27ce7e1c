"""ICCs of raters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.estimates import Integers, TooFewData
from rondom.analysis.raters import rater_icc

EXACT = 1e-9


def test_equals_psych_on_the_four_judges_of_shrout_and_fleiss() -> None:
    # R> psych::ICC(sf, lmer = FALSE)$results
    judges = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    found = rater_icc(judges)
    expected = [
        (0.165741768405, -0.1329323248748, 0.722560062328, 1.79467849224, (5, 18), 0.164768808344640),
        (0.289763779528, 0.0187865133747, 0.761084369649, 11.02724795640, (5, 15), 0.000134566516484),
        (0.714840714841, 0.3424647650339, 0.945858259955, 11.02724795640, (5, 15), 0.000134566516484),
        (0.442797133679, -0.8844421552381, 0.912415420341, 1.79467849224, (5, 18), 0.164768808344640),
        (0.620050547599, 0.0711368153025, 0.927232040168, 11.02724795640, (5, 15), 0.000134566516484),
        (0.909315542377, 0.6756747138163, 0.985891678169, 11.02724795640, (5, 15), 0.000134566516484),
    ]
    for one, (value, low, high, f, df, p) in zip(found.every, expected, strict=True):
        assert one.value == pytest.approx(value, abs=EXACT)
        assert one.interval is not None
        assert (one.interval.low, one.interval.high) == pytest.approx((low, high), abs=EXACT)
        assert (one.f, one.p) == pytest.approx((f, p), abs=EXACT)
        assert one.df == df
    assert [one.kind for one in found.every] == ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"]


def test_equals_psych_on_four_hundred_people(four: Integers) -> None:
    # R> psych::ICC(d[, 1:4], lmer = FALSE)$results
    found = rater_icc(four)
    assert found.icc1.value == pytest.approx(0.479529987733, abs=EXACT)
    assert found.icc2.value == pytest.approx(0.479442667136, abs=EXACT)
    assert found.icc2.interval is not None
    assert found.icc2.interval.low == pytest.approx(0.428802472766, abs=EXACT)
    assert found.icc2.interval.high == pytest.approx(0.530356085486, abs=EXACT)
    assert found.icc3k.value == pytest.approx(0.786294129852, abs=EXACT)
    assert found.icc1.p == pytest.approx(4.10162092179e-95, rel=1e-6)


@given(st.integers(0, 10_000), st.integers(3, 12), st.integers(2, 5))
def test_equals_the_mean_squares_of_a_two_way_table(seed: int, n: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(n, 1)) + rng.normal(size=(n, k)) + rng.normal(size=k)
    grand, rows, columns = scores.mean(), scores.mean(1), scores.mean(0)
    ms_rows = k * sum((rows - grand) ** 2) / (n - 1)
    ms_columns = n * sum((columns - grand) ** 2) / (k - 1)
    ms_error = ((scores - rows[:, None] - columns + grand) ** 2).sum() / (n - 1) / (k - 1)
    ms_within = ((scores - rows[:, None]) ** 2).sum() / n / (k - 1)
    found = rater_icc(scores)
    assert found.icc1.value == pytest.approx((ms_rows - ms_within) / (ms_rows + (k - 1) * ms_within))
    assert found.icc3.value == pytest.approx((ms_rows - ms_error) / (ms_rows + (k - 1) * ms_error))
    absolute = ms_rows + (k - 1) * ms_error + k * (ms_columns - ms_error) / n
    assert found.icc2.value == pytest.approx((ms_rows - ms_error) / absolute)
    changed = rater_icc(10 * scores[:, ::-1] - 3)
    assert changed.icc2.value == pytest.approx(found.icc2.value)
    for one in found.every:
        assert one.value is None or one.value <= 1
        if one.interval is not None:
            assert one.value is not None
            assert one.interval.low - 1e-9 <= one.value <= one.interval.high + 1e-9


def test_gives_no_interval_of_a_mean_of_raters_that_would_be_turned_over() -> None:
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(3, 1)) + rng.normal(size=(3, 2)) + rng.normal(size=2)
    found = rater_icc(scores)  # the lower end of ICC2 is below -1: doubled by Spearman-Brown it becomes 3.3
    assert found.icc2k.interval is None
    assert found.icc2.interval is not None
    hopeless = rater_icc(np.array([[1.0, 5], [3, 3.5], [5.1, 1]]))
    assert (hopeless.icc2k.value, hopeless.icc2k.interval) == (None, None)


def test_leaves_out_incomplete_subjects_and_counts_them(four: Integers) -> None:
    holes = four.astype(float)
    holes[:10, 2] = np.nan
    found = rater_icc(holes)
    assert (found.subjects, found.left_out) == (390, 10)
    assert found.icc1.value == pytest.approx(rater_icc(four[10:]).icc1.value)


@pytest.mark.parametrize(
    ("ratings", "says"),
    [
        ([[1.0, 2]], "twee onderwerpen"),
        ([[1.0, np.nan], [np.nan, 3]], "twee onderwerpen"),
        ([[1.0, 2], [1, 2], [1, 2]], "verschillen niet"),
        ([[4.0, 4], [4, 4]], "verschillen niet"),
        ([[1.0, 2], [2, 3], [5, 6]], "volmaakt gelijk"),
    ],
)
def test_refuses_subjects_or_raters_that_do_not_differ(ratings: list[list[float]], says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        rater_icc(np.array(ratings))
