"""Inviting by mail with iCalendar, telling what changed, reminding, and a calendar of one's own."""

from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from rondom.cores.meet.actions.gatherings import cancel_gathering, change_gathering
from rondom.cores.meet.actions.mails import send_news
from rondom.cores.meet.actions.people import add_participant, answer_invitation, participant_of
from rondom.cores.meet.calendars import feed
from rondom.cores.meet.models import Feed, Gathering, Participant, Pass
from rondom.cores.meet.overviews import waiting
from rondom.cores.meet.tests.factories import make_gathering, soon
from rondom.foundation.circles.actions import remove_member
from rondom.foundation.refusals import Refused

SITE = "https://rondom.test"


@pytest.fixture
def invited(planned: Gathering, coordinator: Any) -> Participant:
    return add_participant(planned, email="Buur@Voorbeeld.test", role="buur", by=coordinator)


def news(gathering: Gathering, by: Any) -> None:
    gathering.refresh_from_db()
    send_news(gathering, site=SITE, now=timezone.now(), by=by)


def event(message: Any) -> Any:
    name, content, kind = message.attachments[0]
    assert name == "bijeenkomst.ics"
    calendar = Calendar.from_ical(content)
    assert kind == f"text/calendar; method={calendar['method']}"
    return calendar, calendar.walk("VEVENT")[0]


def test_a_change_and_a_cancellation_keep_the_uid_and_raise_the_sequence(
    planned: Gathering, invited: Participant, coordinator: Any
) -> None:
    news(planned, coordinator)
    change_gathering(planned, fields={"place": "Buurthuis"}, seen=planned.version, by=coordinator)
    news(planned, coordinator)
    cancel_gathering(planned, because="ziek", by=coordinator)
    news(planned, coordinator)
    found = [event(message) for message in mail.outbox if message.to == ["buur@voorbeeld.test"]]
    assert [str(calendar["method"]) for calendar, _ in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [int(one["sequence"]) for _, one in found] == [0, 1, 2]
    assert {str(one["uid"]) for _, one in found} == {f"{planned.uid}@rondom"}
    assert str(found[2][1]["status"]) == "CANCELLED"
    assert found[0][1].decoded("dtstart") == planned.starts_at


def test_the_invitation_says_where_to_take_part_online_and_the_private_calendar_does_not(
    client: Client, planned: Gathering, invited: Participant, parent: Any, coordinator: Any
) -> None:
    link = "https://praten.voorbeeld.test/kamer?x=1,2"
    change_gathering(planned, fields={"link": link}, seen=planned.version, by=coordinator)
    news(planned, coordinator)
    _, found = event(next(one for one in mail.outbox if one.to == ["buur@voorbeeld.test"]))
    assert [str(one.uri) for one in found.conferences] == [link]
    assert str(found["description"]) == f"Online meedoen: {link}"
    assert link not in feed([(planned, "https://rondom.test/bijeenkomsten/1/")], now=timezone.now())


def test_mails_are_neutral(planned: Gathering, invited: Participant, coordinator: Any) -> None:
    news(planned, coordinator)
    cancel_gathering(planned, because="ruzie in Gezin A", by=coordinator)
    news(planned, coordinator)
    for message in mail.outbox:
        written = f"{message.subject} {message.body} {message.attachments}"
        assert "Gezin A" not in written
        assert "Coördinator" not in written
        assert len(message.to) == 1


def test_pressing_twice_mails_once(planned: Gathering, invited: Participant, coordinator: Any) -> None:
    news(planned, coordinator)
    with pytest.raises(Refused, match="heeft het laatste bericht al"):
        news(planned, coordinator)
    assert len(mail.outbox) == 2


def test_only_who_has_no_account_gets_a_code(
    planned: Gathering, invited: Participant, coordinator: Any
) -> None:
    news(planned, coordinator)
    assert {one.participant_id for one in Pass.objects.all()} == {invited.pk}
    told = {message.to[0]: str(message.body) for message in mail.outbox}
    assert "#code=" in told["buur@voorbeeld.test"]
    assert f"{SITE}/bijeenkomsten/{planned.pk}/" in told["coordinator@voorbeeld.test"]


def test_an_address_of_a_member_is_that_member(planned: Gathering, parent: Any, coordinator: Any) -> None:
    added = add_participant(planned, email="ouder@voorbeeld.test", role="ouder", by=coordinator)
    assert (added.user, added.email) == (parent, "")


def test_a_mail_server_that_is_away_loses_nothing(
    planned: Gathering, invited: Participant, coordinator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = "django.core.mail.backends.locmem.EmailBackend"

    def gone(self: Any) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(f"{backend}.open", gone)
        with pytest.raises(Refused, match="mailserver"):
            news(planned, coordinator)
    news(planned, coordinator)
    assert len(mail.outbox) == 2


def test_another_time_asks_everyone_again(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned", starts_at=soon(hours=30))
    comes = add_participant(gathering, email="een@voorbeeld.test", role="buur", by=coordinator)
    news(gathering, coordinator)
    answer_invitation(comes, answer="no", by=None)
    call_command("remind")
    mail.outbox.clear()
    change_gathering(gathering, fields={"place": "Zaal"}, seen=gathering.version, by=coordinator)
    comes.refresh_from_db()
    assert comes.answer == "no"
    gathering.refresh_from_db()
    times = {"starts_at": soon(hours=40), "ends_at": soon(hours=41)}
    change_gathering(gathering, fields=times, seen=gathering.version, by=coordinator)
    comes.refresh_from_db()
    assert comes.answer == ""
    assert participant_of(gathering, coordinator).answer == "yes"
    call_command("remind")
    assert len(mail.outbox) == 2


def test_what_has_been_invites_nobody(
    client: Client, planned: Gathering, invited: Participant, coordinator: Any
) -> None:
    Gathering.objects.update(starts_at=soon(hours=-2), ends_at=soon(hours=-1))
    with pytest.raises(Refused, match="al geweest"):
        news(planned, coordinator)
    client.force_login(coordinator)
    assert "Mail 2 deelnemers" not in client.get(reverse("meet:people", args=[planned.pk])).text


def test_after_a_change_one_hears_what_to_mail(client: Client, planned: Gathering, coordinator: Any) -> None:
    client.force_login(coordinator)
    sent = {
        "title": planned.title, "neutral_title": planned.neutral_title, "audience": "circle",
        "day": "2030-03-13", "starts": "13:30", "minutes": "60", "seen": planned.version,
    }  # fmt: skip
    address = reverse("meet:change", args=[planned.pk])
    assert "antwoordt opnieuw" in client.post(address, sent, follow=True).text
    again = {**sent, "purpose": "Beter", "seen": planned.version + 1}
    page = client.post(address, again, follow=True).text
    assert "Bewaard." in page
    assert "Mail bij" not in page


def test_before_planning_nobody_is_mailed(concept: Gathering, coordinator: Any) -> None:
    with pytest.raises(Refused):
        send_news(concept, site=SITE, now=timezone.now(), by=coordinator)


def test_a_reminder_goes_out_once_and_not_to_who_said_no(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned", starts_at=soon(hours=30))
    comes = add_participant(gathering, email="een@voorbeeld.test", role="buur", by=coordinator)
    stays = add_participant(gathering, email="twee@voorbeeld.test", role="buur", by=coordinator)
    news(gathering, coordinator)
    answer_invitation(stays, answer="no", by=None)
    answer_invitation(comes, answer="yes", by=None)
    mail.outbox.clear()
    for _ in range(2):
        call_command("remind")
    assert sorted(message.to[0] for message in mail.outbox) == [
        "coordinator@voorbeeld.test",
        "een@voorbeeld.test",
    ]
    assert all("Herinnering" in message.subject for message in mail.outbox)


def test_a_calendar_of_ones_own_is_neutral_and_can_be_stopped(
    client: Client, planned: Gathering, parent: Any, coordinator: Any
) -> None:
    participant_of(planned, parent)
    client.force_login(parent)
    page = client.post(reverse("meet:feed"), {"do": "make"}).content.decode()
    address = page.partition("<strong>http://testserver")[2].partition("</strong>")[0]
    reader = Client()
    shown = reader.get(address)
    assert shown.headers["Content-Type"].startswith("text/calendar")
    assert "Gezin A" not in shown.content.decode()
    found = Calendar.from_ical(shown.content).walk("VEVENT")
    assert [str(one["uid"]) for one in found] == [f"{planned.uid}@rondom"]
    assert address not in client.get(reverse("meet:feed")).content.decode()
    client.post(reverse("meet:feed"), {"do": "stop"})
    assert reader.get(address).status_code == 404


def test_sending_the_page_again_keeps_the_address(client: Client, parent: Any) -> None:
    client.force_login(parent)
    address = reverse("meet:feed")
    client.post(address, {"do": "make", "had": ""})
    digest = Feed.objects.get().digest
    assert "Het werkt nog" in client.post(address, {"do": "make", "had": ""}).text
    assert Feed.objects.get().digest == digest
    client.post(address, {"do": "make", "had": digest[:8]})
    assert Feed.objects.get().digest != digest


def test_a_calendar_shows_nothing_of_a_circle_one_left(
    client: Client, circle: Any, planned: Gathering, parent: Any, coordinator: Any
) -> None:
    participant_of(planned, parent)
    client.force_login(parent)
    page = client.post(reverse("meet:feed"), {"do": "make"}).content.decode()
    address = page.partition("<strong>http://testserver")[2].partition("</strong>")[0]
    remove_member(circle, user=parent, by=coordinator)
    assert str(planned.uid) not in Client().get(address).content.decode()
    parent.is_active = False
    parent.save()
    assert Client().get(address).status_code == 404


def test_answering_waits_until_it_is_done(planned: Gathering, parent: Any) -> None:
    place = participant_of(planned, parent)
    today = timezone.localdate()
    assert [one.title for one in waiting(parent, today)] == ["Laten weten of u komt"]
    answer_invitation(place, answer="yes", by=parent)
    assert not list(waiting(parent, today))


def test_who_leads_with_someone_is_asked_too(planned: Gathering, parent: Any, coordinator: Any) -> None:
    add_participant(planned, user=parent, role="ouder", leads=True, by=coordinator)
    assert [one.title for one in waiting(parent, timezone.localdate())] == ["Laten weten of u komt"]


def test_what_is_over_waits_for_who_leads(planned: Gathering, coordinator: Any) -> None:
    Gathering.objects.update(starts_at=soon(hours=-2), ends_at=soon(hours=-1))
    found = [one.title for one in waiting(coordinator, timezone.localdate())]
    assert found == ["Noteren wie er was en wat eruit kwam"]
