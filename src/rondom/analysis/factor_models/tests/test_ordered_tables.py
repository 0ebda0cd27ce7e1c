"""Ordered models from tables that were counted elsewhere: the same numbers."""

import numpy as np
import pytest

from rondom.analysis import tabulate
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered, cfa_ordered_from, model_items
from rondom.analysis.factor_models.ordered_reliability import OrdinalReliability, ordinal_reliability
from rondom.analysis.factor_models.tests.ordered_cases import FOUR, TWELVE, answers, fitted, golden
from rondom.analysis.ordinal import influence_products

NAMES = tuple(f"x{at + 1}" for at in range(12))


def test_tables_alone_carry_dwls() -> None:
    names = tuple(f"y{at + 1}" for at in range(12))
    data = answers("four")[0]
    parts = [tabulate(data[rows], points=5, items=names) for rows in (slice(0, 123), slice(123, 500))]
    found = cfa_ordered_from(FOUR, parts[0] + parts[1], estimator="DWLS")
    whole = fitted("DWLS")
    assert found.x == pytest.approx(whole.x, abs=1e-9)
    assert found.covariance == pytest.approx(whole.covariance, rel=1e-8, abs=1e-12)
    assert found.measures == pytest.approx(whole.measures, rel=1e-9)


def test_a_second_pass_carries_wlsmv_of_groups() -> None:
    data, sectors = golden()[0], np.array(golden()[1])
    groups = [data[sectors == name] for name in ("onderwijs", "jgz")]
    tables = [tabulate(group, points=5, items=NAMES) for group in groups]
    summed = [
        influence_products(group[:90], counted) + influence_products(group[90:], counted)
        for group, counted in zip(groups, tables, strict=True)
    ]
    found = cfa_ordered_from(
        TWELVE, tables, estimator="WLSMV", summed=summed, labels=("onderwijs", "jgz"), equal=("thresholds",)
    )
    whole = fitted("sectors thresholds")
    assert found.group_labels == whole.group_labels
    assert found.measures["chisq.scaled"] == pytest.approx(whole.measures["chisq.scaled"], rel=1e-9)
    assert model_items(TWELVE) == NAMES


def test_without_a_second_pass_robust_estimators_are_refused_and_omega_has_no_interval() -> None:
    tables = tabulate(golden()[0], points=5, items=NAMES)
    with pytest.raises(ValueError, match="kies DWLS of ULS"):
        cfa_ordered_from(TWELVE, tables, estimator="WLSMV")
    found = ordinal_reliability(cfa_ordered_from(TWELVE, tables, estimator="DWLS"))[0]
    whole = ordinal_reliability(cfa_ordered(TWELVE, golden()[0], points=5))[0]
    assert isinstance(found, OrdinalReliability)
    assert isinstance(whole, OrdinalReliability)
    assert found.omega == pytest.approx(whole.omega, abs=1e-9)
    assert found.omega_interval is None


def test_an_item_that_was_not_counted_is_named() -> None:
    with pytest.raises(ValueError, match="item x12, maar de tabellen"):
        cfa_ordered_from(TWELVE, tabulate(golden()[0][:, :11], points=5, items=NAMES[:11]), estimator="DWLS")
