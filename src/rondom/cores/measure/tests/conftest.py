"""The day of the tests, and one round."""

from typing import Any

import pytest
from django.test import Client

from rondom.cores.measure.models import Round
from rondom.cores.measure.tests.factories import TODAY, make_round


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round of the factory is open today."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def open_round_(circle: Any, coordinator: Any, on_the_day: None) -> Round:
    return make_round(circle, by=coordinator)


@pytest.fixture
def concept(circle: Any, coordinator: Any, on_the_day: None) -> Round:
    return make_round(circle, by=coordinator, opened=False)


@pytest.fixture
def as_coordinator(client: Client, coordinator: Any) -> Client:
    client.force_login(coordinator)
    return client
