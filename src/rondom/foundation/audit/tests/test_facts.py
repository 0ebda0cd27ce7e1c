"""Facts come back from the database as they went in, or the chain would break by itself."""

import math
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.foundation.audit.actions import record, verify
from rondom.foundation.audit.models import Entry

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
FACTS = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | st.booleans() | NUMBERS | WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
KEPT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@KEPT
@given(facts=FACTS, at=MOMENTS)
def test_the_chain_holds_whatever_the_facts_are(
    coordinator: Any, facts: dict[str, Any], at: datetime
) -> None:
    facts = {key: value for key, value in facts.items() if key not in {"by", "action", "about"}}
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: at)
        made = record(coordinator, "test.facts", coordinator, **facts)
    kept = Entry.objects.get(pk=made.pk)
    assert set(kept.facts) == set(facts)
    assert kept.at == at
    assert kept.computed_digest() == made.digest
    assert verify().broken is None


@pytest.mark.parametrize("number", [1.0, -0.0, 1e16, 1e22, 1.5e300, 5e-324, 0.1, -12.75, 2**70])
def test_numbers_that_databases_write_differently_give_the_same_digest(
    coordinator: Any, number: float
) -> None:
    made = record(coordinator, "test.facts", coordinator, share=number, parts=[number])
    assert Entry.objects.get(pk=made.pk).computed_digest() == made.digest


@pytest.mark.parametrize("facts", [{"share": math.nan}, {"share": math.inf}, {"what": object()}])
def test_facts_that_are_no_json_leave_no_line(coordinator: Any, facts: dict[str, Any]) -> None:
    with pytest.raises((TypeError, DatabaseError)), transaction.atomic():
        record(coordinator, "test.facts", coordinator, **facts)
    assert not Entry.objects.filter(action="test.facts").exists()


def test_the_order_of_facts_does_not_matter() -> None:
    one, other = Entry(facts={"a": 1, "b": [2]}), Entry(facts={"b": [2], "a": 1})
    one.at = other.at = datetime(2026, 11, 23, tzinfo=UTC)
    assert one.computed_digest() == other.computed_digest()
