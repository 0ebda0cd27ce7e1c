"""A question on the doorstep: how little it takes to write it down, and what whoever asked reads later."""

from typing import Any

import pytest

from rondom.foundation.accounts.models import User
from rondom.foundation.places.models import Organisation
from rondom.workflows.parenting_questions.tests.factories import make_pool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUESTION = "Hoe krijg ik mijn kind in bed?"
MOST_TAPS = 4
"""Age, neighbourhood, organisation and 'Bewaren'; the second time only 'Bewaren' is left."""

COUNTING = """() => {
  window.name = '0,0';
  const add = (place) => {
    const counts = window.name.split(',').map(Number);
    counts[place] += 1;
    window.name = counts.join(',');
  };
  addEventListener('pointerdown', () => add(0), true);
  addEventListener('keydown', () => add(1), true);
}"""


def test_writing_a_question_down_takes_its_own_letters_and_few_taps(
    signed_in: Any, coordinator: User
) -> None:
    pool = make_pool(coordinator)
    area = pool.areas.order_by("name")[0]
    school = Organisation.objects.filter(areas=area)[0]
    visitor = signed_in(coordinator)
    page = visitor.page
    address = f"/opvoedvragen/{pool.pk}/vraag/"
    visitor.goes_to(address)
    page.evaluate(COUNTING)
    page.keyboard.type(QUESTION)  # the field has the focus: no tap is needed to begin
    page.get_by_label("4 tot en met 7 jaar").click()
    page.get_by_label(area.name, exact=True).click()
    page.get_by_label("Bij welke organisatie").select_option(label=str(school))
    page.get_by_role("button", name="Bewaren").click()
    visitor.sees("De vraag is bewaard")
    taps, keys = (int(number) for number in page.evaluate("() => window.name").split(","))
    assert taps + 1 <= MOST_TAPS  # choosing from the list makes no pointer event here, and is one more tap
    assert keys <= len(QUESTION)  # only the question itself is typed
    code = page.locator("strong").first.inner_text()

    visitor.goes_to(address)
    page.evaluate(COUNTING)
    page.keyboard.type("Hoe leer ik hem delen?")
    page.get_by_role("button", name="Bewaren").click()
    visitor.sees("De vraag is bewaard")
    assert page.evaluate("() => window.name").startswith("1,")

    visitor.goes_to(f"/opvoedvragen/{pool.pk}/nalezen/")
    page.get_by_label("Thema").select_option(label="Slapen")
    visitor.presses("Telt mee")
    page.get_by_label("Thema").select_option(label="Kies ik later")
    visitor.presses("Telt mee")
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/thema/")
    page.get_by_label("Vriendjes en pesten").check()
    visitor.presses("Bewaren", exact=True)
    visitor.goes_to("/vraag/terug/")
    page.get_by_label("Uw code").fill(code)
    visitor.presses("Kijken")
    visitor.sees(QUESTION)
