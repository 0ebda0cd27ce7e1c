"""Bringing something in: nothing is lost and nothing counts twice."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.meet.actions.contributions import change_contribution, contribute, enter_paper
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.models import Contribution, EarlierText, Gathering
from rondom.cores.meet.models.contribution import NeverRemoved
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused


@pytest.fixture
def said(planned: Gathering, parent: Any) -> Contribution:
    place = participant_of(planned, parent)
    return contribute(place, text="Een plek om te spelen", key=uuid.uuid4(), by=parent)


def test_a_member_brings_something_in(client: Client, planned: Gathering, parent: Any) -> None:
    client.force_login(parent)
    form = {"text": "Een plek om te spelen", "key": str(uuid.uuid4())}
    assert client.post(reverse("meet:contribute", args=[planned.pk]), form).status_code == 302
    made = Contribution.objects.get()
    assert (made.when, made.who) == ("before", "Ouder (ouder)")
    assert "spelen" not in str(Entry.objects.get(action="meet.contributed").facts)


def test_sent_again_after_a_broken_connection_it_is_one(
    client: Client, planned: Gathering, parent: Any
) -> None:
    client.force_login(parent)
    form = {"text": "Een plek om te spelen", "key": str(uuid.uuid4())}
    for _ in range(3):
        client.post(reverse("meet:contribute", args=[planned.pk]), form)
    assert Contribution.objects.count() == 1


def test_a_change_keeps_what_stood_there(said: Contribution, parent: Any) -> None:
    change_contribution(said, text="Een veilige plek", seen=1, by=parent)
    said.refresh_from_db()
    assert (said.text, said.version) == ("Een veilige plek", 2)
    assert EarlierText.objects.get().text == "Een plek om te spelen"


def test_of_two_devices_that_save_at_once_both_texts_are_kept(said: Contribution, parent: Any) -> None:
    change_contribution(said, text="Op de telefoon", seen=1, by=parent)
    with pytest.raises(Overtaken):
        change_contribution(said, text="Op de computer", seen=1, by=parent)
    said.refresh_from_db()
    assert said.text == "Op de telefoon"
    assert EarlierText.objects.get(aside=True).text == "Op de computer"


def test_the_page_shows_both_texts(
    client: Client, planned: Gathering, said: Contribution, parent: Any
) -> None:
    change_contribution(said, text="Op de telefoon", seen=1, by=parent)
    client.force_login(parent)
    address = reverse("meet:contribution", args=[planned.pk, said.pk])
    shown = client.post(address, {"text": "Op de computer", "seen": "1"})
    assert shown.status_code == 409
    assert b"Op de telefoon" in shown.content
    assert b"Op de computer" in shown.content


def test_nobody_else_changes_it(
    client: Client, planned: Gathering, said: Contribution, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:contribution", args=[planned.pk, said.pk])
    assert client.post(address, {"text": "Anders", "seen": "1"}).status_code == 409
    said.refresh_from_db()
    assert said.version == 1


def test_a_paper_counts_once(planned: Gathering, coordinator: Any) -> None:
    enter_paper(planned, number=7, on_behalf="ouder", text="Meer groen", by=coordinator)
    with pytest.raises(Refused, match="telt één keer"):
        enter_paper(planned, number=7, on_behalf="ouder", text="Meer groen", by=coordinator)
    assert Contribution.objects.get().who == "ouder, van papier 7"


def test_what_was_said_is_not_removed(said: Contribution) -> None:
    with pytest.raises(NeverRemoved):
        Contribution.objects.all().delete()


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_afterwards_nothing_comes_in(circle: Any, coordinator: Any, parent: Any, state: str) -> None:
    gathering = make_gathering(circle, by=coordinator, state=state)
    with pytest.raises(Refused):
        contribute(participant_of(gathering, parent), text="Te laat", key=uuid.uuid4(), by=parent)


def test_a_point_of_another_agenda_is_refused(
    circle: Any, planned: Gathering, coordinator: Any, parent: Any
) -> None:
    other = make_gathering(circle, by=coordinator).points.all()[0]
    with pytest.raises(Refused):
        contribute(participant_of(planned, parent), text="x", key=uuid.uuid4(), point=other, by=parent)


def test_a_paper_that_was_entered_keeps_the_words(
    client: Client, planned: Gathering, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:paper", args=[planned.pk])
    sent = {"number": "3", "on_behalf": "ouder", "text": "Een plek om te spelen"}
    assert client.post(address, sent).status_code == 302
    page = client.post(address, {**sent, "text": "Iets anders"})
    assert page.status_code == 422
    assert "al ingevoerd" in page.text
    assert "Iets anders" in page.text
