"""The log of a circle, as its coordinator and researcher read it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.circles.models import Circle
from rondom.foundation.circles.overviews import log_lines
from rondom.foundation.circles.views import LINES


@pytest.fixture
def page(circle: Circle) -> str:
    return reverse("circles:log", args=[circle.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("researcher", 200), ("professional", 403), ("outsider", 404), ("superuser", 404)],
)
def test_who_may_read_the_log(client: Client, request: Any, page: str, who: str, status: int) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(page).status_code == status


def test_a_stranger_is_asked_to_sign_in(client: Client, page: str) -> None:
    assert client.get(page).headers["Location"] == f"{reverse('account_login')}?next={page}"


def test_lines_are_told_in_words_newest_first(circle: Circle, coordinator: Any) -> None:
    lines = log_lines(circle, first=0, number=10)
    assert [line.what for line in lines] == ["liet iemand toe", "liet iemand toe", "begon deze kring"]
    assert {line.who for line in lines} == {"Coördinator"}
    assert ("werkwijze", "Quickscan") in lines[-1].facts


def test_a_line_stays_when_its_writer_is_gone(circle: Circle, outsider: Any) -> None:
    record(outsider, "circles.circle_started", circle)
    record(None, "circles.circle_started", circle)
    User.objects.filter(pk=outsider.pk).delete()
    assert [line.who for line in log_lines(circle, first=0, number=2)] == ["het systeem", "een oud account"]


def test_lines_of_another_circle_do_not_show(
    client: Client, page: str, coordinator: Any, outsider: Any
) -> None:
    other = start_circle("Andere kring", workflow="quickscan", by=outsider)
    record(outsider, "test.elsewhere", other)
    client.force_login(coordinator)
    assert "test.elsewhere" not in client.get(page).text


def test_a_long_log_comes_in_pages(client: Client, circle: Circle, page: str, coordinator: Any) -> None:
    for number in range(LINES):
        record(coordinator, f"test.number_{number}", circle)
    client.force_login(coordinator)
    assert "</strong> begon deze kring" not in client.get(page).text
    for last in ("2", "99", "-1"):
        assert "</strong> begon deze kring" in client.get(page, {"pagina": last}).text
    assert "</strong> begon deze kring" not in client.get(page, {"pagina": "geen getal"}).text


def test_one_can_ask_for_one_kind_of_line(
    client: Client, circle: Circle, page: str, coordinator: Any
) -> None:
    for _ in range(LINES + 1):
        record(coordinator, "test.often", circle)
    client.force_login(coordinator)
    chosen = client.get(page, {"wat": "circles.member_added"}).text
    assert "2 regels bij deze keuze" in chosen
    assert "</strong> liet iemand toe" in chosen
    assert "</strong> test.often" not in chosen
    assert "?wat=test.often&amp;pagina=2" in client.get(page, {"wat": "test.often"}).text


@pytest.mark.parametrize("what", ["bestaat.niet", "'", "x" * 500])
def test_a_kind_that_is_not_there_shows_everything(
    client: Client, circle: Circle, page: str, coordinator: Any, what: str
) -> None:
    client.force_login(coordinator)
    assert "3 regels, de nieuwste eerst" in client.get(page, {"wat": what}).text


def test_what_can_be_chosen_happened_in_this_circle(
    client: Client, page: str, coordinator: Any, outsider: Any
) -> None:
    record(outsider, "test.elsewhere", start_circle("Andere kring", workflow="quickscan", by=outsider))
    client.force_login(coordinator)
    assert "test.elsewhere" not in client.get(page, {"wat": "test.elsewhere"}).text


def test_someone_without_a_name_is_called_by_their_address(circle: Circle, outsider: Any) -> None:
    outsider.name = ""
    outsider.save()
    record(outsider, "circles.circle_started", circle)
    assert [line.who for line in log_lines(circle, first=0, number=1)] == [outsider.email]
