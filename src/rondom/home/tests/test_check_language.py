"""What parents, guests and respondents read is easy, and a command says so."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from rondom.home.management.commands import check_language
from rondom.home.parent_texts import ACCEPTED, CODE, NOT_FOR_PARENTS, ROOT, Page, pages
from rondom.wording import hard_to_read
from rondom.workflows.parenting_questions.tests.factories import make_bundle, make_pool


def test_everything_that_parents_read_is_easy() -> None:
    said = StringIO()
    try:
        call_command("check_language", stdout=said)
    except CommandError:
        pytest.fail(said.getvalue())


def test_what_is_hard_is_named_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    hard = Page("groep.html", ("Indien u komt.", "Dit is kort."))
    monkeypatch.setattr(check_language, "pages", lambda: iter([hard, Page("kort.html", ("Dag",))]))
    said = StringIO()
    with pytest.raises(CommandError, match="1 van 2"):
        call_command("check_language", stdout=said)
    assert "groep.html: gemiddeld 3 woorden per zin" in said.getvalue()
    assert "moeilijk woord: ‘Indien’. Schrijf liever: als." in said.getvalue()
    assert "2 teksten gelezen, gemiddeld 2,3 woorden per zin" in said.getvalue()


def test_the_pages_of_parents_guests_and_respondents_are_among_them() -> None:
    names = {page.name for page in pages()}
    assert {
        "parenting_questions/join.html",
        "parenting_questions/safety.html",
        "meet/guest/gathering.html",
        "measure/answering/page.html",
        "meet/mail/invitation.txt",
    } <= names
    assert not any(name.startswith(NOT_FOR_PARENTS) for name in names)


def test_views_without_an_account_are_among_them() -> None:
    """Reports and calendars are not for parents, guests or respondents in particular."""
    views = [*ROOT.glob("cores/*/views/*.py"), *ROOT.glob("workflows/*/views/*.py")]
    without = {str(path.relative_to(ROOT)) for path in views if "@login_not_required" in path.read_text()}
    others = {"cores/meet/views/feeds.py", "workflows/quickscan/views/reports.py"}
    assert others <= without
    assert without - others <= set(CODE)


def test_no_exception_is_there_for_nothing() -> None:
    found = {page.name: {one.text for text in page.texts for one in hard_to_read(text)} for page in pages()}
    for name, words in ACCEPTED.items():
        assert words <= found[name], name


def test_what_coordinators_wrote_is_read_when_asked(coordinator: Any) -> None:
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=1)
    bundle.told = "Wij gaan dit inventariseren."
    bundle.save()
    call_command("check_language", stdout=StringIO())
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_language", "--written", stdout=said)
    assert f"antwoord {bundle.pk}" in said.getvalue()
