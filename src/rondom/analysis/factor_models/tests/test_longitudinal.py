"""Invariance over waves of the same people, equal to lavaan with the model written out."""

import numpy as np
import pytest

from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.factor_models.invariance import Invariance
from rondom.analysis.factor_models.longitudinal import longitudinal_invariance, longitudinal_syntax
from rondom.analysis.factor_models.model import specify
from rondom.analysis.factor_models.syntax import ModelSyntaxError

MODEL = "S =~ a+b+c+d\nb ~~ c"
ITEMS = ("a", "b", "c", "d")


def statistics(found: Invariance) -> list[float]:
    return [one.fit.test.statistic for one in found.steps if one.fit]


def test_equals_lavaan_with_every_wave_written_out(scores: Floats) -> None:
    # R> names(d) <- paste0(rep(c("a","b","c","d"), 3), ".", rep(1:3, each = 4))      (golden x1 to x12)
    # R> cfa(longitudinal_syntax(MODEL, 3, equal = ..., partial = c("S=~c", "d~1")), d, meanstructure = TRUE)
    #    chisq 48.5390286569 49.5152621285 53.7735870798 62.9563013442   df 36 40 44 52   npar 54 50 46 38
    waves = np.split(scores, 3, axis=1)
    found = longitudinal_invariance(MODEL, waves, items=ITEMS, missing="listwise", partial=("S=~c", "d~1"))
    expected = [48.5390286569, 49.5152621285, 53.7735870798, 62.9563013442]
    assert statistics(found) == pytest.approx(expected, abs=1e-6)
    assert [one.fit.test.df for one in found.steps if one.fit] == [36, 40, 44, 52]
    assert found.n == (400,)


def test_candidates_name_item_and_wave(scores: Floats) -> None:
    waves = [wave.copy() for wave in np.split(scores, 3, axis=1)]
    waves[2][:, 1] += 1.5
    found = longitudinal_invariance(MODEL, waves, items=ITEMS)
    assert found.reached == "metric"
    assert found.step("scalar").candidates[0].name == "b.3~1"


def test_people_who_missed_a_wave_take_part_with_what_they_answered(scores: Floats) -> None:
    waves = [wave.copy() for wave in np.split(scores, 3, axis=1)]
    waves[1][::5] = np.nan
    waves[2][1::5] = np.nan
    assert longitudinal_invariance(MODEL, waves, items=ITEMS).n == (400,)
    assert longitudinal_invariance(MODEL, waves, items=ITEMS, missing="listwise").n == (240,)


def test_factor_means_are_free_from_the_second_wave_once_intercepts_are_equal() -> None:
    text = longitudinal_syntax("S =~ a+b\nO =~ c+d\nG =~ S+O", 2, equal=("loadings", "intercepts"))
    model = specify(text, means=True)
    means = {row.name for row in model.table if row.op == "~1" and row.lhs in model.factors and row.free >= 0}
    assert means == {"G.2~1"}


def test_refuses_one_wave_other_shapes_and_labels(scores: Floats) -> None:
    with pytest.raises(TooFewData, match="twee metingen"):
        longitudinal_invariance(MODEL, [scores[:, :4]], items=ITEMS)
    with pytest.raises(TooFewData, match="dezelfde respondenten"):
        longitudinal_invariance(MODEL, [scores[:, :4], scores[:200, :4]], items=ITEMS)
    with pytest.raises(ModelSyntaxError, match="zonder labels"):
        longitudinal_syntax("S =~ a + l*b + c", 2)
