"""Patterns of missing answers are counted, and add up."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rondom.analysis import NOT_ANSWERED
from rondom.analysis.estimates import Booleans, Floats
from rondom.analysis.patterns import missing_patterns

KNOWN = st.tuples(st.integers(0, 12), st.integers(1, 10)).flatmap(lambda shape: arrays(np.bool_, shape))


def test_counts_what_is_missing_together(gappy: Floats) -> None:
    # R> table(apply(is.na(m), 1, paste, collapse = " "))   309 complete, 52 without x3, 31 x1, 6 both, 2 all
    found = missing_patterns(gappy, items=["x1", "x2", "x3", "x4"])
    assert found.counts.tolist() == [309, 52, 31, 6, 2]
    assert found.answered.tolist()[1] == [True, True, False, True]
    assert (found.respondents, found.complete, found.empty) == (400, 309, 2)
    assert found.missing.tolist() == [39, 2, 60, 2]


@given(KNOWN)
def test_equals_a_count_of_rows(known: Booleans) -> None:
    found = missing_patterns(np.where(known, 1.0, np.nan))
    naive = Counter(tuple(row) for row in known.tolist())
    shown = {tuple(row): count for row, count in zip(found.answered.tolist(), found.counts, strict=True)}
    assert shown == naive
    assert (np.diff(found.counts) <= 0).all()
    assert found.missing.tolist() == (~known).sum(axis=0).tolist()
    assert found.complete == known.all(axis=1).sum()


@given(KNOWN, st.integers(0, 12))
def test_parts_add_up_to_the_whole(known: Booleans, cut: int) -> None:
    codes = np.where(known, 3, NOT_ANSWERED)
    whole = missing_patterns(codes)
    sum_ = missing_patterns(codes[:cut]) + missing_patterns(codes[cut:])
    assert sorted(zip(sum_.answered.tolist(), sum_.counts.tolist(), strict=True)) == sorted(
        zip(whole.answered.tolist(), whole.counts.tolist(), strict=True)
    )


def test_refuses_a_single_column_of_numbers_and_other_items() -> None:
    with pytest.raises(ValueError, match="een rij per respondent"):
        missing_patterns(np.array([1.0, 2.0]))
    one, other = (missing_patterns(np.ones((2, 2)), items=names) for names in (("a", "b"), ("a", "c")))
    with pytest.raises(ValueError, match="dezelfde items"):
        one + other
