"""A parent joins a group, waits, moves up, leaves, and is forgotten."""

import re
from datetime import timedelta
from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused
from rondom.wording import hard_to_read
from rondom.workflows.parenting_questions.actions import groups
from rondom.workflows.parenting_questions.actions.enrolment import (
    forget_parents,
    join_group,
    leave_group,
    tell_of_place,
)
from rondom.workflows.parenting_questions.crowding import MOST
from rondom.workflows.parenting_questions.models import Enrolment, ParentGroup
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.overviews import waiting
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_pool

CONTACT = "ouder@voorbeeld.test"


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    """Looks for parents, and has four places."""
    cache.clear()
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    group = groups.start_group(bundle, name="Rustig naar bed", by=coordinator)
    changes = {"starts_on": TODAY, "where": "Buurthuis", "places": 4}
    groups.change_group(group, changes=changes, by=coordinator)
    groups.prepare_group(group, by=coordinator)
    groups.recruit_parents(group, by=coordinator)
    return group


def joined(group: ParentGroup, number: int) -> list[Enrolment]:
    return [join_group(group, first_name=f"Ouder {one}", contact=CONTACT)[0] for one in range(number)]


def address(group: ParentGroup) -> str:
    return reverse("parenting_questions:join", args=[group.entrance])


def page_of(group: ParentGroup) -> str:
    return reverse("parenting_questions:enrolments", args=[group.pool_id, group.pk])


def test_only_a_group_that_looks_for_parents_can_be_joined(group: ParentGroup, client: Client) -> None:
    for state in GroupState:
        ParentGroup.objects.filter(pk=group.pk).update(state=state)
        status = client.post(address(group), {"first_name": "Ouder", "contact": CONTACT}).status_code
        assert status == (200 if state == GroupState.RECRUITING else 410), state
    assert Enrolment.objects.count() == 1


def test_who_joins_when_stands_in_no_log(group: ParentGroup, client: Client) -> None:
    lines = Entry.objects.count()
    client.post(address(group), {"first_name": "Ouder", "contact": CONTACT})
    leave_group(Enrolment.objects.get())
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("contact", ["", "12345", "ouder@", "bel mij"])
def test_a_contact_that_cannot_be_right_is_asked_again(
    group: ParentGroup, client: Client, contact: str
) -> None:
    response = client.post(address(group), {"first_name": "Ouder", "contact": contact})
    assert response.status_code == 422
    assert not Enrolment.objects.exists()


def test_when_it_is_full_parents_wait_in_their_turn(group: ParentGroup, client: Client) -> None:
    *placed, fifth, sixth = joined(group, 6)
    assert all(one.has_place and one.told for one in placed)
    assert not fifth.has_place
    assert (fifth.turn, sixth.turn) == (1, 2)
    assert "De groep is vol" in client.get(address(group)).content.decode()


def test_whoever_waits_longest_moves_up_and_has_to_be_told(group: ParentGroup, coordinator: Any) -> None:
    first, *_, fifth, sixth = joined(group, 6)
    leave_group(first)
    fifth.refresh_from_db()
    sixth.refresh_from_db()
    assert (fifth.has_place, fifth.told, sixth.has_place) == (True, False, False)
    tell_of_place(fifth, by=coordinator)
    fifth.refresh_from_db()
    assert fifth.told
    with pytest.raises(Refused, match="wachtlijst"):
        tell_of_place(sixth, by=coordinator)


def test_more_places_let_parents_move_up_and_fewer_take_none_away(
    group: ParentGroup, coordinator: Any
) -> None:
    joined(group, 6)
    groups.change_group(group, changes={"places": 5}, by=coordinator)
    assert group.enrolments.placed().count() == 5
    groups.change_group(group, changes={"places": 4}, by=coordinator)
    assert group.enrolments.placed().count() == 5


def test_the_waiting_list_is_no_longer_than_the_group(group: ParentGroup, client: Client) -> None:
    joined(group, 8)
    page = client.get(address(group)).content.decode()
    assert "De groep en de wachtlijst zijn vol." in page
    assert "<form" not in page
    response = client.post(address(group), {"first_name": "Ouder", "contact": CONTACT})
    assert response.status_code == 409
    assert Enrolment.objects.count() == 8


def test_a_parent_leaves_with_a_code(group: ParentGroup, client: Client) -> None:
    code = client.post(address(group), {"first_name": "Ouder", "contact": CONTACT}).context["code"]
    mine = reverse("parenting_questions:my_place")
    assert client.post(mine, {"code": "fout-fout-fout-000", "leave": "1"}).status_code == 422
    assert "U heeft een plek" in client.post(mine, {"code": code.upper()}).content.decode()
    assert "U bent afgemeld" in client.post(mine, {"code": code, "leave": "1"}).content.decode()
    assert not Enrolment.objects.exists()


def test_the_coordinator_takes_someone_off_the_list(
    group: ParentGroup, client: Client, coordinator: Any
) -> None:
    first, *_ = joined(group, 5)
    client.force_login(coordinator)
    page = client.get(page_of(group)).content.decode()
    assert CONTACT in page
    assert page.count("Dat kunt u niet terugdraaien.") == page.count(">Ja, wissen<") == 5
    client.post(page_of(group), {"parent": first.pk, "remove": "1"})
    assert group.enrolments.placed().count() == 4
    last = Entry.objects.order_by("-pk")[0]
    assert last.action == "parenting_questions.parent_removed"
    assert "Ouder" not in str(vars(last))


@pytest.mark.parametrize("role", [None, *Role])
def test_who_joined_is_for_the_coordinator_alone(
    group: ParentGroup, client: Client, outsider: Any, coordinator: Any, role: Role | None
) -> None:
    joined(group, 1)
    if role:
        add_member(group.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    wanted = 404 if role is None else 200 if role is Role.COORDINATOR else 403
    assert client.get(page_of(group)).status_code == wanted
    assert Enrolment.objects.visible_to(outsider).exists() == (role == Role.COORDINATOR)


@pytest.mark.parametrize("end", ["finish", "stop"])
def test_some_weeks_after_the_end_nobody_is_left(group: ParentGroup, coordinator: Any, end: str) -> None:
    joined(group, 2)
    if end == "finish":
        groups.begin_group(group, today=TODAY, by=coordinator)
        groups.finish_group(group, today=TODAY, by=coordinator)
    else:
        groups.stop_group(group, because="Te weinig ouders", today=TODAY, by=coordinator)
    assert forget_parents(TODAY + timedelta(days=27)) == 0
    assert forget_parents(TODAY + timedelta(days=28)) == 2
    assert not Enrolment.objects.exists()
    assert Entry.objects.order_by("-pk")[0].action == "parenting_questions.parents_forgotten"


def test_a_group_that_nobody_finishes_keeps_nobody_for_ever(group: ParentGroup) -> None:
    joined(group, 1)
    assert forget_parents(TODAY + timedelta(weeks=51)) == 0
    assert forget_parents(TODAY + timedelta(weeks=52)) == 1


def test_what_parents_read_is_easy(group: ParentGroup, client: Client) -> None:
    mine = reverse("parenting_questions:my_place")
    pages = [client.get(address(group)), client.get(mine), client.post(mine, {"code": "fout"})]
    joined(group, 4)
    pages.append(client.get(address(group)))
    pages.append(client.post(address(group), {"first_name": "Ouder", "contact": CONTACT}))
    code = pages[-1].context["code"]
    pages += [client.post(mine, {"code": code}), client.post(mine, {"code": code, "leave": "1"})]
    ParentGroup.objects.filter(pk=group.pk).update(state=GroupState.STARTED)
    pages.append(client.get(address(group)))
    for page in pages:
        main = page.content.decode().split("<main", 1)[1].split("</main>")[0]
        parts = re.split(r"</?(?:p|h\d|li|label|button|div|a|summary)\b[^>]*>", main)
        texts = (unescape(re.sub(r"<[^>]+>", " ", part)).strip() for part in parts)
        remarks = [one for text in texts for one in hard_to_read(text, known=KNOWN)]
        assert remarks == []


KNOWN = frozenset({"telefoonnummer", CONTACT})


def test_a_text_for_parents_that_is_hard_is_kept_with_advice(
    group: ParentGroup, client: Client, coordinator: Any
) -> None:
    client.force_login(coordinator)
    args = [group.pool_id, group.pk]
    change = reverse("parenting_questions:change_group", args=args)
    sent = {
        "name": "Slapen",
        "about": "Wij faciliteren ouders.",
        "revision": group.revision,
        "places": 4,
        "starts_on": TODAY,
        "where": "Buurthuis",
        "language": "Nederlands",
    }
    page = client.post(change, sent, follow=True).content.decode()
    assert "Schrijf liever: helpen." in page
    assert 'id="id_about_easier"' in page
    group.refresh_from_db()
    assert group.about == sent["about"]
    easier = {**sent, "about": "Wij helpen u.", "revision": group.revision}
    assert client.post(change, easier).headers["Location"] == group.get_absolute_url()


def test_many_who_join_from_one_address_wait_ten_minutes(group: ParentGroup, client: Client) -> None:
    ParentGroup.objects.filter(pk=group.pk).update(places=30)
    sent = {"first_name": "Ouder", "contact": CONTACT}
    wrong = {**sent, "contact": "bel mij"}

    def join(given: dict[str, str], where: str) -> int:
        return client.post(address(group), given, REMOTE_ADDR=where).status_code

    assert {join(wrong, "10.0.0.1") for _ in range(MOST)} == {422}
    assert {join(sent, "10.0.0.1") for _ in range(MOST)} == {200}
    assert join(sent, "10.0.0.1") == 429
    assert join(sent, "10.0.0.2") == 200
    assert Enrolment.objects.count() == MOST + 1


@pytest.mark.parametrize("missing", ["starts_on", "where"])
def test_what_parents_read_is_not_emptied(
    group: ParentGroup, client: Client, coordinator: Any, missing: str
) -> None:
    client.force_login(coordinator)
    sent = {"name": "Slapen", "places": 4, "starts_on": TODAY, "where": "Buurthuis", "language": "Nederlands"}
    args = [group.pool_id, group.pk]
    change = reverse("parenting_questions:change_group", args=args)
    shown = client.post(change, {**sent, "revision": group.revision, missing: ""})
    assert shown.status_code == 422
    assert "Ouders lezen al" in shown.content.decode()
    with pytest.raises(Refused, match="Ouders lezen al"):
        groups.change_group(group, changes={missing: None if missing == "starts_on" else ""}, by=coordinator)
    group.refresh_from_db()
    assert (group.starts_on, group.where) == (TODAY, "Buurthuis")


def test_the_coordinator_is_reminded_to_tell_who_moved_up(
    group: ParentGroup, client: Client, coordinator: Any, outsider: Any
) -> None:
    add_member(group.circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)

    def reminders(user: Any) -> list[str]:
        return [one.title for one in waiting(user, TODAY) if one.address == page_of(group)]

    first, second, *_, fifth, _ = joined(group, 6)
    assert reminders(coordinator) == []
    leave_group(first)
    assert reminders(coordinator) == ["Laat deze ouder weten dat er plek is"]
    leave_group(second)
    assert reminders(coordinator) == ["Laat 2 ouders weten dat er plek is"]
    assert reminders(outsider) == []
    fifth.refresh_from_db()
    tell_of_place(fifth, by=coordinator)
    assert reminders(coordinator) == ["Laat deze ouder weten dat er plek is"]
    groups.stop_group(group, because="Te weinig ouders", today=TODAY, by=coordinator)
    assert reminders(coordinator) == []


def test_a_group_from_before_there_were_links_gets_one(group: ParentGroup, coordinator: Any) -> None:
    migration = import_module(
        "rondom.workflows.parenting_questions.migrations.0006_entrance_of_recruiting_groups"
    )
    kept = group.entrance
    old = ParentGroup.objects.create(
        circle=group.circle, pool=group.pool, bundle=group.bundle, name="Oud", state=GroupState.RECRUITING
    )
    idea = ParentGroup.objects.create(
        circle=group.circle, pool=group.pool, bundle=group.bundle, name="Idee", state=GroupState.IDEA
    )
    migration.give_entrances(apps, None)
    for one in (group, old, idea):
        one.refresh_from_db()
    assert (group.entrance, idea.entrance) == (kept, "")
    assert old.entrance
