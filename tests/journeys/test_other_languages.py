"""A parent reads in another language, or has the page read out by the browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from rondom.cores.meet.actions.people import add_participant, hand_out_pass
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.tests.factories import make_pool
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

VOICE = """
window.spoken = [];
window.cancelled = 0;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES.map((lang) => ({ lang, localService: !lang.includes("cloud") })),
  cancel() { window.cancelled += 1; },
  speak(said) {
    window.spoken.push([said.lang, said.text]);
    window.now = said;
    if (!window.slow) setTimeout(() => said.onend({}));
  },
} });
"""


@pytest.fixture
def pool(coordinator: User) -> Pool:
    return make_pool(coordinator)


def with_voices(visitor: Visitor, *languages: str) -> Any:
    """A browser that can speak these languages, and writes down what it says."""
    visitor.page.add_init_script(VOICE.replace("VOICES", str(list(languages))))
    return visitor.page


def has_all_read_out(page: Any) -> None:
    button = page.get_by_role("button", name="Lees voor")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_parent_asks_and_reads_what_became_of_it_in_english(visitor: Visitor, pool: Pool) -> None:
    page = visitor.page
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    page.get_by_label("Welke vraag over opvoeden").fill("How do I get my child to sleep?")
    visitor.presses("English")
    question = page.get_by_label("Which question about bringing up children do you have?")
    expect(question).to_have_value("How do I get my child to sleep?")
    page.get_by_label("4 to 7 years").check()
    page.get_by_role("button", name="Save").click()
    visitor.sees("1 thing is not right yet")
    visitor.errors.clear()  # the browser reports the status 422 itself
    visitor.checks()
    page.get_by_label("Lindenkwartier").check()
    visitor.presses("Save")
    visitor.sees("Would you like to know later what happens with your question?")
    code = page.locator("strong").first.inner_text()
    page.get_by_role("link", name="/vraag/terug/").click()
    page.get_by_label("Your code").fill(code)
    visitor.presses("Look")
    visitor.sees("We have your question.")
    visitor.presses("العربيّة")
    visitor.sees("وصل سؤالك.")
    assert Question.objects.get().text == "How do I get my child to sleep?"


def test_arabic_is_read_from_the_right_on_every_page(visitor: Visitor, pool: Pool) -> None:
    page = visitor.page
    visitor.goes_to("/vraag/terug/")
    visitor.presses("العربيّة")
    for address in (f"/vraag/{pool.entrance}/", "/groep/mijn-plek/", "/vraag/terug/"):
        visitor.goes_to(address)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        heading, screen = page.locator("h1").bounding_box(), page.viewport_size
        assert heading
        assert screen
        left, right = heading["x"], screen["width"] - heading["x"] - heading["width"]
        assert abs(left - right) < 20  # the same room on both sides
        assert page.locator("h1").evaluate("(one) => getComputedStyle(one).textAlign") == "start"
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    page.get_by_label("ما السؤال عن تربية الأطفال الذي يشغلك؟").fill("ابني لا ينام جيدًا في الليل")
    page.get_by_label("Lindenkwartier").check()
    visitor.presses("حفظ")
    visitor.sees("تم حفظ السؤال")


@pytest.mark.parametrize(
    ("language", "text", "heading"),
    [
        ("English", "My husband hits me when I say no", "Here you get help at once"),
        ("العربيّة", "زوجي يضربني أمام الأطفال", "هنا تحصل على المساعدة فورًا"),
        ("Türkçe", "Kocam beni dövüyor", "Burada hemen yardım alırsınız"),
        ("Polski", "Mąż mnie bije", "Tu można od razu dostać pomoc"),
    ],
)
def test_danger_in_another_language_shows_help_at_once_and_keeps_nothing(
    visitor: Visitor, pool: Pool, language: str, text: str, heading: str
) -> None:
    page = visitor.page
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    visitor.presses(language)
    page.locator("[name=text]").fill(text)
    page.locator("[name=area]").first.check()
    page.locator("form[method=post] button:not([name])").last.click()
    visitor.sees("0800-2000")
    visitor.checks()
    assert page.locator("[name=text]").count() == 0
    assert page.get_by_role("heading", level=1, name=heading).count() == 1
    assert not Question.objects.exists()


def test_a_guest_answers_in_english(visitor: Visitor, circle: Any, coordinator: User) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned")
    guest = add_participant(gathering, label="ouder 2", role="ouder", by=coordinator)
    visitor.goes_to("/erbij/")
    visitor.presses("English")
    visitor.page.get_by_label("Your code").fill(hand_out_pass(guest, by=coordinator))
    visitor.presses("Take part", exact=True)
    visitor.page.get_by_label("I will come", exact=True).check()
    visitor.presses("Answer", exact=True)
    visitor.sees("Thank you. Your answer has been saved.")


def test_enter_sends_the_form_and_does_not_choose_a_language(visitor: Visitor, pool: Pool) -> None:
    page = visitor.page
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    page.get_by_label("Welke vraag over opvoeden").fill("Hoe leer ik hem delen?")
    page.get_by_label("Lindenkwartier").check()
    page.get_by_label("Lindenkwartier").press("Enter")
    visitor.sees("De vraag is bewaard")


def test_a_page_is_read_out_in_its_own_languages(visitor: Visitor) -> None:
    page = with_voices(visitor, "nl-NL", "en-GB", "ar-SA")
    visitor.goes_to("/vraag/terug/")
    visitor.presses("English")
    page.get_by_label("Your code").fill("geheim-woord")
    button = page.get_by_role("button", name="Read aloud")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")  # everything was read
    assert page.evaluate("spoken") == [
        ["en", "What happens with my question?"],
        ["en", "Your code"],
        ["en", "Three words and a number, such as"],
        ["nl", "linde-brug-zomer-047"],
        ["en", "Look"],
    ]
    expect(page.locator(".is-read")).to_have_count(0)


def test_reading_shows_where_it_is_and_stops(visitor: Visitor, pool: Pool) -> None:
    page = with_voices(visitor, "nl_NL")
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    page.evaluate("window.slow = true")
    button = page.get_by_role("button", name="Lees voor")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".is-read")).to_have_text("Stel uw vraag")
    page.evaluate("now.onend({})")
    expect(page.locator(".is-read")).to_contain_text("Heeft u een vraag over opvoeden?")
    visitor.checks()  # the mark leaves enough contrast
    cancelled = page.evaluate("cancelled")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".is-read")).to_have_count(0)
    assert page.evaluate("cancelled") == cancelled + 1
    page.evaluate("now.onend({})")  # the browser is late with its word that the piece has ended
    assert len(page.evaluate("spoken")) == 2
    button.click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")  # someone leaves the page
    expect(button).to_have_attribute("aria-pressed", "false")


def test_what_was_typed_is_not_read(visitor: Visitor, pool: Pool) -> None:
    page = with_voices(visitor, "nl-NL")
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    page.get_by_label("Welke vraag over opvoeden").fill("Bel mij op 0612345678")
    page.get_by_label("Lindenkwartier").check()
    page.get_by_role("button", name="Bewaren").click()
    visitor.sees("Schrijf dit anders op")
    has_all_read_out(page)
    said = " ".join(text for _, text in page.evaluate("spoken"))
    assert "telefoonnummer" in said
    assert "Welke vraag over opvoeden houdt u bezig?" in said
    assert "06" not in said


def test_without_a_voice_for_the_language_there_is_no_button(visitor: Visitor) -> None:
    page = with_voices(visitor, "en-GB", "nl-cloud")  # a voice elsewhere would get to know the text
    visitor.goes_to("/vraag/terug/")
    assert page.get_by_role("button", name="Lees voor").count() == 0
    visitor.presses("English")
    assert page.get_by_role("button", name="Read aloud").count() == 1


@pytest.mark.parametrize("address", ["/erbij/", "/meedoen/"])
def test_guests_and_respondents_can_have_a_page_read_out(visitor: Visitor, address: str) -> None:
    page = with_voices(visitor, "nl-NL")
    visitor.goes_to(address)
    has_all_read_out(page)
    assert {language for language, _ in page.evaluate("spoken")} == {"nl"}
    assert len(page.evaluate("spoken")) > 3
