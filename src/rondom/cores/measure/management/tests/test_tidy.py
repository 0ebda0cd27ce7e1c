"""Every night: late rounds close, and what was deleted leaves the disk."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rondom import env
from rondom.cores.measure.management import housekeeping
from rondom.cores.measure.management.commands import tidy
from rondom.cores.measure.models import Round, SealedResponse, Ticket
from rondom.cores.measure.tests.factories import TODAY, answer, make_round
from rondom.foundation.audit.models import Entry

MARK = b"concept van iemand"


def run() -> str:
    said = StringIO()
    call_command("tidy", stdout=said)
    return said.getvalue()


@pytest.fixture
def without_shrinking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rewriting tables cannot happen within the transaction that undoes a test."""
    monkeypatch.setattr(tidy, "shrink", lambda connection: None)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """An SQLite file with the settings of the site."""
    made = ConnectionHandler({"default": env.database("RONDOM_NO_SUCH_URL", tmp_path / "site.sqlite3")})
    yield made["default"]
    made["default"].close()


@pytest.mark.usefixtures("without_shrinking")
def test_closes_late_rounds(circle: Any, coordinator: Any) -> None:
    late = make_round(circle, by=coordinator, closes_on=timezone.localdate() - timedelta(days=1),
                      opens_on=timezone.localdate() - timedelta(days=9))  # fmt: skip
    assert run() == f"Meting {late.pk} is gesloten.\nOpgeruimd.\n"
    late.refresh_from_db()
    assert late.is_closed


@pytest.mark.usefixtures("without_shrinking")
def test_clears_expired_sessions_only(db: None) -> None:
    for key, hours in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(hours=hours))
    run()
    assert [session.session_key for session in Session.objects.all()] == ["new"]


@pytest.mark.usefixtures("without_shrinking")
def test_takes_away_what_was_left_in_a_closed_round(circle: Any, coordinator: Any) -> None:
    round_ = make_round(circle, by=coordinator)
    answer(round_.cells.get(), {"s1": "4"})
    Round.objects.update(state="closed")
    assert "3 resten" in run()
    round_.refresh_from_db()
    assert (SealedResponse.objects.count(), Ticket.objects.count(), round_.sealing_key) == (0, 0, None)
    entry = Entry.objects.get(action="measure.leftovers_removed")
    assert entry.facts == {"sealed": 1, "tickets": 1, "keys": 1}


@pytest.mark.usefixtures("without_shrinking")
def test_leaves_a_running_round_alone(circle: Any, coordinator: Any) -> None:
    round_ = make_round(circle, by=coordinator, closes_on=timezone.localdate() + timedelta(days=700))
    answer(round_.cells.get(), {"s1": "4"}, today=TODAY)
    assert run() == "Er is geen meting waarvan de laatste dag voorbij is.\nOpgeruimd.\n"
    assert (SealedResponse.objects.count(), Ticket.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_says_so_when_the_disk_could_not_be_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(connection: BaseDatabaseWrapper) -> None:
        raise housekeeping.CannotShrink

    monkeypatch.setattr(tidy, "shrink", refuse)
    with pytest.raises(CommandError, match="opnieuw"):
        run()


def test_a_deleted_draft_leaves_the_file_and_its_log(
    database: BaseDatabaseWrapper, tmp_path: Path, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), database.cursor() as cursor:
        cursor.execute("CREATE TABLE ticket (draft BLOB)")
        cursor.execute("INSERT INTO ticket VALUES (%s)", [MARK * 50])
        cursor.execute("DELETE FROM ticket")
        assert MARK in on_disk(tmp_path)
        housekeeping.shrink(database)
        assert MARK not in on_disk(tmp_path)


def test_says_so_when_a_reader_keeps_the_log_in_use(
    database: BaseDatabaseWrapper, tmp_path: Path, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_db_blocker.unblock(), database.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
        cursor.execute("CREATE TABLE ticket (draft BLOB)")
        reader = sqlite3.connect(tmp_path / "site.sqlite3", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM ticket").fetchone()
        try:
            with pytest.raises(housekeeping.CannotShrink):
                housekeeping.shrink(database)
        finally:
            reader.close()


def test_asks_the_database_to_write_the_tables_anew(
    db: None, database: BaseDatabaseWrapper, django_db_blocker: Any
) -> None:
    """Over a connection of its own: it cannot happen within the transaction of a test."""
    own = connection.copy() if connection.vendor == "postgresql" else database
    with django_db_blocker.unblock(), CaptureQueriesContext(own) as queries:
        housekeeping.shrink(own)
        own.close()
    assert any(query["sql"].startswith("VACUUM") for query in queries)


def on_disk(folder: Path) -> bytes:
    """Everything in the database file and the files beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
