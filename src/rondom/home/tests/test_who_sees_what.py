"""The page that says who sees what, made from the rules themselves."""

import pytest
from django.test import Client

from rondom.foundation import access
from rondom.foundation.circles.models import Role
from rondom.foundation.circles.rules import has_role
from rondom.home import privacy


@pytest.fixture
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with three permissions."""
    monkeypatch.setattr(access, "_permissions", {})
    access.allow("circles.view_log", when=has_role(Role.COORDINATOR))
    access.allow("places.manage", when=access.manages_site)
    access.allow("places.view", when=access.is_signed_in)


def test_is_open_to_everyone(client: Client, db: None) -> None:
    answer = client.get("/wie-ziet-wat/")
    assert answer.status_code == 200
    assert "groepen van 5 mensen of meer" in answer.content.decode()


def test_says_per_role_what_the_rules_say(only_these: None, db: None) -> None:
    lines = {line.text: line.allowed for line in privacy.matrix().lines}
    roles = len(Role)
    assert lines[privacy.text("circles.view_log")] == (True, *[False] * roles)
    assert lines[privacy.text("places.manage")] == (*[False] * roles, True)
    assert lines[privacy.text("places.view")] == (True,) * (roles + 1)


def test_explains_every_permission() -> None:
    assert [name for name in access.permissions() if name not in privacy.TEXTS] == []


def test_explains_no_permission_that_is_gone() -> None:
    assert [name for name in privacy.TEXTS if name not in access.permissions()] == []
