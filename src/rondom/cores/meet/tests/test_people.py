"""Who takes part, and how many came."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.meet.actions.people import (
    add_participant,
    note_attendance,
    participant_of,
    remove_participant,
)
from rondom.cores.meet.forms.people import count_of
from rondom.cores.meet.models import Gathering, Participant
from rondom.cores.meet.overviews import attendance
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused

PARENTS = count_of("ouder")


def test_who_wants_no_name_is_counted(planned: Gathering, guest: Participant, coordinator: Any) -> None:
    note_attendance(planned, present={guest.pk: True}, counts={"ouder": 4, "school": 0}, by=coordinator)
    assert attendance(planned).present == (("ouder", 5),)
    note_attendance(planned, present={guest.pk: False}, counts={"ouder": 2}, by=coordinator)
    assert attendance(planned).total == 2


def test_the_page_takes_attendance(
    client: Client, planned: Gathering, guest: Participant, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:attendance", args=[planned.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {f"p{guest.pk}": "on", PARENTS: "3"}).status_code == 302
    assert attendance(planned).present == (("ouder", 4),)


def test_someone_stands_on_the_list_once(planned: Gathering, parent: Any, coordinator: Any) -> None:
    add_participant(planned, user=parent, role="ouder", by=coordinator)
    for again in ({"user": parent}, {"email": "ouder@voorbeeld.test"}):
        with pytest.raises(Refused, match="al op de lijst"):
            add_participant(planned, role="ouder", by=coordinator, **again)
    assert participant_of(planned, parent).role == "ouder"


def test_who_was_mailed_and_goes_hears_it_from_a_person(
    client: Client, planned: Gathering, coordinator: Any
) -> None:
    client.force_login(coordinator)
    for mailed in (None, 0):
        one = add_participant(planned, email="buur@voorbeeld.test", role="buur", by=coordinator)
        planned.participants.filter(pk=one.pk).update(mailed_sequence=mailed)
        address = reverse("meet:participant", args=[planned.pk, one.pk])
        page = client.post(address, {"do": "remove"}, follow=True).text
        assert ("al gemaild" in page) is (mailed is not None)


def test_a_label_tells_people_apart(
    client: Client, planned: Gathering, guest: Participant, coordinator: Any
) -> None:
    client.force_login(coordinator)
    page = client.post(reverse("meet:people", args=[planned.pk]), {"label": "Ouder 2", "role": "ouder"})
    assert page.status_code == 422
    assert "staat al op de lijst. Kies een andere aanduiding" in page.text
    assert 'value="Ouder 2"' in page.text


def test_who_was_mailed_and_became_a_member_takes_part_once(
    planned: Gathering, circle: Any, outsider: Any, coordinator: Any
) -> None:
    mailed = add_participant(planned, email=outsider.email, role="wijkteam", by=coordinator)
    add_member(circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)
    with pytest.raises(Refused, match="al op de lijst"):
        add_participant(planned, user=outsider, role="wijkteam", by=coordinator)
    assert participant_of(planned, outsider) == mailed
    assert planned.participants.count() == 2


def test_who_is_in_no_circle_is_invited_by_mail(planned: Gathering, outsider: Any, coordinator: Any) -> None:
    with pytest.raises(Refused, match="e-mailadres"):
        add_participant(planned, user=outsider, role="gast", by=coordinator)
    with pytest.raises(Refused, match="account"):
        add_participant(planned, email="x@voorbeeld.test", role="gast", leads=True, by=coordinator)


def test_what_is_for_professionals_has_no_parent(circle: Any, parent: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, audience="professionals")
    with pytest.raises(Refused, match="professionals"):
        add_participant(gathering, user=parent, role="ouder", by=coordinator)


def test_someone_goes_on_leading(planned: Gathering, coordinator: Any) -> None:
    with pytest.raises(Refused, match="leiden"):
        remove_participant(planned.participants.get(leads=True), by=coordinator)


@pytest.mark.parametrize("do", ["card", "revoke", "remove"])
def test_buttons_of_a_participant(
    client: Client, planned: Gathering, guest: Participant, coordinator: Any, do: str
) -> None:
    client.force_login(coordinator)
    shown = client.post(reverse("meet:participant", args=[planned.pk, guest.pk]), {"do": do})
    assert shown.status_code == (200 if do == "card" else 302)
    if do == "card":
        assert "Gezin A" not in shown.content.decode().partition("<section")[2]
        assert guest.passes.count() == 1
    assert Participant.objects.filter(pk=guest.pk).exists() == (do != "remove")


def test_two_who_take_attendance_keep_what_the_other_noted(
    client: Client, planned: Gathering, guest: Participant, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:attendance", args=[planned.pk])
    shown = {f"initial-p{one.pk}": "False" for one in planned.participants.all()} | {f"initial-{PARENTS}": ""}
    client.post(address, {**shown, f"p{guest.pk}": "on", PARENTS: "3"})
    leader = participant_of(planned, coordinator)
    client.post(address, {**shown, f"p{leader.pk}": "on", PARENTS: ""})
    assert attendance(planned).present == (("coördinator", 1), ("ouder", 4))


def test_the_second_who_counts_reads_both_numbers(
    client: Client, planned: Gathering, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:attendance", args=[planned.pk])
    shown = {f"initial-{PARENTS}": "", PARENTS: "3"}
    assert [client.post(address, shown).status_code for _ in range(2)] == [302, 302]
    late = client.post(address, {**shown, PARENTS: "4"})
    assert late.status_code == 422
    assert "Iemand anders noteerde net 3." in late.text
    assert late.context["form"][PARENTS].value() == "4"
    assert attendance(planned).present == (("ouder", 3),)
    assert client.post(address, {**shown, f"initial-{PARENTS}": "3", PARENTS: "4"}).status_code == 302
    assert attendance(planned).present == (("ouder", 4),)


def test_a_number_stays_with_its_role_when_another_role_comes(
    client: Client, planned: Gathering, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:attendance", args=[planned.pk])
    name = next(one.name for one in client.get(address).context["form"] if one.label.startswith("Ouder:"))
    add_participant(planned, label="Iemand van school", role="leerkracht", by=coordinator)
    client.post(address, {name: "3"})
    assert attendance(planned).present == (("ouder", 3),)
