"""Whether neighbourhoods count for other municipalities: asked, agreed, stopped; and what is then counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan import elsewhere as rule
from rondom.workflows.quickscan import tallies as shown
from rondom.workflows.quickscan.actions import sharing, tallies
from rondom.workflows.quickscan.actions.improving import take_back
from rondom.workflows.quickscan.advice import Advice
from rondom.workflows.quickscan.elsewhere import NONE, Fact, attempt
from rondom.workflows.quickscan.models import NEXT_SHARING_STATES, Scan, Sharing, SharingState, Tallied, Tally
from rondom.workflows.quickscan.overviews import waiting
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import reported
from rondom.workflows.quickscan.tests.test_together import call_back, started

pytestmark = pytest.mark.django_db
CALL = Advice("bellen", ("s1",), "Bel na drie weken terug", "alle organisaties", "klein")
STEPS = {
    SharingState.ASKED: sharing.ask_to_share,
    SharingState.ON: sharing.agree_to_share,
    SharingState.OFF: sharing.stop_sharing,
}


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def policy(scan: Scan, coordinator: Any, outsider: Any) -> Any:
    add_member(scan.circle, user=outsider, role=Role.POLICY, by=coordinator)
    return outsider


def share(scan: Scan, by: Any) -> None:
    sharing.ask_to_share(scan, today=TODAY, by=by)
    sharing.agree_to_share(scan, today=TODAY, by=by)


def invented(rose: int = 5) -> Tally:
    """A tally of three municipalities, thirty neighbourhoods with an action and thirty without."""
    facts = [
        Fact((0, 1000 * number + 100 * (row == NONE) + at), f"GM{number}", done, at < rose)
        for number in range(3)
        for row, done in ((NONE, frozenset[str]()), ("bellen", frozenset({"bellen"})))
        for at in range(10)
    ]
    found = attempt(facts, [])
    assert found is not None
    return tallies.keep(found, scale="schaal", name="Signaleren", today=TODAY)


@pytest.mark.parametrize(("state", "to"), [(a, b) for a in SharingState.values for b in SharingState.values])
def test_it_goes_only_where_it_may(scan: Scan, coordinator: Any, state: str, to: str) -> None:
    Sharing.objects.create(scan=scan, state=state, since=TODAY)
    later = TODAY + timedelta(days=1)
    if to in NEXT_SHARING_STATES[state]:
        STEPS[SharingState(to)](scan, today=later, by=coordinator)
        assert Sharing.objects.get(scan=scan).since == later
    else:
        with pytest.raises(Refused):
            STEPS[SharingState(to)](scan, today=later, by=coordinator)
        to = state
    assert Sharing.objects.get(scan=scan).state == to


@pytest.mark.parametrize(
    ("role", "page", "ask", "agree", "stop"),
    [
        (None, 404, 404, 404, 404),
        (Role.PARENT, 403, 403, 403, 403),
        (Role.EXPERT, 403, 403, 403, 403),
        (Role.PROFESSIONAL, 403, 403, 403, 403),
        (Role.RESEARCHER, 200, 403, 403, 403),
        (Role.POLICY, 200, 403, 302, 302),
        (Role.COORDINATOR, 200, 302, 403, 302),
    ],
)
def test_who_may_do_what(
    scan: Scan, coordinator: Any, outsider: Any, client: Client,
    role: str | None, page: int, ask: int, agree: int, stop: int,
) -> None:  # fmt: skip
    if role:
        add_member(scan.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    assert client.get(reverse("quickscan:sharing", args=[scan.pk])).status_code == page
    for name, state, status in (
        ("ask_to_share", SharingState.OFF, ask),
        ("agree_to_share", SharingState.ASKED, agree),
        ("stop_sharing", SharingState.ON, stop),
    ):
        Sharing.objects.update_or_create(scan=scan, defaults={"state": state, "since": TODAY})
        assert client.post(reverse(f"quickscan:{name}", args=[scan.pk])).status_code == status


def test_the_policy_officer_hears_that_it_was_asked(scan: Scan, coordinator: Any, policy: Any) -> None:
    words = "Beslissen over meetellen voor andere gemeenten"
    sharing.ask_to_share(scan, today=TODAY, by=coordinator)
    assert words in [one.title for one in waiting(policy, TODAY)]
    assert words not in [one.title for one in waiting(coordinator, TODAY)]
    sharing.agree_to_share(scan, today=TODAY, by=policy)
    assert words not in [one.title for one in waiting(policy, TODAY)]


def test_a_scan_of_no_municipality_cannot_count(scan: Scan, coordinator: Any) -> None:
    scan.circle.municipality = None
    scan.circle.save()
    with pytest.raises(Refused, match="niet bij één gemeente"):
        sharing.ask_to_share(scan, today=TODAY, by=coordinator)


def test_the_page_shows_numbers_margins_and_that_it_proves_nothing(
    scan: Scan, coordinator: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(shown.LABELS, "bellen", CALL.activity)
    invented()
    client.force_login(coordinator)
    page = client.get(reverse("quickscan:together", args=[scan.pk])).content.decode()
    assert "Bel na drie weken terug: signaleren ging omhoog in 15 van de 30 wijken" in page
    assert "(50%, tussen 33% en 67%)" in page
    assert "De marges overlappen: het verschil kan toeval zijn." in page
    assert "Wijken van 3 gemeenten. Dit bewijst niet dat de actie hielp." in page
    assert f"De wijken van {scan} tellen niet mee." in page


def test_without_tallies_the_page_says_that_there_are_too_few(
    scan: Scan, coordinator: Any, client: Client
) -> None:
    client.force_login(coordinator)
    page = client.get(reverse("quickscan:together", args=[scan.pk])).content.decode()
    assert "Er zijn nog te weinig gemeenten en wijken die meetellen." in page


def test_what_was_withheld_is_not_there(scan: Scan) -> None:
    assert invented(rose=10).document == {}
    assert shown.elsewhere() == []


def test_nothing_is_counted_of_one_municipality(scan: Scan, coordinator: Any) -> None:
    for _ in range(2):
        reported(scan, coordinator)
    share(scan, coordinator)
    assert tallies.make_tallies(TODAY) == 0
    assert not Tally.objects.exists()


@pytest.fixture
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if three neighbourhoods of one municipality were many."""
    monkeypatch.setattr(tallies, "LIBRARY", (CALL,))
    monkeypatch.setattr(tallies, "FEWEST_MUNICIPALITIES", 0)
    monkeypatch.setattr(rule, "FEWEST_MUNICIPALITIES", 1)
    monkeypatch.setattr(rule, "FEWEST_OTHERS", 1)


def with_action(scan: Scan, by: Any) -> None:
    """Measured twice, with an action done in one of the neighbourhoods."""
    call_back(started(reported(scan, by)[1], by), by)
    reported(scan, by)


def test_a_neighbourhood_is_counted_once(scan: Scan, coordinator: Any, easy: None) -> None:
    with_action(scan, coordinator)
    assert tallies.make_tallies(TODAY) == 0
    share(scan, coordinator)
    assert tallies.make_tallies(TODAY) >= 1
    assert Tallied.objects.values("area").distinct().count() == 3
    assert tallies.make_tallies(TODAY) == 0


def test_who_stops_is_out_at_once_and_not_counted_again(scan: Scan, coordinator: Any, easy: None) -> None:
    with_action(scan, coordinator)
    share(scan, coordinator)
    tallies.make_tallies(TODAY)
    Tally.objects.update(document=invented().document)
    sharing.stop_sharing(scan, today=TODAY, by=coordinator)
    mine = Tally.objects.with_scan(scan)
    assert mine.exists()
    assert not mine.standing().exists()
    assert {str(one.document) for one in mine} == {"{}"}
    share(scan, coordinator)
    assert tallies.make_tallies(TODAY) == 0


def test_a_withdrawn_report_takes_the_tallies_along(scan: Scan, coordinator: Any, easy: None) -> None:
    with_action(scan, coordinator)
    share(scan, coordinator)
    tallies.make_tallies(TODAY)
    first = Release.objects.filter(publication__area=None).order_by("pk")[0]
    take_back(first, because="Verkeerde antwoorden", today=TODAY, by=coordinator)
    assert not Tally.objects.standing().with_scan(scan).exists()


def test_everyone_in_a_circle_counts_as_a_reader_of_its_municipality(scan: Scan) -> None:
    assert scan.circle.municipality is not None
    assert tallies._readers([scan]) == {frozenset({scan.circle.municipality.code})}
