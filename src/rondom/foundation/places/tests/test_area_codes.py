"""Codes of areas, and what lies in what."""

import pytest
from django.core.exceptions import ValidationError

from rondom.foundation.places.codes import Kind, clean_code, kind_of, parent_code
from rondom.foundation.places.models import Place, validate_code


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [("NL00", Kind.LAND, None), ("GM0164", Kind.GEMEENTE, "NL00"), ("WK016401", Kind.WIJK, "GM0164"),
     ("BU01640101", Kind.BUURT, "WK016401"), ("WK0363MB", Kind.WIJK, "GM0363"),
     ("BU0363MB01", Kind.BUURT, "WK0363MB")],
)  # fmt: skip
def test_a_code_tells_its_kind_and_parent(code: str, kind: Kind, parent: str | None) -> None:
    assert kind_of(code) == kind
    assert parent_code(code) == parent


@pytest.mark.parametrize(
    "code", ["", "WK01640", "GM164", "BU016401", "PV20", "WK0164011", "XX0164", "wk016401"]
)
def test_other_text_is_no_code(code: str) -> None:
    assert kind_of(code) is None
    with pytest.raises(ValidationError):
        validate_code(code)


def test_padding_and_small_letters_are_cleaned() -> None:
    assert clean_code("wk016401   ") == "WK016401"


def test_a_kind_that_does_not_fit_the_code_is_refused() -> None:
    with pytest.raises(ValidationError):
        Place(kind=Kind.BUURT, code="WK016401", year=2023, name="Wijk").clean()
