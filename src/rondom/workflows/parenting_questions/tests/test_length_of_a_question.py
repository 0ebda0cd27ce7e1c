"""A question is as long as what is kept of it: a new line counts for one letter, not for two."""

from typing import Any

import pytest

from rondom.workflows.parenting_questions.forms.questions import ScreenForm
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import LONGEST
from rondom.workflows.parenting_questions.tests.factories import make_pool


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x" * LONGEST, True),
        ("hoe\r\n" + "x" * (LONGEST - 4), True),
        ("x" * (LONGEST - 1) + "😀", True),
        ("x" * (LONGEST + 1), False),
    ],
)
def test_two_hundred_and_eighty_letters(pool: Pool, text: str, fits: bool) -> None:
    form = ScreenForm({"text": text}, pool=pool)
    assert form.is_valid() is fits
    assert fits or "De vraag is 281 tekens lang." in str(form.errors)
    assert "maxlength" not in str(form["text"])  # a browser cuts off without a word
