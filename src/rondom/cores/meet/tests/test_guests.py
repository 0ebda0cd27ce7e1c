"""Taking part without an account: one gathering, in neutral words, until the code is revoked."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from rondom.cores.meet.actions.ballots import open_ballot, prepare_ballot
from rondom.cores.meet.actions.contributions import contribute
from rondom.cores.meet.actions.decisions import decide
from rondom.cores.meet.actions.gatherings import cancel_gathering
from rondom.cores.meet.actions.people import hand_out_pass, participant_of, revoke_passes
from rondom.cores.meet.models import Confirmation, Dots, Gathering, Participant, Pass
from rondom.cores.meet.tests.factories import hold

PAGE = "/erbij/bijeenkomst/"


def test_a_code_opens_one_gathering_in_neutral_words(
    as_guest: Client, planned: Gathering, parent: Any
) -> None:
    contribute(participant_of(planned, parent), text="Van een ander", key=uuid.uuid4(), by=parent)
    page = as_guest.get(PAGE).content.decode()
    assert planned.neutral_title in page
    assert "Punt 1" in page
    for hidden in ("Gezin A", "Van een ander", "Coördinator", "Ouder", "Voorbeeldkring"):
        assert hidden not in page
    assert as_guest.get(reverse("meet:gathering", args=[planned.pk])).status_code == 302


def test_the_code_is_kept_nowhere(guest: Participant, coordinator: Any) -> None:
    code = hand_out_pass(guest, by=coordinator)
    kept = Pass.objects.latest("pk").digest
    assert code not in kept
    assert len(code.replace("-", "")) == 12


def test_a_code_may_be_typed_as_it_comes(guest: Participant, coordinator: Any) -> None:
    code = hand_out_pass(guest, by=coordinator)
    browser = Client()
    assert browser.post("/erbij/", {"code": f" {code.upper().replace('-', ' ')} "}).status_code == 302
    assert browser.get(PAGE).status_code == 200


def test_a_wrong_code_opens_nothing(guest: Participant) -> None:
    browser = Client()
    for code in ("", "bcdf-ghjk-mnpq", "x" * 5000):
        assert browser.post("/erbij/", {"code": code}).status_code == 422
    assert browser.get(PAGE).status_code == 302


def test_a_cookie_that_the_site_did_not_make_opens_nothing(guest: Participant, coordinator: Any) -> None:
    browser = Client()
    browser.cookies["rondom_erbij"] = hand_out_pass(guest, by=coordinator)
    assert browser.get(PAGE).status_code == 302


def test_a_revoked_code_opens_nothing_at_once(as_guest: Client, guest: Participant, coordinator: Any) -> None:
    assert as_guest.get(PAGE).status_code == 200
    assert revoke_passes(guest, by=coordinator) == 1
    assert as_guest.get(PAGE).status_code == 302
    assert as_guest.post(PAGE, {"do": "answer", "answer": "yes"}).status_code == 302
    guest.refresh_from_db()
    assert guest.answer == ""


def test_a_guest_answers_votes_writes_and_confirms(
    as_guest: Client, guest: Participant, planned: Gathering, coordinator: Any
) -> None:
    ballot = prepare_ballot(
        planned, question="Wat?", explanation="Zo leest u dit", dots=2, options=["a", "b"], by=coordinator
    )
    open_ballot(ballot, by=coordinator)
    assert "Zo leest u dit" in as_guest.get(PAGE).text
    option = ballot.options.all()[0]
    key = str(uuid.uuid4())
    for form in (
        {"do": "answer", "answer": "yes"},
        {"do": f"dots-{ballot.pk}", f"o{option.pk}": "2"},
        {"do": "contribute", "text": "Graag met oppas", "key": key},
        {"do": "contribute", "text": "Graag met oppas", "key": key},
    ):
        assert as_guest.post(PAGE, form).status_code == 302
    guest.refresh_from_db()
    assert guest.answer == "yes"
    assert Dots.objects.get().number == 2
    assert guest.contributions.count() == 1
    decide(planned, text="Er komt oppas", reason="", kind="together", by=coordinator)
    hold(planned, by=coordinator)
    assert "Er komt oppas" in as_guest.get(PAGE).content.decode()
    decision = planned.decisions.get()
    objection = {"do": f"object-{decision.pk}", "kind": "objection", "text": "Te laat op de dag"}
    assert as_guest.post(PAGE, objection).status_code == 302
    assert decision.objections.get().who == "ouder 2 (ouder)"
    as_guest.post(PAGE, {"do": "confirm", "agrees": "yes"})
    assert Confirmation.objects.get().agrees


def test_what_cannot_be_done_now_changes_nothing(as_guest: Client, planned: Gathering) -> None:
    for form in (
        {"do": "confirm", "agrees": "yes"},
        {"do": "dots-1", "o1": "1"},
        {"do": "moments", "m1": "yes"},
        {"do": "object-1", "kind": "objection", "text": "x"},
        {"do": "step", "step": "cancel", "because": "x"},
    ):
        page = as_guest.post(PAGE, form)
        assert page.status_code == 409
        assert "Dit kan nu niet meer" in page.text
    assert as_guest.post(PAGE, {}).status_code == 200
    assert not Confirmation.objects.exists()
    planned.refresh_from_db()
    assert planned.is_planned


def test_who_sends_too_late_keeps_the_words(as_guest: Client, planned: Gathering, coordinator: Any) -> None:
    cancel_gathering(planned, because="ziek", by=coordinator)
    words = "Wat ik lang heb zitten typen"
    page = as_guest.post(PAGE, {"do": "contribute", "text": words, "key": str(uuid.uuid4())})
    assert page.status_code == 409
    assert words in page.text


def test_leaving_forgets_the_code(as_guest: Client) -> None:
    as_guest.post("/erbij/weg/")
    assert as_guest.get(PAGE).status_code == 302
