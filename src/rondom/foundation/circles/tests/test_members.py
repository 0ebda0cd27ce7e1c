"""Who is in a circle, and who decides about that."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member, remove_member
from rondom.foundation.circles.models import Circle, Membership, Role
from rondom.foundation.refusals import Refused
from rondom.foundation.workflow import home_of


@pytest.fixture
def page(circle: Circle) -> str:
    return reverse("circles:members", args=[circle.pk])


def remove_address(circle: Circle, user: Any) -> str:
    return reverse("circles:remove", args=[circle.pk, user.pk])


def roles(circle: Circle) -> dict[str, str]:
    return {one.user.email: one.role for one in circle.memberships.select_related("user")}


@pytest.mark.parametrize(
    ("who", "looks", "lets_in", "takes_out"),
    [
        ("coordinator", 200, 302, 302),
        ("researcher", 200, 403, 403),
        ("professional", 200, 403, 403),
        ("outsider", 404, 404, 404),
        ("superuser", 404, 404, 404),
    ],
)
def test_who_may_see_and_change_the_members(
    client: Client,
    request: Any,
    circle: Circle,
    page: str,
    who: str,
    looks: int,
    lets_in: int,
    takes_out: int,
) -> None:
    outsider, professional = (request.getfixturevalue(name) for name in ("outsider", "professional"))
    client.force_login(request.getfixturevalue(who))
    before = roles(circle)
    assert client.get(page).status_code == looks
    assert client.post(page, {"email": outsider.email, "role": "parent"}).status_code == lets_in
    assert client.post(remove_address(circle, professional)).status_code == takes_out
    assert (roles(circle) != before) == (who == "coordinator")


def test_a_stranger_is_asked_to_sign_in(client: Client, circle: Circle, page: str, outsider: Any) -> None:
    for response in (client.get(page), client.post(page, {"email": outsider.email, "role": "parent"})):
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))
    assert outsider.email not in roles(circle)


def test_the_list_shows_everyone_with_their_role(client: Client, page: str, professional: Any) -> None:
    client.force_login(professional)
    text = client.get(page).text
    assert "3 leden" in text
    assert all(word in text for word in ("coördinator", "onderzoeker", "professional"))


def test_only_a_coordinator_sees_the_buttons(
    client: Client, page: str, coordinator: Any, professional: Any
) -> None:
    for user, count in ((professional, 0), (coordinator, 3)):
        client.force_login(user)
        assert client.get(page).text.count("Weghalen<span") == count


@pytest.mark.parametrize("email", ["BUITENSTAANDER@voorbeeld.test", " buitenstaander@voorbeeld.test "])
def test_an_address_is_found_however_it_is_typed(
    client: Client, circle: Circle, page: str, coordinator: Any, outsider: Any, email: str
) -> None:
    client.force_login(coordinator)
    client.post(page, {"email": email, "role": "policy"})
    assert roles(circle)[outsider.email] == "policy"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"email": "niemand@voorbeeld.test", "role": "parent"}, "Er is geen account met dit e-mailadres."),
        ({"email": "buitenstaander@voorbeeld.test", "role": "baas"}, "baas"),
        ({"email": "", "role": ""}, "role"),
    ],
)
def test_what_does_not_fit_is_explained(
    client: Client,
    circle: Circle,
    page: str,
    coordinator: Any,
    outsider: Any,
    given: dict[str, str],
    told: str,
) -> None:
    client.force_login(coordinator)
    response = client.post(page, given)
    assert response.status_code == 422
    assert told in response.text
    assert len(roles(circle)) == 3


def test_someone_whose_account_was_closed_is_not_let_in(
    client: Client, circle: Circle, page: str, coordinator: Any, outsider: Any
) -> None:
    outsider.is_active = False
    outsider.save()
    client.force_login(coordinator)
    assert client.post(page, {"email": outsider.email, "role": "parent"}).status_code == 422


def test_someone_who_was_taken_out_sees_nothing_any_more(
    client: Client, circle: Circle, page: str, coordinator: Any, professional: Any
) -> None:
    client.force_login(professional)
    assert client.get(page).status_code == 200
    remove_member(circle, user=professional, by=coordinator)
    assert client.get(page).status_code == 404
    assert not Circle.objects.visible_to(professional).exists()


def test_taking_out_someone_who_is_not_in_it_is_not_found(
    client: Client, circle: Circle, coordinator: Any, outsider: Any
) -> None:
    client.force_login(coordinator)
    assert client.post(remove_address(circle, outsider)).status_code == 404


def test_the_last_coordinator_stays(client: Client, circle: Circle, coordinator: Any) -> None:
    client.force_login(coordinator)
    response = client.post(remove_address(circle, coordinator), follow=True)
    assert "Een kring heeft minstens één coördinator." in response.text
    assert roles(circle)[coordinator.email] == Role.COORDINATOR


def test_a_coordinator_can_leave_when_there_is_another(
    circle: Circle, coordinator: Any, outsider: Any
) -> None:
    add_member(circle, user=outsider, role=Role.COORDINATOR, by=coordinator)
    remove_member(circle, user=coordinator, by=coordinator)
    assert roles(circle)[outsider.email] == Role.COORDINATOR
    with pytest.raises(Refused, match="minstens één coördinator"):
        add_member(circle, user=outsider, role=Role.PARENT, by=coordinator)


@pytest.mark.parametrize("role", Role.values)
def test_nobody_changes_their_own_role(circle: Circle, coordinator: Any, outsider: Any, role: str) -> None:
    add_member(circle, user=outsider, role=Role.COORDINATOR, by=coordinator)
    with pytest.raises(Refused, match="eigen rol"):
        add_member(circle, user=coordinator, role=role, by=coordinator)
    assert roles(circle)[coordinator.email] == Role.COORDINATOR


def test_letting_in_twice_changes_the_role(circle: Circle, coordinator: Any, professional: Any) -> None:
    add_member(circle, user=professional, role=Role.POLICY, by=coordinator)
    assert Membership.objects.get(circle=circle, user=professional).role == Role.POLICY


def test_a_role_that_does_not_exist_is_refused(circle: Circle, coordinator: Any, outsider: Any) -> None:
    with pytest.raises(Refused, match="rol uit de lijst"):
        add_member(circle, user=outsider, role="baas", by=coordinator)


def test_every_change_leaves_a_line_without_names(circle: Circle, coordinator: Any, outsider: Any) -> None:
    add_member(circle, user=outsider, role=Role.PARENT, by=coordinator)
    remove_member(circle, user=outsider, by=coordinator)
    lines = Entry.objects.about(circle.pk)[:2]
    assert [(line.action, line.facts) for line in lines] == [
        ("circles.member_removed", {"member": outsider.pk}),
        ("circles.member_added", {"member": outsider.pk, "role": "parent"}),
    ]
    assert outsider.email not in str([line.facts for line in lines])


def test_who_leaves_a_circle_lands_on_a_page_that_is_there(
    client: Client, circle: Circle, coordinator: Any, outsider: Any
) -> None:
    add_member(circle, user=outsider, role=Role.COORDINATOR, by=coordinator)
    client.force_login(coordinator)
    response = client.post(remove_address(circle, coordinator), follow=True)
    assert response.status_code == 200
    assert "U ziet er niets meer van" in response.text
    assert coordinator.email not in roles(circle)


def test_one_finds_the_way_back_to_the_work(
    client: Client, circle: Circle, page: str, coordinator: Any
) -> None:
    client.force_login(coordinator)
    back = f'<a href="{home_of(circle.workflow, circle.pk)}">{circle}</a>'
    for address in (page, reverse("circles:log", args=[circle.pk])):
        assert back in client.get(address).text
