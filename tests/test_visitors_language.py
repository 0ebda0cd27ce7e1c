"""Parents and guests read one language from beginning to end, also when something is wrong."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.cores.meet.actions.ballots import open_ballot, prepare_ballot
from rondom.cores.meet.actions.contributions import contribute
from rondom.cores.meet.actions.decisions import decide, object_to
from rondom.cores.meet.actions.people import add_participant, hand_out_pass
from rondom.cores.meet.tests.factories import hold, make_gathering
from rondom.ui.languages import COOKIE, direction, pages_at
from rondom.wording import ClueKind
from rondom.workflows.parenting_questions import own_words
from rondom.workflows.parenting_questions.actions import groups
from rondom.workflows.parenting_questions.actions.questions import Asked, log_question
from rondom.workflows.parenting_questions.models import ParentGroup, Pool
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.models.question import Channel
from rondom.workflows.parenting_questions.tests.factories import make_bundle, make_pool
from rondom.workflows.parenting_questions.themes import SAFETY, STARTING_THEMES
from tests.translations import PACKAGES

VOID = {"meta", "link", "input", "br", "path", "circle", "rect"}
BECAME = reverse("parenting_questions:what_became")
MY_PLACE = reverse("parenting_questions:my_place")
GUEST = reverse("meet:guest")


class Said(HTMLParser):
    """What a page says in its own language: its texts, and the attributes that are read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.texts += [value or "" for name, value in attrs if name in ("aria-label", "placeholder", "title")]
        if tag not in VOID:
            self._open.append((tag, given.get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(lang for _, lang in self._open[1:]):
            self.texts.append(data)


def dutch_in(page: str, language: str) -> list[str]:
    """Dutch texts of ours in what a page calls another language."""
    assert f'<html lang="{language}" dir="{direction(language)}">' in page
    said = {" ".join(text.split()) for text in Said(page).texts}
    ours = {
        entry.msgid
        for package in PACKAGES
        for entry in polib.pofile(str(package.catalogue("en")))
        if entry.msgid != entry.msgstr
    }
    return sorted(said & ours)


def speaking(code: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = code
    return client


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.fixture
def group(pool: Pool, coordinator: Any) -> ParentGroup:
    """Looks for parents; two may come."""
    bundle = make_bundle(pool, by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    group = groups.start_group(bundle, name="Rustig naar bed", by=coordinator)
    changes = {"starts_on": timezone.localdate(), "where": "Buurthuis", "places": 4, "childcare": True}
    groups.change_group(group, changes=changes, by=coordinator)
    groups.prepare_group(group, by=coordinator)
    groups.recruit_parents(group, by=coordinator)
    ParentGroup.objects.update(places=1)
    return group


@pytest.fixture
def entrance(pool: Pool) -> str:
    return reverse("parenting_questions:ask_as_parent", args=[pool.entrance])


def asking(client: Client, pool: Pool, entrance: str, by: Any) -> Iterator[str]:
    """Every page of a parent who asks, with every mistake."""
    area = str(pool.areas.order_by("name")[0].pk)
    sent = {"text": "How do I get my child to sleep?", "area": area, "age_group": "4-7"}
    yield client.get(entrance).text
    for wrong in ("", "x" * 300, "x", "Call 0612345678", "Is Sanne moe?", "De juf doet agressief"):
        yield client.post(entrance, sent | {"text": wrong}).text
    yield client.post(entrance, sent | {"text": "Mijn man slaat mij"}).text
    done = client.post(entrance, sent)
    yield done.text
    code = done.context["code"]
    yield client.get(BECAME).text
    yield client.post(BECAME, {"code": "fout"}).text
    yield client.post(BECAME, {"code": code}).text
    question = pool.questions.latest("pk")
    question.theme = pool.themes.get(code="slp")
    for state in ("screened", "coded", "bundled", "returned", "withheld"):
        question.state = state
        question.text = "" if state == "withheld" else question.text
        question.save()
        yield client.post(BECAME, {"code": code}).text
    Pool.objects.update(open_to_parents=False)
    yield client.get(entrance).text
    yield client.get("/vraag/nergens/").text


def joining(client: Client, group: ParentGroup) -> Iterator[str]:
    """Every page of parents who join, wait and leave."""
    entrance = reverse("parenting_questions:join", args=[group.entrance])
    yield client.get(entrance).text
    yield client.post(entrance, {"contact": "12"}).text
    parent = {"first_name": "Ouder", "contact": "ouder@voorbeeld.test"}
    placed = client.post(entrance, parent)
    yield placed.text
    yield client.get(entrance).text
    waits = client.post(entrance, parent)
    yield waits.text
    yield client.post(entrance, parent).text  # refused: the waiting list is full too
    yield client.get(MY_PLACE).text
    yield client.post(MY_PLACE, {"code": "fout"}).text
    for one in (waits, placed):
        yield client.post(MY_PLACE, {"code": one.context["code"]}).text
    yield client.post(MY_PLACE, {"code": placed.context["code"], "leave": "1"}).text
    ParentGroup.objects.update(state=GroupState.STARTED)
    yield client.get(entrance).text


def visiting(client: Client, circle: Any, by: Any) -> Iterator[str]:
    """Every page of a guest, before a gathering and after it."""
    yield client.get(reverse("meet:enter")).text
    yield client.post(reverse("meet:enter"), {"code": "fout"}).text
    gathering = make_gathering(circle, by=by, state="planned")
    guest = add_participant(gathering, label="ouder 2", role="ouder", by=by)
    client.post(reverse("meet:enter"), {"code": hand_out_pass(guest, by=by)})
    yield client.get(GUEST).text
    open_ballot(prepare_ballot(gathering, question="Wat?", dots=2, options=["a", "b"], by=by), by=by)
    ballot = gathering.ballots.get()
    for form in ("answer", "contribute", f"dots-{ballot.pk}"):
        yield client.post(GUEST, {"do": form}).text
    yield client.post(GUEST, {"do": "answer", "answer": "yes"}, follow=True).text
    contribute(guest, text="Met oppas", key=uuid.uuid4(), point=gathering.points.first(), by=None)
    day = timezone.localdate()
    decision = decide(gathering, text="Oppas", reason="Nodig", kind="together", look_back_on=day, by=by)
    object_to(decision, kind="dissent", text="Te laat", who="ouder 2", by=None)
    hold(gathering, by=by)
    for form in (f"object-{decision.pk}", "confirm"):
        yield client.post(GUEST, {"do": form, "agrees": "no"}).text
    yield client.post(GUEST, {"do": "confirm", "agrees": "yes"}, follow=True).text
    yield client.get("/erbij/weg/").text


@pytest.mark.parametrize("language", PACKAGES[3].languages)
def test_the_whole_way_of_a_parent_who_asks(
    pool: Pool, entrance: str, coordinator: Any, language: str
) -> None:
    pages = list(asking(speaking(language), pool, entrance, coordinator))
    assert len(pages) > 15
    assert [dutch_in(page, language) for page in pages] == [[]] * len(pages)


@pytest.mark.parametrize("language", PACKAGES[3].languages)
def test_the_whole_way_of_a_parent_who_joins(group: ParentGroup, language: str) -> None:
    pages = list(joining(speaking(language), group))
    assert [dutch_in(page, language) for page in pages] == [[]] * len(pages)


@pytest.mark.parametrize("language", PACKAGES[2].languages)
def test_the_whole_way_of_a_guest(circle: Any, coordinator: Any, language: str) -> None:
    pages = list(visiting(speaking(language), circle, coordinator))
    assert [dutch_in(page, language) for page in pages] == [[]] * len(pages)


def test_dutch_on_a_page_is_found(entrance: str) -> None:
    page = Client().get(entrance).text.replace('<html lang="nl" dir="ltr">', '<html lang="en" dir="ltr">')
    assert "Stel uw vraag" in dutch_in(page, "en")


@pytest.mark.parametrize("language", ["", "nl", "zz", "<script>", "en-gb"])
def test_what_is_not_there_is_dutch_and_a_dialect_is_its_language(entrance: str, language: str) -> None:
    page = speaking(language).get(entrance).text
    assert f'<html lang="{"en" if language == "en-gb" else "nl"}" dir="ltr">' in page
    assert "<script>" not in page.split("<body")[1]


def test_choosing_a_language_keeps_what_was_typed_and_checks_nothing(entrance: str) -> None:
    client = Client()
    page = client.post(entrance, {"language": "en", "text": "Hoe dan", "age_group": "4-7"})
    assert page.status_code == 200
    assert "Hoe dan</textarea>" in page.text
    assert re.search(r'value="4-7"[^>]* checked', page.text)
    assert "fouten" not in page.text
    assert '<html lang="en"' in client.post(entrance, {"text": ""}).text  # also with errors
    assert '<html lang="en"' in client.get(MY_PLACE).text
    assert '<html lang="nl"' in client.post(BECAME, {"language": "nl"}).text
    assert '<html lang="nl"' in client.get(entrance).text


def test_choosing_a_language_leaves_one_where_one_was(pool: Pool, entrance: str) -> None:
    """What was found with a code, and the help lines, stand there in the other language."""
    _, code = log_question(
        pool,
        Asked("Slaapt hij ooit?", pool.areas.all()[0]),
        channel=Channel.PARENT,
        today=timezone.localdate(),
        by=None,
    )
    client = Client()
    page = client.post(BECAME, {"code": code, "language": "ar"}).text
    assert "Slaapt hij ooit?" in page
    assert '<html lang="ar" dir="rtl">' in page
    assert f'<input type="hidden" name="code" value="{code}">' in page
    page = client.post(entrance, {"unsafe": "1", "language": "en"}).text
    assert "Here you get help at once" in page


def test_choosing_a_language_is_not_a_wrong_code(entrance: str) -> None:
    client = Client()
    for address in (BECAME, MY_PLACE, reverse("meet:enter")):
        for _ in range(12):
            assert client.post(address, {"language": "en"}).status_code == 200


@pytest.mark.parametrize("language", ["nl", *PACKAGES[3].languages])
def test_help_lines_are_right_in_every_language(pool: Pool, entrance: str, language: str) -> None:
    client = speaking(language)
    sent = {"text": "Mijn man slaat mij", "area": str(pool.areas.all()[0].pk), "age_group": "all"}
    for page in (client.get(entrance).text, client.post(entrance, sent).text):
        found = re.findall(r'<a href="tel:(\d+)" dir="ltr">([\d-]+)</a>', page)
        assert {"112": "112", "08002000": "0800-2000"}.items() <= dict(found).items()
        assert all(number == shown.replace("-", "") for number, shown in found)


def test_what_a_coordinator_wrote_is_marked_as_dutch(
    group: ParentGroup, pool: Pool, coordinator: Any
) -> None:
    ParentGroup.objects.update(about="Praat met anderen.", leaders="een ouder")
    page = speaking("en").get(reverse("parenting_questions:join", args=[group.entrance])).text
    for text in ("Rustig naar bed", "Praat met anderen.", "Buurthuis", "een ouder"):
        assert f'lang="nl" dir="ltr">{text}' in page
    assert "Language: Dutch" in page  # a word of ours
    ParentGroup.objects.update(language="Fries")
    page = speaking("en").get(reverse("parenting_questions:join", args=[group.entrance])).text
    assert '<span lang="nl" dir="ltr">Fries</span>' in page


def test_a_form_that_had_expired_says_so_in_the_language(entrance: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE] = "en"
    page = client.post(entrance, {"language": "ar"})
    assert (page.status_code, "The form had expired" in page.text) == (403, True)
    assert COOKIE not in page.cookies  # nobody chose this


def test_only_a_page_that_is_a_translation_says_that_the_dutch_text_counts(entrance: str) -> None:
    assert "The Dutch text is the valid one." in speaking("en").get(entrance).text
    assert "Dit is een vertaling" not in Client().get(entrance).text


def test_the_rest_of_the_site_is_dutch(client: Client, coordinator: Any, pool: Pool) -> None:
    client.force_login(coordinator)
    client.cookies[COOKIE] = "en"
    page = client.get(pool.get_absolute_url()).text
    assert '<html lang="nl">' in page
    assert pages_at(pool.get_absolute_url()) is None


def test_every_word_of_ours_can_be_said_in_another_language() -> None:
    assert set(own_words.CLUES) == set(ClueKind)
    assert set(own_words.THEMES) == {theme.label for theme in STARTING_THEMES if theme.code != SAFETY}
