"""Deciding: objections stay, corrections add, and the day to look back comes up."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.cores.meet.actions.decisions import (
    answer_objection,
    correct_decision,
    decide,
    look_back,
    note_outcome,
    object_to,
)
from rondom.cores.meet.actions.people import confirm_minutes, participant_of
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.models import Confirmation, Decision, EarlierText, Gathering, Objection
from rondom.cores.meet.models.contribution import NeverRemoved
from rondom.cores.meet.overviews import waiting
from rondom.foundation.refusals import Refused


@pytest.fixture
def decision(held: Gathering, coordinator: Any) -> Decision:
    today = timezone.localdate()
    return decide(
        held, text="Elke week een inloop", reason="", kind="consent", look_back_on=today, by=coordinator
    )


def test_an_objection_stays_and_is_answered_once(decision: Decision, coordinator: Any) -> None:
    said = object_to(decision, kind="objection", text="Te ver weg", who="ouder", by=coordinator)
    with pytest.raises(NeverRemoved):
        Objection.objects.filter(pk=said.pk).delete()
    answer_objection(said, answer="Ook in de andere wijk", by=coordinator)
    with pytest.raises(Refused):
        answer_objection(said, answer="Toch niet", by=coordinator)
    said.refresh_from_db()
    assert (said.text, said.answer) == ("Te ver weg", "Ook in de andere wijk")


def test_a_member_objects_on_the_page(client: Client, decision: Decision, parent: Any) -> None:
    client.force_login(parent)
    address = reverse("meet:objection", args=[decision.gathering_id, decision.pk])
    assert client.post(address, {"kind": "dissent", "text": "Ik had liever elke dag"}).status_code == 302
    page = client.get(reverse("meet:decision", args=[decision.gathering_id, decision.pk])).content
    assert b"Ik had liever elke dag" in page
    assert b"Verbetering bewaren" not in page


def test_an_objection_without_its_kind_is_not_lost(client: Client, decision: Decision, parent: Any) -> None:
    client.force_login(parent)
    address = reverse("meet:objection", args=[decision.gathering_id, decision.pk])
    response = client.post(address, {"text": "Dit kost te veel tijd"})
    assert response.status_code == 422
    assert "Dit kost te veel tijd" in response.text
    assert not decision.objections.exists()


def test_a_correction_adds_a_version(decision: Decision, coordinator: Any) -> None:
    facts = {"reason": "", "look_back_on": None, "why": "tikfout", "by": coordinator}
    correct_decision(decision, text="Elke twee weken", seen=1, **facts)
    with pytest.raises(Overtaken):
        correct_decision(decision, text="Elke maand", seen=1, **facts)
    decision.refresh_from_db()
    assert (decision.text, decision.version) == ("Elke twee weken", 2)
    assert [(one.text, one.aside) for one in EarlierText.objects.all()] == [
        ("Elke week een inloop", False),
        ("Elke maand", True),
    ]


def test_its_day_comes_up_for_who_leads(decision: Decision, coordinator: Any, parent: Any) -> None:
    today = timezone.localdate()

    def titles(user: Any) -> list[str]:
        return [one.title for one in waiting(user, today)]

    assert "Terugkijken op een besluit" in titles(coordinator)
    assert "Terugkijken op een besluit" not in titles(parent)
    look_back(decision, words="Drukbezocht", today=today, again_on=today + timedelta(30), by=coordinator)
    assert "Terugkijken op een besluit" not in titles(coordinator)
    decision.refresh_from_db()
    look_back(decision, words="Nog steeds", today=today + timedelta(30), again_on=None, by=coordinator)
    with pytest.raises(Refused):
        look_back(decision, words="Weer", today=today, again_on=None, by=coordinator)
    decision.refresh_from_db()
    assert "Drukbezocht" in decision.looking_back
    assert "Nog steeds" in decision.looking_back


def test_the_minutes_are_confirmed_by_who_was_there(client: Client, held: Gathering, parent: Any) -> None:
    participant_of(held, parent)
    today = timezone.localdate()
    Gathering.objects.update(starts_at=timezone.now() - timedelta(2), ends_at=timezone.now() - timedelta(1))
    assert "Het verslag lezen en bevestigen" in [one.title for one in waiting(parent, today)]
    client.force_login(parent)
    address = reverse("meet:minutes", args=[held.pk])
    assert client.post(address, {"agrees": "no", "remark": ""}).status_code == 422
    assert client.post(address, {"agrees": "no", "remark": "Mijn vraag ontbreekt"}).status_code == 302
    assert Confirmation.objects.get().remark == "Mijn vraag ontbreekt"
    assert "Het verslag lezen en bevestigen" not in [one.title for one in waiting(parent, today)]


def test_a_confirmation_is_not_taken_for_later_minutes(
    client: Client, decision: Decision, parent: Any, coordinator: Any
) -> None:
    place = participant_of(decision.gathering, parent)
    confirm_minutes(place, agrees=True, remark="", by=parent)
    client.force_login(parent)
    address = reverse("meet:minutes", args=[decision.gathering_id])
    assert b"daarna is het verslag nog gewijzigd" not in client.get(address).content
    facts = {"reason": "", "look_back_on": None, "why": "tikfout", "by": coordinator}
    correct_decision(decision, text="Elke twee weken", seen=1, **facts)
    assert b"daarna is het verslag nog gewijzigd" in client.get(address).content
    confirm_minutes(place, agrees=True, remark="", by=parent)
    assert b"daarna is het verslag nog gewijzigd" not in client.get(address).content


def test_before_it_was_held_there_is_nothing_to_confirm(planned: Gathering, parent: Any) -> None:
    with pytest.raises(Refused):
        confirm_minutes(participant_of(planned, parent), agrees=True, remark="", by=parent)


def test_the_minutes_print(client: Client, decision: Decision, coordinator: Any) -> None:
    object_to(decision, kind="objection", text="Te ver weg", who="ouder", by=coordinator)
    note_outcome(decision.gathering, kind="action", text="Zaal regelen", who="wijkteam", by=coordinator)
    note_outcome(decision.gathering, kind="finding", text="Er is meer dan wij dachten", by=coordinator)
    client.force_login(coordinator)
    shown = client.get(reverse("meet:minutes_pdf", args=[decision.gathering_id]))
    assert shown.content.startswith(b"%PDF")


def test_an_agreement_is_corrected_and_keeps_what_stood_there(
    client: Client, held: Gathering, coordinator: Any
) -> None:
    made = note_outcome(held, kind="action", text="Zal regelen", who="wijkteam", by=coordinator)
    client.force_login(coordinator)
    address = reverse("meet:correct_outcome", args=[held.pk, made.pk])
    sent = {"text": "Zaal regelen", "who": "wijkteam", "day": "2030-04-01", "seen": "1"}
    assert client.post(address, sent).status_code == 302
    late = client.post(address, {**sent, "text": "Zaal huren"})
    assert late.status_code == 409
    assert b"Zaal regelen" in late.content
    assert [(one.text, one.aside) for one in made.earlier.all()] == [
        ("Zal regelen, wijkteam", False),
        ("Zaal huren, wijkteam, 2030-04-01", True),
    ]


def test_what_is_sent_twice_is_written_down_once(held: Gathering, coordinator: Any) -> None:
    for _ in range(2):
        made = decide(held, text="Elke week", reason="Nodig", kind="vote", by=coordinator)
        object_to(made, kind="dissent", text="Liever elke maand", who="ouder", by=None)
        note_outcome(held, kind="action", text="Ruimte zoeken", who="school", by=coordinator)
    assert (held.decisions.count(), Objection.objects.count(), held.outcomes.count()) == (1, 1, 1)
    today = timezone.localdate()
    for _ in range(2):
        again = today + timedelta(days=30)
        look_back(held.decisions.get(), words="Het loopt", today=today, again_on=again, by=coordinator)
    assert held.decisions.get().looking_back.count("Het loopt") == 1


def test_who_leads_writes_down_the_objection_of_someone_else(
    client: Client, decision: Decision, parent: Any, coordinator: Any
) -> None:
    address = reverse("meet:objection", args=[decision.gathering_id, decision.pk])
    sent = {"kind": "objection", "text": "Te ver lopen", "who": "ouder 2"}
    for user in (coordinator, parent):
        client.force_login(user)
        assert client.post(address, sent).status_code == 302
    client.force_login(coordinator)
    client.post(address, {**sent, "who": ""})
    assert [one.who for one in decision.objections.all()] == [
        "ouder 2, opgeschreven door Coördinator",
        "Ouder (ouder)",
        "Coördinator (coördinator)",
    ]


def test_the_minutes_say_what_became_of_a_decision(
    client: Client, decision: Decision, parent: Any, coordinator: Any
) -> None:
    look_back(
        decision, words="Er is nu een inloop", today=timezone.localdate(), again_on=None, by=coordinator
    )
    client.force_login(parent)
    page = client.get(reverse("meet:minutes", args=[decision.gathering_id])).text
    assert "Er is nu een inloop" in page


def test_the_day_to_look_back_is_still_to_come(client: Client, held: Gathering, coordinator: Any) -> None:
    client.force_login(coordinator)
    today = timezone.localdate()
    sent = {"text": "Elke week", "reason": "", "kind": "vote", "look_back_on": today - timedelta(1)}
    refused = client.post(reverse("meet:decide", args=[held.pk]), sent)
    assert refused.status_code == 422
    assert "Die dag is voorbij. Kies vandaag of een latere dag." in refused.text
    assert "Elke week" in refused.text
    assert not held.decisions.exists()
    assert (
        client.post(reverse("meet:decide", args=[held.pk]), sent | {"look_back_on": today}).status_code == 302
    )


def test_words_are_corrected_after_the_day_to_look_back(
    client: Client, held: Gathering, coordinator: Any
) -> None:
    client.force_login(coordinator)
    over = timezone.localdate() - timedelta(9)
    made = decide(held, text="Elke weekk", reason="", kind="vote", look_back_on=over, by=coordinator)
    address = reverse("meet:decision", args=[held.pk, made.pk])
    sent = {"text": "Elke week", "reason": "", "look_back_on": over, "why": "tikfout", "seen": 1}
    assert client.post(address, sent).status_code == 302
    later = sent | {"seen": 2, "look_back_on": over - timedelta(1)}
    assert "Die dag is voorbij" in client.post(address, later).text


def test_once_more_is_another_day(client: Client, decision: Decision, coordinator: Any) -> None:
    client.force_login(coordinator)
    address = reverse("meet:look_back", args=[decision.gathering_id, decision.pk])
    refused = client.post(address, {"words": "Drukbezocht", "again_on": timezone.localdate()})
    assert refused.status_code == 422
    assert "Kies een dag na vandaag." in refused.text
    assert "Drukbezocht" in refused.text
