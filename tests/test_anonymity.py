"""Nothing links an answer to a code, a person or a minute: seen on the raw files of a real installation.

Twelve people fill in through the web server; two of them never send it. Meanwhile something else keeps the
database open, as the background worker does, so that what SQLite keeps beside the file is there too.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from rondom.cores.measure.sealing import lookup
from tests.installation import SECRET, Installation, Served, Visitor

pytestmark = pytest.mark.slow

PEOPLE = 12
UNSENT = {4, 9}

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import timedelta
from django.utils import timezone
from rondom.cores.measure.tests.factories import make_round
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import start_circle
user = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
circle = start_circle("Voorbeeldkring", workflow="quickscan", by=user)
days = {"opens_on": timezone.localdate() - timedelta(1), "closes_on": timezone.localdate() + timedelta(14)}
result = make_round(circle, by=user, **days).cells.get().entrance
"""
CLOSE = """
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round
close_round(Round.objects.get(), by=None)
"""

ONE_TICK = "json_extract(answers, '$.s{}')"
TICKS_AS_STORED = f"SELECT {ONE_TICK.format(1)}, {ONE_TICK.format(2)} FROM measure_response ORDER BY rowid"
TEXTS_AS_STORED = "SELECT text FROM measure_openanswer ORDER BY rowid"


@dataclass
class Person:
    """Someone who fills in: what they tick (unlike anyone else), what they write, and their code."""

    number: int
    visitor: Visitor
    code: str = ""
    text: str = field(default_factory=lambda: f"kenmerk {secrets.token_hex(8)}")

    @property
    def ticks(self) -> dict[str, str]:
        return {"s1": str(self.number // 5 + 1), "s2": str(self.number % 5 + 1), "s3": "5", "s4": "nvt"}

    def fills_in(self, entrance: str) -> None:
        start = f"/meedoen/bij/{entrance}/"
        self.visitor.post(start)
        self.code, _, _ = self.visitor.cookie("rondom_invulcode").partition(":")
        self.visitor.post("/meedoen/vragen/signaleren/", go="on", **self.ticks)
        self.visitor.post("/meedoen/vragen/open/", go="on", idee=self.text)

    def sends(self) -> None:
        assert self.visitor.post("/meedoen/versturen/") == "/meedoen/klaar/"
        self.visitor.get("/meedoen/klaar/")


@dataclass
class Story:
    """What happened, and the bytes at every moment."""

    people: list[Person]
    digests: list[str]
    while_open: bytes
    just_closed: bytes
    tidied: bytes
    afterwards: bytes
    said: str
    site: Installation

    @property
    def senders(self) -> list[Person]:
        return [one for one in self.people if one.number not in UNSENT]

    def rows(self, question: str) -> list[Any]:
        with closing(sqlite3.connect(self.site.database)) as database:
            return database.execute(question).fetchall()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with one round that is open; the link of its organisation stands in a file."""
    site = Installation(tmp_path_factory.mktemp("site"))
    (site.folder / "entrance").write_text(site.run(PREPARE))
    return site


@pytest.fixture(scope="module")
def story(site: Installation, tmp_path_factory: pytest.TempPathFactory) -> Story:
    site = _copy(site, tmp_path_factory.mktemp("story"))
    with site.kept_open():
        with site.served() as served:
            people = list(_everyone_fills_in(served, (site.folder / "entrance").read_text()))
        with override_settings(SECRET_KEY=SECRET):
            digests = [lookup(one.code) for one in people]
        while_open = site.raw()
        site.run(CLOSE)
        just_closed = site.raw()
        site.command("tidy")
        tidied = site.raw()
    said = (site.folder / "gunicorn.log").read_text()
    return Story(people, digests, while_open, just_closed, tidied, site.raw(), said, site)


def _everyone_fills_in(served: Served, entrance: str) -> Iterator[Person]:
    for number in range(PEOPLE):
        person = Person(number, served.visitor())
        person.fills_in(entrance)
        if number == 0:  # someone goes on elsewhere, and mistypes the code first
            person.visitor = served.visitor()
            assert "Wij kennen deze code niet" in person.visitor.post("/meedoen/", code="linde-brug-zon-000")
            person.visitor.post("/meedoen/", code=person.code)
        if number not in UNSENT:
            person.sends()
        yield person


def _copy(site: Installation, folder: Path) -> Installation:
    return Installation(Path(shutil.copytree(site.folder, folder, dirs_exist_ok=True)))


def test_everyone_who_sent_is_counted(story: Story) -> None:
    """The other tests look for what is not there: this one knows that it was there to be found."""
    found = sorted(answers for (answers,) in story.rows("SELECT answers FROM measure_response"))
    assert len(found) == PEOPLE - len(UNSENT)
    assert {one.text for one in story.senders} == {
        text for (text,) in story.rows("SELECT text FROM measure_openanswer")
    }
    assert all(digest.encode() in story.while_open for digest in story.digests)
    assert all(one.text.encode() in story.afterwards for one in story.senders)


def test_while_the_round_is_open_no_answer_can_be_read(story: Story) -> None:
    assert not [one.number for one in story.people if one.text.encode() in story.while_open]
    assert not re.search(rb'"(s1|idee)" ?:', story.while_open)


@pytest.mark.parametrize("moment", ["while_open", "just_closed", "tidied", "afterwards"])
def test_no_code_is_kept(story: Story, moment: str) -> None:
    content = getattr(story, moment).lower()
    for one in story.people:
        assert one.code.encode() not in content
        assert one.code.replace("-", " ").encode() not in content


@pytest.mark.parametrize("moment", ["tidied", "afterwards"])
def test_after_tidying_nothing_is_left_of_codes_and_drafts(story: Story, moment: str) -> None:
    content = getattr(story, moment)
    assert not [digest for digest in story.digests if digest.encode() in content]
    assert not [one.number for one in story.people if one.number in UNSENT and one.text.encode() in content]


def test_tickets_seals_and_the_key_are_gone(story: Story) -> None:
    assert story.rows("SELECT * FROM measure_ticket") == []
    assert story.rows("SELECT * FROM measure_sealedresponse") == []
    assert story.rows("SELECT sealing_key FROM measure_round") == [(None,)]


def test_the_order_of_answers_is_not_the_order_of_sending(story: Story) -> None:
    """With ten people this fails by chance once in 3.6 million times."""
    sent = [(one.ticks["s1"], one.ticks["s2"]) for one in story.senders]
    assert sorted(story.rows(TICKS_AS_STORED)) == sorted(sent)
    assert story.rows(TICKS_AS_STORED) != sent
    assert story.rows(TEXTS_AS_STORED) != [(one.text,) for one in story.senders]


def test_open_answers_do_not_stand_in_the_order_of_the_other_answers(story: Story) -> None:
    written = {(one.ticks["s1"], one.ticks["s2"]): one.text for one in story.senders}
    assert story.rows(TEXTS_AS_STORED) != [(written[ticks],) for ticks in story.rows(TICKS_AS_STORED)]


def test_the_web_server_says_nothing_about_who_answers_when(story: Story) -> None:
    of_itself = re.compile(
        r"\[[^]]+\] \[\d+\] \[INFO\] (Starting|Listening|Using|Booting|Handling|Worker|Shutting|Control)"
    )
    assert [line for line in story.said.splitlines() if not of_itself.match(line)] == []


def test_filling_in_makes_no_session_and_no_line_in_the_log(story: Story) -> None:
    assert story.rows("SELECT * FROM django_session") == []
    assert [action for (action,) in story.rows("SELECT action FROM audit_entry ORDER BY number")] == [
        "circles.circle_started",
        "measure.instrument_added",
        "measure.round_prepared",
        "measure.frame_set",
        "measure.round_opened",
        "measure.round_closed",
    ]


def test_no_table_of_answers_has_a_moment_or_a_person(story: Story) -> None:
    for table in ("ticket", "sealedresponse", "response", "openanswer"):
        columns = {name: kind for _, name, kind, *_ in story.rows(f"PRAGMA table_info(measure_{table})")}
        assert columns
        assert not [kind for kind in columns.values() if "date" in kind or "time" in kind]
        assert not {"user_id", "created", "updated", "at"} & set(columns)


BACKUPS = """
import sqlite3
from django.db import connection
from django.utils import timezone
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import FrameCell, Round
from rondom.cores.measure.tests.factories import answer
def keep(name):
    with sqlite3.connect(name) as backup:
        connection.connection.backup(backup)
    backup.close()
def fill_in(**answers):
    answer(FrameCell.objects.select_related("round").get(), answers, today=timezone.localdate())
connection.ensure_connection()
fill_in(s1="1")
fill_in(s1="1")
keep("before")
fill_in(s1="2", idee="kenmerk " * 50)
keep("after")
close_round(Round.objects.get(), by=None)
keep("closed")
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database that someone made."""

    file: Path

    def tables(self) -> dict[str, set[Any]]:
        with closing(sqlite3.connect(self.file)) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {name: set(database.execute(f'SELECT * FROM "{name}"').fetchall()) for (name,) in names}


@pytest.fixture(scope="module")
def backups(site: Installation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Backup]:
    """Of before and after one person sent their answers, and of after the closing."""
    site = _copy(site, tmp_path_factory.mktemp("backups"))
    site.run(BACKUPS)
    return {name: Backup(site.folder / name) for name in ("before", "after", "closed")}


def test_two_backups_tell_that_someone_answered_and_not_what(backups: dict[str, Backup]) -> None:
    before, after = backups["before"].tables(), backups["after"].tables()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"measure_ticket", "measure_sealedresponse", "measure_framecell", "sqlite_sequence"}
    raw = backups["before"].file.read_bytes() + backups["after"].file.read_bytes()
    assert not re.search(rb'kenmerk|"s1" ?:', raw)
    assert SECRET.encode() not in raw


def test_the_same_answers_look_different_and_other_answers_as_long(backups: dict[str, Backup]) -> None:
    rows = backups["after"].tables()["measure_sealedresponse"]
    seals = [value for row in rows for value in row if isinstance(value, bytes)]
    assert len(seals) == len(set(seals)) == 3
    assert len({len(seal) for seal in seals}) == 1


def test_an_old_backup_does_not_help_after_the_closing(backups: dict[str, Backup]) -> None:
    old, new = backups["after"].file.read_bytes(), backups["closed"].tables()
    assert len(new["measure_response"]) == 3
    for table in ("measure_response", "measure_openanswer"):
        assert not [row for row in new[table] if str(row[0]).encode() in old]
    kept = backups["closed"].file.read_bytes()
    for table in ("measure_ticket", "measure_sealedresponse"):
        values = {value for row in backups["after"].tables()[table] for value in row}
        long = [value for value in values if isinstance(value, str | bytes) and len(value) >= 32]
        assert len(long) >= 3
        assert not [value for value in long if (value.encode() if isinstance(value, str) else value) in kept]
