"""The log as a chain: whoever touches a line is found out, by the number of the line."""

from collections.abc import Callable
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from rondom.foundation.audit.actions import record, verify
from rondom.foundation.audit.models import AppendOnly, Entry

protection = import_module("rondom.foundation.audit.migrations.0002_append_only")

Sql = Callable[..., None]


@pytest.fixture
def lines(coordinator: Any) -> list[Entry]:
    """Five lines about the coordinator's own account."""
    return [record(coordinator, "test.happened", coordinator, number=number) for number in range(1, 6)]


@pytest.fixture
def sql(db: None) -> Sql:
    """Statements by someone who took the protection of the database away."""
    release = protection.RELEASE_SQLITE if connection.vendor == "sqlite" else protection.RELEASE_POSTGRESQL

    def execute(statement: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    for statement in release:
        execute(statement)
    return execute


def test_a_log_that_nobody_touched_holds(lines: list[Entry]) -> None:
    verdict = verify()
    assert (verdict.lines, verdict.broken, verdict.digest) == (5, None, lines[-1].digest)


def test_an_empty_log_holds(db: None) -> None:
    assert verify().broken is None


def test_every_line_holds_the_digest_of_the_one_before(lines: list[Entry]) -> None:
    digests = ["0" * 64, *(line.digest for line in lines)]
    assert [line.previous for line in lines] == digests[:-1]
    assert len(set(digests)) == 6


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "test.other"),
        ("user_id", 999),
        ("circle_id", 1),
        ("object_type", "x.y"),
        ("object_id", "0"),
        ("facts", '{"number": 99}'),
        ("at", "2020-01-01 00:00:00+00"),
        ("digest", "f" * 64),
        ("previous", "f" * 64),
    ],
)
def test_a_changed_line_is_named(lines: list[Entry], sql: Sql, column: str, value: Any) -> None:
    sql(f"UPDATE audit_entry SET {column} = %s WHERE number = 3", value)
    assert (verify().broken, verify().lines) == (3, 2)


def test_a_line_that_was_changed_with_its_digest_is_named(lines: list[Entry], sql: Sql) -> None:
    lines[2].action = "test.other"
    sql(
        "UPDATE audit_entry SET action = 'test.other', digest = %s WHERE number = 3",
        lines[2].computed_digest(),
    )
    assert (verify().broken, verify().reason) == (4, "does not follow from the line before")


def test_a_last_line_that_was_changed_with_its_digest_is_named(lines: list[Entry], sql: Sql) -> None:
    lines[4].action = "test.other"
    sql(
        "UPDATE audit_entry SET action = 'test.other', digest = %s WHERE number = 5",
        lines[4].computed_digest(),
    )
    assert (verify().broken, verify().lines) == (5, 4)


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_line_is_named(lines: list[Entry], sql: Sql, number: int) -> None:
    sql("DELETE FROM audit_entry WHERE number = %s", number)
    assert (verify().broken, verify().reason) == (number, f"line {number} is missing")


def test_swapped_lines_are_named(lines: list[Entry], sql: Sql) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        sql("UPDATE audit_entry SET number = %s WHERE number = %s", new, old)
    assert verify().broken == 2


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_tail_that_was_cut_off_is_named(lines: list[Entry], sql: Sql, cut: int) -> None:
    sql("DELETE FROM audit_entry WHERE number > %s", 5 - cut)
    assert (verify().broken, verify().reason) == (6 - cut, "lines at the end are missing")


def test_an_end_that_was_removed_with_its_lines_is_named(lines: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE number > 3")
    sql("DELETE FROM audit_head")
    assert verify().broken == 1


def test_a_line_that_was_put_behind_the_end_is_named(lines: list[Entry], sql: Sql) -> None:
    forged = Entry(number=6, at=lines[4].at, action="test.forged", previous=lines[4].digest)
    forged.digest = forged.computed_digest()
    forged.save()
    assert verify().broken == 6


def test_the_command_names_the_first_broken_line(lines: list[Entry], sql: Sql) -> None:
    sql("UPDATE audit_entry SET action = 'test.other' WHERE number IN (2, 4)")
    with pytest.raises(CommandError, match=r"Line 2: was changed\. 1 lines before it hold\."):
        call_command("verify_audit")


def test_the_command_gives_the_last_digest_to_keep_elsewhere(lines: list[Entry]) -> None:
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert said.getvalue().strip() == f"5 lines hold. Last digest: {lines[-1].digest}"


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.save(),
        lambda line: line.delete(),
        lambda line: Entry.objects.update(action="test.other"),
        lambda line: Entry.objects.filter(pk=line.pk).delete(),
        lambda line: Entry.objects.bulk_update([line], ["action"]),
        lambda line: Entry.objects.update_or_create(pk=line.pk, defaults={"action": "test.other"}),
    ],
)
def test_the_model_refuses_to_change_or_remove_a_line(
    lines: list[Entry], change: Callable[[Entry], Any]
) -> None:
    lines[2].action = "test.other"
    with pytest.raises(AppendOnly), transaction.atomic():
        change(lines[2])
    assert verify().broken is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'test.other' WHERE number = 3",
        "UPDATE audit_entry SET number = number + 10",
        "DELETE FROM audit_entry WHERE number = 5",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",  # SQLite does not know the word, PostgreSQL refuses
    ],
)
def test_the_database_refuses_to_change_or_remove_a_line(lines: list[Entry], statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (verify().lines, verify().broken) == (5, None)


def test_what_is_undone_takes_its_line_with_it(lines: list[Entry], coordinator: Any) -> None:
    with transaction.atomic():
        record(coordinator, "test.undone", coordinator)
        transaction.set_rollback(True)
    assert not Entry.objects.filter(action="test.undone").exists()
    after = record(coordinator, "test.done", coordinator)
    assert (after.number, after.previous) == (6, lines[4].digest)
    assert (verify().lines, verify().broken) == (6, None)


def test_a_line_knows_its_circle_and_outlives_it(circle: Any, coordinator: Any) -> None:
    line = record(coordinator, "test.about_circle", circle)
    assert line.circle_id == circle.pk
    assert not [field for field in Entry._meta.get_fields() if field.is_relation]
