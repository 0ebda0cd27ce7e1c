"""Cores say what waits, and which pages a circle has."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rondom.foundation import workflow
from rondom.foundation.workflow import (
    Waiting,
    also_waiting,
    in_circle,
    parts_of_circle,
    waiting_elsewhere,
)


def test_what_waits_comes_from_every_source_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_also_waiting", [])
    thing = Waiting("Bellen", "/bellen/", "Voorbeeld")

    def source(user: Any, today: date) -> list[Waiting]:
        return [thing]

    also_waiting(source)
    also_waiting(source)
    assert list(waiting_elsewhere(None, date(2026, 11, 23))) == [thing]


def test_a_page_of_a_circle_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_parts_of_circle", {})
    in_circle("Plannen", "circles:members")
    in_circle("Plannen", "circles:members")
    assert parts_of_circle() == (("Plannen", "circles:members"),)


def test_the_page_of_a_circle_leads_to_its_parts(
    client: Client, circle: Any, professional: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workflow, "_parts_of_circle", {"circles:log": "Onderdeel"})
    client.force_login(professional)
    assert f'href="/kringen/{circle.pk}/logboek/"' in client.get(f"/kringen/{circle.pk}/leden/").text
