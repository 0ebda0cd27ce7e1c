"""The questions of the demonstration are ordinary ones: no list of words takes them for something else."""

import pytest

from rondom.demo.questions import ASKED
from rondom.wording import Danger, danger, identifying


@pytest.mark.parametrize("text", [text for texts in ASKED.values() for text in texts])
def test_an_ordinary_question_is_left_alone(text: str) -> None:
    assert danger(text) is Danger.NONE
    assert identifying(text) == ()
