"""Choosing a time together: everyone answers, one moment plans the gathering."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.cores.meet.actions.mails import ask_for_days
from rondom.cores.meet.actions.moments import answer_moments, choose_moment, propose_moments
from rondom.cores.meet.actions.people import add_participant, participant_of
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.overviews import moment_counts, waiting
from rondom.cores.meet.tests.factories import STARTS, make_gathering
from rondom.foundation.refusals import Refused


@pytest.fixture
def polled(circle: Any, coordinator: Any) -> Gathering:
    gathering = make_gathering(circle, by=coordinator, starts_at=None)
    periods = [(STARTS + timedelta(days), STARTS + timedelta(days, hours=1)) for days in (0, 1)]
    propose_moments(gathering, periods=periods, now=timezone.now(), by=coordinator)
    return gathering


def test_one_moment_plans_the_gathering(polled: Gathering, parent: Any, coordinator: Any) -> None:
    first, second = polled.moments.all()
    place = participant_of(polled, parent)
    titles = [one.title for one in waiting(parent, timezone.localdate())]
    assert titles == ["Kiezen wanneer u kunt"]
    answer_moments(place, answers={first.pk: "no", second.pk: "yes"}, by=parent)
    assert not list(waiting(parent, timezone.localdate()))
    assert [(one.yes, one.no) for one in moment_counts(polled)] == [(0, 1), (1, 0)]
    choose_moment(second, by=coordinator)
    polled.refresh_from_db()
    place.refresh_from_db()
    assert (polled.state, polled.starts_at, place.answer) == ("planned", second.starts_at, "yes")


def test_after_choosing_nothing_is_proposed_or_answered(
    polled: Gathering, parent: Any, coordinator: Any
) -> None:
    moment = polled.moments.all()[0]
    choose_moment(moment, by=coordinator)
    with pytest.raises(Refused):
        propose_moments(polled_again(polled), periods=[], now=timezone.now(), by=coordinator)
    with pytest.raises(Refused):
        answer_moments(participant_of(polled_again(polled), parent), answers={moment.pk: "yes"}, by=parent)
    with pytest.raises(Refused):
        choose_moment(moment, by=coordinator)


def test_people_are_asked_by_mail_once(client: Client, polled: Gathering, coordinator: Any) -> None:
    add_participant(polled, email="buur@voorbeeld.test", role="buur", by=coordinator)
    client.force_login(coordinator)
    address = reverse("meet:mail", args=[polled.pk])
    assert b"Vraag 1 deelnemer per mail" in client.get(reverse("meet:people", args=[polled.pk])).content
    assert [client.post(address).status_code for _ in range(2)] == [302, 409]
    message = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert "#code=" in str(message.body)
    assert not message.attachments
    assert "Gezin A" not in f"{message.subject} {message.body}"


def test_who_leads_with_someone_is_asked_too(polled: Gathering, parent: Any, coordinator: Any) -> None:
    add_participant(polled, user=parent, role="ouder", leads=True, by=coordinator)
    ask_for_days(polled, site="", now=timezone.now(), by=coordinator)
    assert [message.to for message in mail.outbox] == [["ouder@voorbeeld.test"]]


def test_what_has_been_cannot_be_chosen(client: Client, polled: Gathering, coordinator: Any) -> None:
    client.force_login(coordinator)
    sent = {"day": "2020-05-01", "starts": "19:30", "minutes": "90"}
    page = client.post(reverse("meet:propose", args=[polled.pk]), sent)
    assert page.status_code == 422
    assert "Dit moment is al geweest" in page.text
    assert 'value="2020-05-01"' in page.text
    assert polled.moments.count() == 2


def test_the_pages(client: Client, polled: Gathering, parent: Any, coordinator: Any) -> None:
    moment = polled.moments.all()[0]
    client.force_login(parent)
    address = reverse("meet:moments", args=[polled.pk])
    assert client.post(address, {f"m{moment.pk}": "yes"}).status_code == 302
    assert b"Voorstellen" not in client.get(address).content
    client.force_login(coordinator)
    sent = {"day": "2030-05-01", "starts": "19:30", "minutes": "90"}
    client.post(reverse("meet:propose", args=[polled.pk]), sent)
    assert polled.moments.count() == 3
    client.post(reverse("meet:choose", args=[polled.pk, moment.pk]))
    assert polled_again(polled).is_planned


def polled_again(gathering: Gathering) -> Gathering:
    return Gathering.objects.get(pk=gathering.pk)
