"""The address of a withdrawn report leads on, to what its reader may read in its place."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.foundation.circles.actions import add_member
from rondom.workflows.quickscan.actions.improving import start_improvement, take_back
from rondom.workflows.quickscan.actions.reports import ask_for_reports, make_reports
from rondom.workflows.quickscan.improving import proposals
from rondom.workflows.quickscan.models import Scan, Wave
from rondom.workflows.quickscan.reports import address_of
from rondom.workflows.quickscan.tests.factories import make_scan, make_wave

pytestmark = pytest.mark.django_db
PEOPLE = {"po": 14, "soc": 12, "won": 13}
WHY = "Er stond een verkeerd aantal genodigden in."
NOTHING = "nog geen ander rapport"


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def wave(scan: Scan, coordinator: Any) -> Wave:
    return make_wave(scan, by=coordinator, people=PEOPLE)


def released(wave: Wave, by: Any, audience: str = "circle") -> Release:
    """A new report about the first neighbourhood."""
    run, _ = ask_for_reports(wave.round, audience=audience, by=by)
    make_reports(run, by=by)
    found = Release.objects.filter(results__round=wave.round, results__audience=audience)
    last = found.exclude(publication__area=None).order_by("publication__area__name", "number")
    area = last[0].publication.area
    newest = last.filter(publication__area=area).last()
    assert newest is not None
    return newest


def withdrawn(release: Release, by: Any) -> str:
    take_back(release, because=WHY, today=TODAY, by=by)
    return address_of(release)


def test_to_the_next_edition(client: Client, wave: Wave, coordinator: Any) -> None:
    old, new = released(wave, coordinator), released(wave, coordinator)
    client.force_login(coordinator)
    assert f'href="{address_of(new)}"' in client.get(withdrawn(old, coordinator)).text


def test_to_the_edition_before_it_when_that_stands(client: Client, wave: Wave, coordinator: Any) -> None:
    old, new = released(wave, coordinator), released(wave, coordinator)
    client.force_login(coordinator)
    assert f'href="{address_of(old)}"' in client.get(withdrawn(new, coordinator)).text


def test_to_the_report_of_the_next_wave_about_the_same_neighbourhood(
    client: Client, scan: Scan, wave: Wave, coordinator: Any
) -> None:
    old = released(wave, coordinator)
    new = released(make_wave(scan, by=coordinator, people=PEOPLE), coordinator)
    client.force_login(coordinator)
    page = client.get(withdrawn(old, coordinator)).text
    assert f'href="{address_of(new)}"' in page
    assert page.count(", uitgave 1</a>") == 1  # no other neighbourhood


def test_not_to_an_earlier_wave(client: Client, scan: Scan, wave: Wave, coordinator: Any) -> None:
    released(wave, coordinator)
    new = released(make_wave(scan, by=coordinator, people=PEOPLE), coordinator)
    client.force_login(coordinator)
    assert NOTHING in client.get(withdrawn(new, coordinator)).text


def test_to_the_plan_for_who_may_see_it(
    client: Client, wave: Wave, coordinator: Any, professional: Any
) -> None:
    old = released(wave, coordinator)
    items = [one.item for one in proposals(old)[:1]]
    plan = start_improvement(old, items=items, advice=[], today=TODAY, by=coordinator)
    add_member(plan.circle, user=professional, role="policy", by=coordinator)
    address = withdrawn(old, coordinator)
    seen = [plan.__class__.objects.visible_to(user).exists() for user in (coordinator, professional)]
    for user, sees in zip((coordinator, professional), seen, strict=True):
        client.force_login(user)
        assert (f'href="{plan.get_absolute_url()}"' in client.get(address).text) is sees


def test_a_visitor_is_led_to_what_is_for_everyone_alone(client: Client, wave: Wave, coordinator: Any) -> None:
    released(wave, coordinator)
    public, newer = released(wave, coordinator, "public"), released(wave, coordinator, "public")
    inner = released(wave, coordinator)
    page = client.get(withdrawn(public, coordinator)).text
    assert f'href="{address_of(newer)}"' in page
    assert address_of(inner) not in page
    withdrawn(newer, coordinator)
    assert NOTHING in client.get(address_of(public)).text
    client.force_login(coordinator)
    assert f'href="{address_of(inner)}"' in client.get(address_of(public)).text


def test_the_scan_stays_one_step_away(client: Client, wave: Wave, coordinator: Any) -> None:
    old = released(wave, coordinator)
    client.force_login(coordinator)
    back = reverse("quickscan:of_circle", args=[wave.scan.circle_id])
    assert f'href="{back}"' in client.get(withdrawn(old, coordinator)).text
