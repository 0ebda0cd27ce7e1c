"""The circle reads a dossier, and others while it is shared; who takes it over says what is different."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.documents.pdf import make_pdf
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.circles.models import Circle, Membership, Role
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import library
from rondom.workflows.parenting_questions.actions.approaches import (
    correct_approach,
    share_approach,
    stop_sharing,
)
from rondom.workflows.parenting_questions.actions.groups import put_in_library, start_group
from rondom.workflows.parenting_questions.models import Approach, Bundle, Pool
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.paper import TEMPLATE, data_of
from rondom.workflows.parenting_questions.tests.factories import DOSSIER, TODAY, make_approach, make_pool

NEWER = {**DOSSIER, "tips": "Nieuw"}
PACKAGE = "rondom.workflows.parenting_questions"
READERS = {Role.COORDINATOR, Role.RESEARCHER, Role.POLICY, Role.PROFESSIONAL}


@pytest.fixture
def approach(coordinator: Any) -> Approach:
    return make_approach(make_pool(coordinator), by=coordinator)


@pytest.fixture
def elsewhere(approach: Approach, outsider: Any) -> Bundle:
    """In a pool of another municipality, about the same theme, decided that a group comes."""
    circle = start_circle("Andere stad", workflow="parenting_questions", by=outsider)
    pool = Pool.objects.create(circle=circle, name="Vragen in een andere stad")
    area = approach.group.bundle.area
    theme = pool.themes.create(code="slp", label="Naar bed")
    return Bundle.objects.create(
        circle=circle, pool=pool, theme=theme, area=area, since=TODAY, until=TODAY, answer=Answer.GROUP
    )


def join_elsewhere(user: Any, role: str) -> None:
    circle = Circle.objects.create(name="Derde stad", workflow="quickscan")
    Membership.objects.create(circle=circle, user=user, role=role)


def start_page(bundle: Bundle) -> str:
    return reverse("parenting_questions:start_group", args=[bundle.pool_id, bundle.pk])


@pytest.mark.parametrize("name", ["approach", "approach_pdf"])
@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("place", ["here", "elsewhere"])
@pytest.mark.parametrize("role", Role.values)
def test_who_reads_it(
    client: Client,
    approach: Approach,
    coordinator: Any,
    outsider: Any,
    name: str,
    shared: bool,
    place: str,
    role: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{PACKAGE}.views.approaches.approach_pdf", lambda *_: b"%PDF")
    if shared:
        share_approach(approach, by=coordinator)
    if place == "here":
        Membership.objects.create(circle=approach.circle, user=outsider, role=role)
    else:
        join_elsewhere(outsider, role)
    client.force_login(outsider)
    reads = role in READERS and (shared or place == "here")
    address = reverse(f"parenting_questions:{name}", args=[approach.pk])
    assert client.get(address).status_code == (200 if reads else 404)
    found = client.get(reverse("parenting_questions:approaches")).content.decode()
    assert (str(approach) in found) == reads


def test_sharing_is_done_on_purpose_and_can_be_taken_back(
    client: Client, approach: Approach, coordinator: Any
) -> None:
    address = reverse("parenting_questions:share_approach", args=[approach.group.pool_id, approach.pk])
    client.force_login(coordinator)
    for sent, status, shared in (
        ({}, 422, False), ({"sure": "on"}, 302, True), ({"sure": "on"}, 409, True),
        ({"stop": "1"}, 302, False), ({"stop": "1"}, 409, False),
    ):  # fmt: skip
        assert client.post(address, sent).status_code == status
        approach.refresh_from_db()
        assert approach.shared is shared


def test_others_read_no_history_and_come_to_no_page_of_the_circle(
    client: Client, approach: Approach, coordinator: Any, elsewhere: Bundle, outsider: Any
) -> None:
    correct_approach(approach, written=NEWER, revision=1, why="Beter zo", by=coordinator)
    share_approach(approach, by=coordinator)
    client.force_login(outsider)
    shown = client.get(approach.get_absolute_url()).content.decode()
    assert "Nieuw" in shown
    assert "Beter zo" not in shown
    assert approach.group.get_absolute_url() not in shown
    assert f"/opvoedvragen/{approach.group.pool_id}/" not in shown
    asked = approach.group.bundle.questions.order_by("pk")[0].text
    assert asked not in shown


def test_a_group_elsewhere_takes_over_what_is_shared(
    client: Client, approach: Approach, coordinator: Any, elsewhere: Bundle, outsider: Any
) -> None:
    client.force_login(outsider)
    sent = {"name": "Ook rustig", "copied_from": approach.pk, "different": "Hier ’s avonds"}
    sent["key"] = str(uuid.uuid4())
    assert client.post(start_page(elsewhere), sent).status_code == 422
    share_approach(approach, by=coordinator)
    shown = client.get(f"{start_page(elsewhere)}?aanpak={approach.pk}").content.decode()
    assert f'value="{approach.pk}" selected' in shown
    assert start_page(elsewhere) in client.get(approach.get_absolute_url()).content.decode()
    assert client.post(start_page(elsewhere), {**sent, "different": " "}).status_code == 422
    assert client.post(start_page(elsewhere), sent).status_code == 302
    copy = elsewhere.groups.get()
    assert (copy.copied_from, copy.approach, copy.different) == (
        approach,
        approach.approach,
        "Hier ’s avonds",
    )
    stop_sharing(approach, by=coordinator)
    assert client.get(approach.get_absolute_url()).status_code == 404
    page = client.get(copy.get_absolute_url())
    assert page.status_code == 200
    assert approach.approach in page.content.decode()
    assert approach.get_absolute_url() not in page.content.decode()


def test_what_cannot_be_done_elsewhere_is_not_offered(
    approach: Approach, coordinator: Any, elsewhere: Bundle, outsider: Any
) -> None:
    with pytest.raises(Refused, match="bibliotheek"):
        start_group(elsewhere, name="Ook", copied_from=approach, different="Later", by=outsider)
    share_approach(approach, by=coordinator)
    Approach.objects.filter(pk=approach.pk).update(transferable=False)
    with pytest.raises(Refused, match="bibliotheek"):
        start_group(elsewhere, name="Ook", copied_from=approach, different="Later", by=outsider)
    assert not Approach.objects.visible_to(outsider).to_take_over(elsewhere).exists()
    Approach.objects.filter(pk=approach.pk).update(transferable=True)
    with pytest.raises(Refused, match="anders"):
        start_group(elsewhere, name="Ook", copied_from=approach, different=" ", by=outsider)


def test_the_same_theme_comes_first(approach: Approach, coordinator: Any) -> None:
    other = make_approach(approach.group.pool, by=coordinator, name="Aan tafel")
    other.group.bundle.theme = other.group.pool.themes.get(code="etn")
    other.group.bundle.save()
    found = Approach.objects.visible_to(coordinator)
    assert list(found.to_take_over(approach.group.bundle)) == [approach, other]
    assert list(found.to_take_over(other.group.bundle)) == [other, approach]


def test_whoever_is_in_two_circles_carries_nothing_from_one_to_the_other(
    client: Client, approach: Approach, elsewhere: Bundle, outsider: Any
) -> None:
    Membership.objects.create(circle=approach.circle, user=outsider, role=Role.COORDINATOR)
    client.force_login(outsider)
    shown = client.get(approach.get_absolute_url())
    assert start_page(elsewhere) not in shown.content.decode()
    assert str(approach) not in client.get(start_page(elsewhere)).content.decode()


def test_sharing_reads_the_texts_again(approach: Approach, coordinator: Any) -> None:
    """A dossier that was made of what stood there before dossiers was never read for this."""
    asked = approach.group.bundle.questions.order_by("pk")[0].text
    for text, said in (("Bel 06 12345678", "06"), (asked, "eigen woorden")):
        Approach.objects.filter(pk=approach.pk).update(cause=text)
        with pytest.raises(Refused, match=said):
            share_approach(approach, by=coordinator)
    approach.refresh_from_db()
    assert not approach.shared


def test_who_took_it_over_is_a_number_until_their_own_dossier_is_shared(
    client: Client, approach: Approach, coordinator: Any, elsewhere: Bundle, outsider: Any
) -> None:
    share_approach(approach, by=coordinator)
    copy = start_group(
        elsewhere, name="Rustig elders", copied_from=approach, different="Hier ’s avonds", by=outsider
    )
    client.force_login(coordinator)
    shown = client.get(approach.get_absolute_url()).content.decode()
    assert "Overgenomen door 1 groep in een andere kring." in shown
    assert "Rustig elders" not in shown
    assert "Hier ’s avonds" not in shown
    copy.state, copy.elements = GroupState.EVALUATED, {**dict.fromkeys(ELEMENTS, 0), "relaxing": 3}
    copy.what_worked = "Samen wandelen"
    copy.save()
    made = put_in_library(copy, dossier={**DOSSIER, "name": "Rustig elders"}, by=outsider)
    share_approach(made, by=outsider)
    shown = client.get(approach.get_absolute_url()).content.decode()
    assert "Hier ’s avonds" in shown
    assert "ontspannen en opladen" in shown
    assert "Samen wandelen" in shown
    assert made.get_absolute_url() in shown
    assert copy.get_absolute_url() not in shown


def test_the_library_is_searched_by_theme_and_by_what_was_there(
    client: Client, approach: Approach, coordinator: Any
) -> None:
    other = make_approach(approach.group.pool, by=coordinator, name="Aan tafel")
    other.group.bundle.theme = other.group.pool.themes.get(code="etn")
    other.group.bundle.save()
    client.force_login(coordinator)
    address = reverse("parenting_questions:approaches")
    for asked, is_found in (
        ("?thema=slp", True), ("?thema=etn", False), ("?thema=%00", True), ("?thema=bew", True),
        ("?element=exchange", True),
        ("?element=relaxing", False), ("?thema=slp&element=exchange", True), ("?element=circle", True),
    ):  # fmt: skip
        page = client.get(f"{address}{asked}")
        assert page.status_code == 200
        assert (approach.get_absolute_url() in page.content.decode()) == is_found, asked


def test_working_elements_are_counted_over_what_someone_may_know_of(
    approach: Approach, coordinator: Any, elsewhere: Bundle, outsider: Any
) -> None:
    assert library.elements(outsider, "wide") is None
    share_approach(approach, by=coordinator)
    for user in (coordinator, outsider):
        chart = library.elements(user, "wide")
        assert chart is not None
        assert chart.title == "Het vaakst: uitwisselen en leren, in 1 van 1 groep"
        assert chart.table.rows[0] == ("Uitwisselen en leren", "1", "1")
        assert library.elements(user, "wide", theme="etn") is None


@pytest.mark.parametrize(
    ("parents", "said"),
    [
        ([], "niet geteld"),
        ([7], "1 bijeenkomst, met 7 ouders per keer."),
        ([6, 9, 7], "3 bijeenkomsten, met 6 tot 9 ouders per keer."),
        ([2, 9], "met hoogstens 9 ouders per keer."),
        ([2, 4], "met minder dan 5 ouders per keer."),
    ],
)
def test_few_parents_are_not_told_apart(approach: Approach, parents: list[int], said: str) -> None:
    approach.group.meetings.all().delete()
    for day, number in enumerate(parents, start=1):
        approach.group.meetings.create(day=TODAY.replace(day=day), parents=number)
    assert said in library.attendance(approach.group)


def test_the_paper_says_what_the_page_says(approach: Approach, coordinator: Any, client: Client) -> None:
    data = data_of(approach, TODAY)
    client.force_login(coordinator)
    shown = client.get(approach.get_absolute_url()).content.decode()
    for part in data["parts"]:
        assert part["title"] in shown
        assert part["text"] in shown
    assert data["attendance"] in shown
    pdf = make_pdf(TEMPLATE, data, made_on=TODAY)
    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid" in pdf
