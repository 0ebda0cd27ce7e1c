"""p-values of many tests at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.multilevel.multiplicity import Correction, adjusted_p


def test_equals_r() -> None:
    # R> p.adjust(c(.01, .04, .03, .005, .6, .04), "holm")   0.05 0.12 0.12 0.03 0.60 0.12
    # R> p.adjust(c(.01, .04, .03, .005, .6, .04), "BH")     0.030 0.048 0.048 0.030 0.600 0.048
    p = np.array([0.01, 0.04, 0.03, 0.005, 0.6, 0.04])
    assert adjusted_p(p) == pytest.approx([0.05, 0.12, 0.12, 0.03, 0.6, 0.12])
    found = adjusted_p(p, correction="benjamini-hochberg")
    assert found == pytest.approx([0.03, 0.048, 0.048, 0.03, 0.6, 0.048])


@given(
    st.lists(st.floats(0, 1), max_size=12),
    st.sampled_from(["holm", "benjamini-hochberg"]),
    st.floats(0.001, 0.2),
)
def test_rejects_what_the_step_procedure_rejects(
    p: list[float], correction: Correction, level: float
) -> None:
    ordered, count = sorted(p), len(p)
    if correction == "holm":
        rejected = 0
        while rejected < count and ordered[rejected] * (count - rejected) <= level:
            rejected += 1
    else:
        rejected = max((k for k in range(1, count + 1) if ordered[k - 1] * count / k <= level), default=0)
    found = adjusted_p(np.array(p), correction=correction)
    assert int((found <= level).sum()) >= rejected
    assert all(np.array(p)[found <= level] <= (ordered[rejected - 1] if rejected else -1))
    assert (found >= np.array(p) - 1e-12).all()
    assert (found <= 1).all()


def test_refuses_what_is_no_p_value() -> None:
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        adjusted_p(np.array([0.1, np.nan]))
    with pytest.raises(ValueError, match="Onbekende correctie"):
        adjusted_p(np.array([0.1]), correction="sidak")  # type: ignore[arg-type]
