"""A gathering for part of a circle is not there for the rest of it: on no page, list, file or calendar."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.cores.meet.actions.gatherings import prepare_gathering, start_series
from rondom.cores.meet.actions.people import add_participant, participant_of
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.gathering import GatheringState
from rondom.cores.meet.tests.factories import make_gathering, soon
from rondom.cores.meet.urls import urlpatterns
from rondom.foundation.access import may, permissions
from rondom.foundation.circles.actions import add_member, remove_member
from rondom.foundation.circles.models import Audience, Membership, Role

OURS = sorted(name for name in permissions() if name.startswith("meet."))
SECRET = "Kenmerk van een besloten overleg"


@pytest.fixture
def second(circle: Any, coordinator: Any, outsider: Any) -> Any:
    """Another coordinator of the same circle."""
    add_member(circle, user=outsider, role=Role.COORDINATOR, by=coordinator)
    return outsider


@pytest.fixture
def closed_off(circle: Any, coordinator: Any) -> Gathering:
    """For named people only, in a series; one follows it."""
    series = start_series(circle, name="Reeks", purpose="", phases=[("Dromen", "")], by=coordinator)
    gathering = make_gathering(circle, by=coordinator, title=SECRET, audience=Audience.NAMED)
    Gathering.objects.filter(pk=gathering.pk).update(series=series, phase=series.phases.get())
    fields = {"title": SECRET, "audience": Audience.NAMED, "follows": gathering}
    prepare_gathering(circle, fields=fields, by=coordinator)
    gathering.refresh_from_db()
    return gathering


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("role", [*Role.values, None])
def test_who_may_do_anything_with_it_may_see_it(
    circle: Any, coordinator: Any, outsider: Any, audience: str, role: str | None
) -> None:
    gathering = make_gathering(circle, by=coordinator, audience=audience)
    if role:
        Membership.objects.create(circle=circle, user=outsider, role=role)
    visible = Gathering.objects.visible_to(outsider).filter(pk=gathering.pk).exists()
    may_do = [name for name in OURS if name != "meet.start_gathering" and may(outsider, name, gathering)]
    assert visible == may(outsider, "meet.view_gathering", gathering)
    assert visible or not may_do
    assert not [name for name in OURS if may(AnonymousUser(), name, gathering)]


def test_who_leads_and_leaves_the_circle_does_nothing_any_more(
    circle: Any, planned: Gathering, parent: Any, coordinator: Any
) -> None:
    add_participant(planned, user=parent, role="ouder", leads=True, by=coordinator)
    assert may(parent, "meet.lead_gathering", planned)
    remove_member(circle, user=parent, by=coordinator)
    assert not [name for name in OURS if may(parent, name, planned)]


def test_no_address_of_it_opens_for_another_coordinator(
    client: Client, closed_off: Gathering, second: Any
) -> None:
    client.force_login(second)
    about_one = [
        (one.name, len(one.pattern.converters))
        for one in urlpatterns
        if str(one.pattern).startswith("bijeenkomsten/<")
    ]
    assert len(about_one) > 20
    for name, numbers in about_one:
        args = [closed_off.pk, *([1] * (numbers - 1))]
        for method in (client.get, client.post):
            assert method(reverse(f"meet:{name}", args=args)).status_code in {404, 405}, name


def test_no_page_of_the_circle_names_it(
    client: Client, circle: Any, closed_off: Gathering, second: Any, coordinator: Any
) -> None:
    pages = [
        reverse("meet:all"),
        reverse("meet:gatherings", args=[circle.pk]),
        reverse("meet:series", args=[closed_off.series_id]),
        reverse("meet:new_gathering", args=[circle.pk]) + f"?na={closed_off.pk}",
        reverse("circles:log", args=[circle.pk]),
        reverse("circles:members", args=[circle.pk]),
        "/",
    ]
    client.force_login(second)
    assert [page for page in pages if SECRET in client.get(page).content.decode()] == []
    client.force_login(coordinator)
    assert SECRET in client.get(pages[0]).content.decode()
    assert SECRET in client.get(pages[1]).content.decode()


def test_a_next_gathering_shows_to_who_may_see_it(
    client: Client, circle: Any, coordinator: Any, parent: Any
) -> None:
    open_ = make_gathering(circle, by=coordinator)
    fields = {"title": SECRET, "audience": Audience.PROFESSIONALS, "follows": open_}
    prepare_gathering(circle, fields=fields, by=coordinator)
    client.force_login(parent)
    assert SECRET not in client.get(reverse("meet:gathering", args=[open_.pk])).content.decode()


def test_being_invited_lets_in(closed_off: Gathering, parent: Any, coordinator: Any) -> None:
    assert not Gathering.objects.visible_to(parent).exists()
    add_participant(closed_off, user=parent, role="ouder", by=coordinator)
    assert list(Gathering.objects.visible_to(parent)) == [closed_off]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("change", {"title": "x", "neutral_title": "x", "audience": "circle", "minutes": "60", "seen": "1"}),
        ("people", {"label": "iemand", "role": "gast"}),
        ("step", {"step": "cancel", "because": "x"}),
        ("mail", {}),
        ("paper", {"number": "1", "on_behalf": "x", "text": "x"}),
    ],
)
def test_who_takes_part_does_not_lead(
    client: Client, planned: Gathering, parent: Any, name: str, form: dict[str, str]
) -> None:
    participant_of(planned, parent)
    client.force_login(parent)
    before = Gathering.objects.filter(pk=planned.pk).values().get()
    assert client.post(reverse(f"meet:{name}", args=[planned.pk]), form).status_code == 403
    assert Gathering.objects.filter(pk=planned.pk).values().get() == before


def test_addresses_show_to_who_leads_only(
    client: Client, planned: Gathering, parent: Any, coordinator: Any
) -> None:
    add_participant(planned, email="buur@voorbeeld.test", role="buur", by=coordinator)
    client.force_login(parent)
    for name in ("gathering", "minutes"):
        page = client.get(reverse(f"meet:{name}", args=[planned.pk])).content.decode()
        assert "@voorbeeld.test" not in page
    client.force_login(coordinator)
    assert "buur@voorbeeld.test" in client.get(reverse("meet:people", args=[planned.pk])).content.decode()


STEPS = {
    "plan": (GatheringState.CONCEPT, GatheringState.PLANNED),
    "hold": (GatheringState.PLANNED, GatheringState.HELD),
    "close": (GatheringState.HELD, GatheringState.CLOSED),
    "cancel": (None, GatheringState.CANCELLED),
}
WHO = ("coordinator", "researcher", "professional", "outsider", "superuser", "parent")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(taken=st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(sorted(STEPS))), max_size=8))
def test_it_goes_only_where_who_leads_brings_it(
    circle: Any, request: Any, taken: list[tuple[str, str]]
) -> None:
    cast = {who: request.getfixturevalue(who) for who in WHO}
    with transaction.atomic():
        gathering = make_gathering(circle, by=cast["coordinator"], starts_at=soon(hours=-2))
        expected: str = GatheringState.CONCEPT
        for who, step in taken:
            browser = Client()
            browser.force_login(cast[who])
            sent = {"step": step, "because": "ziek"}
            status = browser.post(reverse("meet:step", args=[gathering.pk]), sent).status_code
            assert status in ({302, 409} if who == "coordinator" else {403, 404})
            before, after = STEPS[step]
            if who == "coordinator" and (
                before == expected or (step == "cancel" and expected in {"concept", "planned"})
            ):
                expected = after
            gathering.refresh_from_db()
            assert gathering.state == expected
        transaction.set_rollback(True)
