"""Preparing a wave: what is proposed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.tests.factories import make_version
from rondom.workflows.quickscan.tests.factories import make_scan

pytestmark = pytest.mark.django_db


def _proposed(client: Client, coordinator: Any) -> Any:
    client.force_login(coordinator)
    page = client.get(reverse("quickscan:add_wave", args=[make_scan(coordinator).pk]))
    return page.context["form"]["instrument_version"].value()


def test_the_only_questionnaire_is_chosen_already(client: Client, coordinator: Any) -> None:
    assert _proposed(client, coordinator) is not None


def test_with_more_questionnaires_someone_chooses(client: Client, coordinator: Any) -> None:
    make_version()
    assert _proposed(client, coordinator) is None
