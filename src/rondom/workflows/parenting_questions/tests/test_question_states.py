"""A question goes only where it may go."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.bundles import (
    bundle_questions,
    close_bundle,
    give_back,
)
from rondom.workflows.parenting_questions.actions.questions import (
    Identifying,
    code_question,
    screen_question,
    withhold_question,
)
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import NEXT_STATES, QuestionState
from rondom.workflows.parenting_questions.tests.factories import (
    TODAY,
    make_bundle,
    make_coded,
    make_pool,
    make_question,
)

ARROWS: dict[QuestionState, Callable[[Question, Any], None]] = {
    QuestionState.SCREENED: lambda it, by: screen_question(it, by=by, text=it.text or "Hoe slaapt een kind?"),
    QuestionState.CODED: lambda it, by: code_question(it, theme=it.pool.themes.get(code="slp"), by=by),
    QuestionState.WITHHELD: lambda it, by: withhold_question(it, reason="identifying", by=by),
}


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.mark.parametrize(("here", "there"), [*product(QuestionState, ARROWS)])
def test_every_pair_of_states(
    pool: Pool, coordinator: Any, here: QuestionState, there: QuestionState
) -> None:
    question = make_question(pool)
    Question.objects.filter(pk=question.pk).update(state=here)
    if there in NEXT_STATES[here]:
        ARROWS[there](question, coordinator)
    else:
        with pytest.raises(Refused):
            ARROWS[there](question, coordinator)
    question.refresh_from_db()
    assert question.state == (there if there in NEXT_STATES[here] else here)


def test_names_are_taken_out_while_reading(pool: Pool, coordinator: Any) -> None:
    question = make_question(pool)
    with pytest.raises(Identifying):
        screen_question(question, by=coordinator, text="Bel 06-12345678 over slapen")
    screen_question(question, by=coordinator, text="Hoe krijg ik mijn kind in bed?")
    question.refresh_from_db()
    assert question.text == "Hoe krijg ik mijn kind in bed?"


def test_what_is_withheld_loses_its_text(pool: Pool, coordinator: Any) -> None:
    question = make_question(pool)
    withhold_question(question, reason="identifying", by=coordinator)
    question.refresh_from_db()
    assert question.text == ""


def test_a_theme_of_another_pool_or_about_safety_is_refused(pool: Pool, coordinator: Any) -> None:
    question = make_question(pool)
    screen_question(question, by=coordinator, text=question.text)
    with pytest.raises(Refused, match="Veilig Thuis"):
        code_question(question, theme=pool.themes.get(code="vei"), by=coordinator)


def test_what_is_read_and_has_a_theme_counts(pool: Pool, coordinator: Any) -> None:
    make_question(pool)
    counted = make_coded(pool, by=coordinator)
    assert list(Question.objects.pooled()) == [counted]


WITH_THE_BUNDLE: dict[QuestionState, QuestionState] = {
    QuestionState.CODED: QuestionState.BUNDLED,
    QuestionState.BUNDLED: QuestionState.RETURNED,
    QuestionState.RETURNED: QuestionState.CLOSED,
}
"""Where a question goes along with others -> to which state."""


@pytest.mark.parametrize(("here", "there"), [*product(QuestionState, WITH_THE_BUNDLE.values())])
def test_every_pair_of_states_on_the_way_of_a_bundle(
    pool: Pool, coordinator: Any, here: QuestionState, there: QuestionState
) -> None:
    """Taking together, giving back and closing take along only what stands one step before."""
    bundle = make_bundle(pool, by=coordinator, each=1)
    question = make_coded(pool, by=coordinator)
    steps: dict[QuestionState, Callable[[], object]] = {
        QuestionState.BUNDLED: lambda: bundle_questions(
            pool, theme=bundle.theme, area=bundle.area, today=TODAY, by=coordinator
        ),
        QuestionState.RETURNED: lambda: give_back(
            bundle, told="Er komt een avond.", today=TODAY, by=coordinator
        ),
        QuestionState.CLOSED: lambda: close_bundle(bundle, by=coordinator),
    }
    if there == QuestionState.CLOSED:
        steps[QuestionState.RETURNED]()
    inside = None if there == QuestionState.BUNDLED else bundle
    Question.objects.filter(pk=question.pk).update(state=here, bundle=inside)
    steps[there]()
    question.refresh_from_db()
    assert question.state == (there if WITH_THE_BUNDLE.get(here) == there else here)
