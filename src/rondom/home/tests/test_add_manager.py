"""The first account of a new installation comes from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


def add(email: str, **options: str) -> str:
    said = StringIO()
    call_command("add_manager", email, stdout=said, **options)
    return said.getvalue()


def test_makes_an_account_that_manages_the_site_and_no_superuser() -> None:
    assert "/inloggen/" in add(" Beheer@Voorbeeld.test ", name="Beheer")
    user = User.objects.get()
    assert (user.email, user.name, user.is_staff, user.is_superuser) == (
        "beheer@voorbeeld.test", "Beheer", True, False,
    )  # fmt: skip


def test_writes_a_line_in_the_log() -> None:
    add("beheer@voorbeeld.test")
    entry = Entry.objects.get()
    assert (entry.action, entry.user_id, entry.facts) == ("accounts.user_invited", None, {"is_staff": True})


def test_refuses_an_address_that_has_an_account() -> None:
    add("beheer@voorbeeld.test")
    with pytest.raises(CommandError, match="al een account"):
        add("BEHEER@voorbeeld.test")
    assert User.objects.count() == Entry.objects.count() == 1


def test_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="geen e-mailadres"):
        add("beheer")
    assert not User.objects.exists()
