"""A mail with how much waits: at most as often as someone chose, never in quiet hours, never what it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from smtplib import SMTPException
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.foundation import workflow
from rondom.foundation.accounts.models import PERIODS, Frequency, User
from rondom.foundation.audit.models import Entry
from rondom.foundation.workflow import Waiting, also_waiting
from rondom.home import digest
from rondom.home.digest import Sent, send_digests

SITE = "https://rondom.example"
SECRET = "Veiligheidsplan van Gezin A"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
ABOUT = (Waiting(SECRET, "/plannen/1/acties/2/", SECRET, date(2026, 11, 1)),)


@pytest.fixture(autouse=True)
def something_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_workflows", {})
    monkeypatch.setattr(workflow, "_also_waiting", [])
    also_waiting(lambda user, today: ABOUT)


def choose(user: User, **choices: Any) -> None:
    User.objects.filter(pk=user.pk).update(**choices)


def test_it_says_how_much_and_not_what(outsider: User) -> None:
    assert send_digests(NOON, site=SITE) == Sent(1, 0)
    sent = mail.outbox[0]
    text = f"{sent.subject} {sent.body}"
    assert sent.to == [outsider.email]
    assert "Eén ding wacht op u en is te laat." in text
    assert f"{SITE}/mijn-account/berichten/" in text
    assert not [word for word in (SECRET, "plan", "Gezin", "Veilig") if word in text]


def test_the_log_says_how_many_and_not_to_whom(outsider: User) -> None:
    send_digests(NOON, site=SITE)
    entry = Entry.objects.get(action="accounts.digests_sent")
    assert (entry.facts, entry.object_id) == ({"number": 1}, "")


@pytest.mark.parametrize(
    ("every", "days", "mails"),
    [("weekly", 6, 1), ("weekly", 7, 2), ("daily", 1, 2), ("daily", 0, 1), ("never", 30, 0)],
)
def test_no_more_often_than_someone_chose(outsider: User, every: str, days: int, mails: int) -> None:
    choose(outsider, digest_every=every)
    for moment in (NOON, NOON + timedelta(days=days, hours=1)):
        send_digests(moment, site=SITE)
    assert len(mail.outbox) == mails


def test_weekly_and_quiet_in_the_evening_unless_someone_chooses_otherwise(outsider: User) -> None:
    assert (outsider.digest_every, outsider.quiet_from, outsider.quiet_until) == ("weekly", 20, 8)


@pytest.mark.parametrize(("hour", "mails"), [(19, 1), (20, 0), (23, 0), (0, 0), (7, 0), (8, 1)])
def test_never_in_quiet_hours(outsider: User, hour: int, mails: int) -> None:
    send_digests(NOON.replace(hour=hour), site=SITE)
    assert len(mail.outbox) == mails


def test_hours_are_those_of_the_netherlands_in_summer_and_winter(outsider: User) -> None:
    assert send_digests(datetime(2026, 7, 1, 18, 30, tzinfo=UTC), site=SITE).sent == 0  # 20.30 there
    assert send_digests(datetime(2026, 12, 1, 18, 30, tzinfo=UTC), site=SITE).sent == 1  # 19.30 there


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(
    every=st.sampled_from(Frequency.values), start=st.integers(0, 23), end=st.integers(0, 23),
    hours=st.lists(st.integers(1, 60), max_size=12),
)  # fmt: skip
def test_whatever_someone_chose_it_is_kept(
    outsider: User, every: str, start: int, end: int, hours: list[int]
) -> None:
    choose(outsider, digest_every=every, quiet_from=start, quiet_until=end, digest_on=None)
    now, days = NOON, []
    for step in hours:
        now += timedelta(hours=step)
        mail.outbox.clear()
        send_digests(now, site=SITE)
        if mail.outbox:
            quiet = set(range(start, end)) if start <= end else {*range(start, 24), *range(end)}
            assert now.hour not in quiet
            days.append(now.date())
    assert every != "never" or not days
    apart = PERIODS.get(Frequency(every), timedelta(0))
    assert all(later - earlier >= apart for earlier, later in pairwise(days))


@pytest.mark.parametrize("state", [{"is_active": False}, {"digest_every": "never"}])
def test_whoever_may_not_or_will_not_gets_none(outsider: User, state: dict[str, Any]) -> None:
    choose(outsider, **state)
    assert send_digests(NOON, site=SITE) == Sent(0, 0)


def test_when_nothing_waits_there_is_no_mail_and_no_day_is_lost(
    outsider: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workflow, "_also_waiting", [])
    assert send_digests(NOON, site=SITE).sent == 0
    also_waiting(lambda user, today: ABOUT)
    assert send_digests(NOON + timedelta(days=1), site=SITE).sent == 1


def test_a_mail_that_is_refused_is_tried_again(outsider: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise SMTPException

    with monkeypatch.context() as broken:
        broken.setattr(digest, "send_mail", refuse)
        assert send_digests(NOON, site=SITE) == Sent(0, 1)
    assert send_digests(NOON + timedelta(hours=1), site=SITE) == Sent(1, 0)


def test_two_runs_at_once_mail_once(outsider: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run begins while the first gathers what waits."""

    def meanwhile(user: Any, today: date) -> Iterator[Waiting]:
        monkeypatch.setattr(workflow, "_also_waiting", [lambda user, today: ABOUT])
        send_digests(NOON, site=SITE)
        yield from ABOUT

    monkeypatch.setattr(workflow, "_also_waiting", [meanwhile])
    send_digests(NOON, site=SITE)
    assert len(mail.outbox) == 1


def test_the_command_says_what_it_did(outsider: User, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ADDRESS = SITE
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    said = StringIO()
    call_command("send_digests", stdout=said)
    assert said.getvalue() == "1 mails verstuurd.\n"
    assert f"{SITE}/\n" in mail.outbox[0].body


def test_the_command_fails_when_mail_is_refused(outsider: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "rondom.home.management.commands.send_digests.send_digests", lambda *_, **__: Sent(0, 2)
    )
    with pytest.raises(CommandError, match="2 mails"):
        call_command("send_digests", stdout=StringIO())


def test_someone_chooses_for_themselves(client: Client, outsider: User, superuser: User) -> None:
    client.force_login(outsider)
    assert "mail" in client.get("/mijn-account/berichten/").text
    client.post("/mijn-account/berichten/", {"digest_every": "never", "quiet_from": "18", "quiet_until": "9"})
    outsider.refresh_from_db()
    assert (outsider.digest_every, outsider.quiet_from, outsider.quiet_until) == ("never", 18, 9)
    superuser.refresh_from_db()
    assert superuser.digest_every == "weekly"
    assert "geen mail over wat op u wacht" in client.get("/mijn-account/").text


@pytest.mark.parametrize("wrong", [{"digest_every": "hourly"}, {"quiet_from": "24"}, {"quiet_until": "-1"}])
def test_what_cannot_be_is_not_kept(client: Client, outsider: User, wrong: dict[str, str]) -> None:
    client.force_login(outsider)
    given = {"digest_every": "daily", "quiet_from": "18", "quiet_until": "9", **wrong}
    assert client.post("/mijn-account/berichten/", given).status_code == 422
    outsider.refresh_from_db()
    assert outsider.digest_every == "weekly"
