"""Where every neighbourhood stands: put in order by what must be done first."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.charts.areas import Stage
from rondom.foundation import workflow
from rondom.foundation.workflow import Standing, Workflow
from rondom.home.standing import lines, maps


@pytest.fixture(autouse=True)
def no_workflows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test says itself which workflows there are."""
    monkeypatch.setattr(workflow, "_workflows", {})


def offer(code: str, *standing: Standing) -> None:
    workflow.offer(
        Workflow(code, code.capitalize(), "home:start", lambda user, today: [], lambda user: standing)
    )


def stands(area: str, *, place: int = 0, days: int | None = None) -> Standing:
    return Standing(
        work_area_id=1,
        title="Quickscan (voorbeeld)",
        address=f"/{area}/",
        stage=f"stap {place}",
        tone="",
        answered="–",
        area=area,
        place=place,
        following="kijken",
        day=None if days is None else timezone.localdate() + timedelta(days=days),
    )


def order_on(page: str, *names: str) -> list[str]:
    return sorted(names, key=lambda name: page.index(f'href="/{name}/"'))


def test_what_must_be_done_first_stands_first_and_says_that_it_is_late(client: Client, outsider: Any) -> None:
    offer("a", stands("Noord"), stands("Oost", days=5, place=2), stands("Zuid", days=-3, place=1))
    client.force_login(outsider)
    page = client.get(reverse("home:neighbourhoods")).content.decode()
    assert order_on(page, "Noord", "Oost", "Zuid") == ["Zuid", "Oost", "Noord"]
    assert "1 stap is te laat." in page
    assert page.count(">te laat<") == 1


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("wijk", ["Noord", "Oost", "Zuid"]),
        ("stap", ["Noord", "Zuid", "Oost"]),
        ("verzonnen", ["Zuid", "Oost", "Noord"]),
    ],
)
def test_other_orders(client: Client, outsider: Any, order: str, expected: list[str]) -> None:
    offer("a", stands("Oost", days=5, place=2), stands("Zuid", days=-3, place=1), stands("Noord"))
    client.force_login(outsider)
    page = client.get(reverse("home:neighbourhoods"), {"volgorde": order}).content.decode()
    assert order_on(page, "Noord", "Oost", "Zuid") == expected


def test_without_work_it_says_so(client: Client, outsider: Any) -> None:
    client.force_login(outsider)
    assert "U werkt nog niet mee aan een wijk." in client.get(reverse("home:neighbourhoods")).content.decode()


def test_the_start_page_leads_there(client: Client, outsider: Any) -> None:
    offer("a", stands("Noord"))
    client.force_login(outsider)
    assert reverse("home:neighbourhoods") in client.get("/").content.decode()


def test_a_map_per_workflow_shows_the_furthest_step(outsider: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[int, Stage]] = []
    monkeypatch.setattr("rondom.home.standing.map_of", lambda areas, *, stages, **more: asked.append(stages))
    offer("a", stands("Noord", place=4), stands("Noord", place=1))
    offer("b", stands("Noord", place=0))
    maps(lines(outsider, timezone.localdate()))
    assert asked == [{1: Stage(4, "stap 4")}, {1: Stage(0, "stap 0")}]
