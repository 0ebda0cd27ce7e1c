"""The start page: what waits for me, across workflows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rondom.foundation import workflow
from rondom.foundation.workflow import Standing, Waiting, Workflow
from rondom.home import overviews

TODAY = date(2026, 11, 23)


def _waiting(title: str, day: date | None) -> Waiting:
    return Waiting(title, f"/{title}/", "Quickscan (voorbeeld)", day)


def _offer(code: str, waiting: list[Waiting], standing: list[Standing]) -> None:
    workflow.offer(Workflow(code, code, "home:start", lambda user, today: waiting, lambda user: standing))


@pytest.fixture(autouse=True)
def no_workflows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test says itself which workflows there are."""
    monkeypatch.setattr(workflow, "_workflows", {})


def test_sends_visitors_to_the_sign_in_page(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/inloggen/?next=/"


def test_puts_what_is_late_first_across_workflows(client: Client, outsider: Any) -> None:
    today = timezone.localdate()
    _offer("a", [_waiting("ooit", None), _waiting("volgende-week", today + timedelta(days=7))], [])
    _offer("b", [_waiting("vandaag", today), _waiting("te-laat", today - timedelta(days=3))], [])
    client.force_login(outsider)
    page = client.get("/").content.decode()
    places = [page.index(f'href="/{title}/"') for title in ("te-laat", "vandaag", "volgende-week", "ooit")]
    assert places == sorted(places)
    assert "3 dagen te laat" in page
    assert "Vier dingen wachten op u. Eén daarvan is te laat." in page


def test_shows_where_things_stand(client: Client, outsider: Any) -> None:
    _offer("a", [], [Standing(1, "Lindenkwartier", "/linde/", "uitkomsten", "good", "61%")])
    client.force_login(outsider)
    page = client.get("/").content.decode()
    assert '<a href="/linde/">Lindenkwartier</a>' in page
    assert '<td class="n">61%</td>' in page
    assert "U bent bij." in page


@pytest.mark.parametrize(
    ("who", "advice"), [("outsider", "Vraag de coördinator"), ("superuser", "Iemand uitnodigen")]
)
def test_says_what_one_can_do_first(
    client: Client, request: pytest.FixtureRequest, who: str, advice: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    page = client.get("/").content.decode()
    assert advice in page
    assert "Er wacht niets op u." in page


@pytest.mark.parametrize(
    ("hour", "words"), [(4, "Goedenavond"), (5, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")]
)
def test_greets_by_the_time_of_day(hour: int, words: str) -> None:
    assert overviews.greeting(hour) == words


@pytest.mark.parametrize(
    ("late", "later", "words"),
    [
        (0, 0, "Er wacht niets op u."),
        (0, 1, "Eén ding wacht op u."),
        (1, 0, "Eén ding wacht op u en is te laat."),
        (2, 0, "Twee dingen wachten op u en zijn te laat."),
        (2, 1, "Drie dingen wachten op u. Twee daarvan zijn te laat."),
        (0, 14, "14 dingen wachten op u."),
    ],
)
def test_says_in_one_sentence_how_much_waits(late: int, later: int, words: str) -> None:
    things = [_waiting("x", TODAY - timedelta(days=1))] * late + [_waiting("y", TODAY)] * later
    assert overviews.summary(things, TODAY) == words
