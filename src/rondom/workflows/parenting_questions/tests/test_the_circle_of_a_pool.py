"""From the pool one finds who takes part, and the log when one may read it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.circles.models import Membership, Role
from rondom.workflows.parenting_questions.tests.factories import make_pool


@pytest.mark.parametrize(
    ("role", "reads_log"), [(Role.COORDINATOR, True), (Role.PROFESSIONAL, False), (Role.PARENT, False)]
)
def test_who_takes_part_is_one_step_away(
    client: Client, coordinator: Any, outsider: Any, role: str, reads_log: bool
) -> None:
    pool = make_pool(coordinator)
    Membership.objects.create(circle=pool.circle, user=outsider, role=role)
    client.force_login(outsider)
    page = client.get(pool.get_absolute_url()).content.decode()
    assert reverse("circles:members", args=[pool.circle_id]) in page
    assert (reverse("circles:log", args=[pool.circle_id]) in page) is reads_log
