"""A coordinator makes a dossier of a group that was evaluated, corrects it, and takes an old text out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.models import Membership, Role
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.approaches import correct_approach, forget_correction
from rondom.workflows.parenting_questions.actions.groups import put_in_library
from rondom.workflows.parenting_questions.actions.revising import Overtaken
from rondom.workflows.parenting_questions.models import Approach, ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.tests.factories import (
    DOSSIER,
    make_approach,
    make_evaluated,
    make_pool,
)

SENT = {**{name: value for name, value in DOSSIER.items() if isinstance(value, str)}, "transferable": "ja"}


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    return make_evaluated(make_pool(coordinator), by=coordinator)


@pytest.fixture
def approach(coordinator: Any) -> Approach:
    return make_approach(make_pool(coordinator), by=coordinator)


def write_page(group: ParentGroup) -> str:
    return reverse("parenting_questions:write_approach", args=[group.pool_id, group.pk])


def page(name: str, approach: Approach) -> str:
    return reverse(f"parenting_questions:{name}", args=[approach.group.pool_id, approach.pk])


def test_the_form_begins_from_what_is_known_but_not_from_what_parents_wrote(
    client: Client, group: ParentGroup, coordinator: Any
) -> None:
    group.bundle.behind = "Ouders weten niet wat gewoon is."
    group.bundle.save()
    client.force_login(coordinator)
    assert "Dossier maken" in client.get(group.get_absolute_url()).content.decode()
    shown = client.get(write_page(group)).content.decode()
    assert "Ouders weten niet wat gewoon is." in shown
    assert "Samen eten" in shown
    asked = group.bundle.questions.order_by("pk")[0].text
    assert asked not in shown
    response = client.post(write_page(group), SENT)
    made = Approach.objects.get()
    assert (response.status_code, response["Location"]) == (302, made.get_absolute_url())
    group.refresh_from_db()
    assert (group.state, made.name, made.shared) == (GroupState.IN_LIBRARY, "Samen eten", False)
    assert client.get(write_page(group)).status_code == 409


@pytest.mark.parametrize("field", sorted(set(SENT) - {"transferable"}))
def test_nothing_leads_to_a_person(client: Client, group: ParentGroup, coordinator: Any, field: str) -> None:
    client.force_login(coordinator)
    response = client.post(write_page(group), {**SENT, field: "Bel 06 12345678"})
    assert response.status_code == 422
    assert "06 12345678" in response.content.decode()
    assert not Approach.objects.exists()
    group.refresh_from_db()
    assert group.state == GroupState.EVALUATED


def test_what_a_parent_wrote_is_said_in_other_words(group: ParentGroup, coordinator: Any) -> None:
    asked = group.bundle.questions.order_by("pk")[0].text
    copied = f"Ouders vroegen: {asked.upper().replace(', ', ' – ')}"
    with pytest.raises(Refused, match="eigen woorden"):
        put_in_library(group, dossier={**DOSSIER, "question": copied}, by=coordinator)


@pytest.mark.parametrize("missing", ["name", "question", "cause", "approach", "partners", "what_worked"])
def test_what_others_need_is_not_left_out(
    client: Client, group: ParentGroup, coordinator: Any, missing: str
) -> None:
    client.force_login(coordinator)
    assert client.post(write_page(group), {**SENT, missing: " "}).status_code == 422
    assert not Approach.objects.exists()


def test_a_correction_keeps_what_stood_there(client: Client, approach: Approach, coordinator: Any) -> None:
    client.force_login(coordinator)
    shown = client.get(page("correct_approach", approach)).content.decode()
    assert "Eerst samen eten, dan praten." in shown
    sent = {
        **SENT,
        "approach": "Eerst praten.",
        "transferable": "nee",
        "why": "Het eten kwam later",
        "revision": 1,
    }
    assert client.post(page("correct_approach", approach), sent).status_code == 302
    approach.refresh_from_db()
    assert (approach.approach, approach.transferable, approach.revision) == ("Eerst praten.", False, 2)
    correction = approach.corrections.get()
    assert correction.before == {"approach": "Eerst samen eten, dan praten.", "transferable": True}
    assert (correction.revision, correction.by, correction.why) == (2, coordinator, "Het eten kwam later")
    shown = client.get(approach.get_absolute_url()).content.decode()
    assert "Eerst samen eten, dan praten." in shown
    assert "Het eten kwam later" in shown


def test_who_was_too_late_sees_both_texts_and_loses_none(
    client: Client, approach: Approach, coordinator: Any
) -> None:
    first = {**DOSSIER, "tips": "Zorg voor oppas."}
    correct_approach(approach, written=first, revision=1, why="Tip", by=coordinator)
    client.force_login(coordinator)
    sent = {**SENT, "tips": "Begin klein.", "why": "Ook een tip", "revision": 1}
    response = client.post(page("correct_approach", approach), sent)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Zorg voor oppas." in shown
    assert "Begin klein." in shown
    approach.refresh_from_db()
    assert approach.tips == "Zorg voor oppas."
    assert client.post(page("correct_approach", approach), {**sent, "revision": 2}).status_code == 302
    assert [one.before for one in approach.corrections.all()] == [{"tips": "Zorg voor oppas."}, {"tips": ""}]


def test_a_correction_is_minded_as_a_new_dossier_is(approach: Approach, coordinator: Any) -> None:
    asked = approach.group.bundle.questions.order_by("pk")[0].text
    for text, said in (("Bel 06 12345678", "06"), (asked, "eigen woorden")):
        with pytest.raises(Refused, match=said):
            correct_approach(
                approach, written={**DOSSIER, "tips": text}, revision=1, why="Tip", by=coordinator
            )
    with pytest.raises(Refused, match="niets veranderd"):
        correct_approach(approach, written=DOSSIER, revision=1, why="Zomaar", by=coordinator)
    with pytest.raises(Overtaken):
        correct_approach(approach, written={**DOSSIER, "tips": "x"}, revision=7, why="Tip", by=coordinator)
    assert not approach.corrections.exists()


def test_an_old_text_can_leave_the_history(client: Client, approach: Approach, coordinator: Any) -> None:
    correct_approach(approach, written={**DOSSIER, "tips": "Nieuw"}, revision=1, why="Tip", by=coordinator)
    correct_approach(approach, written={**DOSSIER, "tips": "Nieuwer"}, revision=2, why="Tip", by=coordinator)
    client.force_login(coordinator)
    assert client.post(page("forget_correction", approach), {"revision": "3"}).status_code == 302
    assert [one.before for one in approach.corrections.all()] == [{}, {"tips": ""}]
    assert "De oude tekst is weggehaald." in client.get(approach.get_absolute_url()).content.decode()
    for number in ("3", "9", "x", ""):
        assert client.post(page("forget_correction", approach), {"revision": number}).status_code == 409
    with pytest.raises(Refused, match="al weg"):
        forget_correction(approach.corrections.get(revision=3), by=coordinator)


def test_the_log_says_what_happened_and_no_text(approach: Approach, coordinator: Any) -> None:
    correct_approach(
        approach, written={**DOSSIER, "tips": "Begin klein"}, revision=1, why="Tip", by=coordinator
    )
    entry = Entry.objects.order_by("-pk")[0]
    assert (entry.action, entry.facts) == ("parenting_questions.approach_corrected", {"version": 2})
    assert not [one for one in Entry.objects.order_by("pk") if "Begin klein" in str(one.facts)]


@pytest.mark.parametrize("role", Role.values)
def test_only_a_coordinator_writes(client: Client, approach: Approach, outsider: Any, role: str) -> None:
    Membership.objects.create(circle=approach.circle, user=outsider, role=role)
    client.force_login(outsider)
    status = 200 if role == Role.COORDINATOR else 403
    assert client.get(page("correct_approach", approach)).status_code == status
    status = 409 if role == Role.COORDINATOR else 403
    assert client.get(write_page(approach.group)).status_code == status
