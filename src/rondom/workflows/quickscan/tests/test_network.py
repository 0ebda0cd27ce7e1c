"""The cooperation network in a report, and as an indicator that the next wave fills in."""

import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from rondom.analysis.disclosure import TOTAL
from rondom.cores.measure.cooperation import CONFIRMED, DENSITY, ORGANISATIONS, TO
from rondom.cores.measure.models import FrameCell, Release
from rondom.cores.measure.overviews import partners_of
from rondom.cores.measure.tests.factories import TODAY, make_instrument, make_version
from rondom.cores.plan.actions.goals import add_goal
from rondom.cores.plan.actions.indicators import add_indicator, choose_indicator
from rondom.cores.plan.actions.plans import agree_plan
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Indicator, Plan
from rondom.instruments import NOBODY
from rondom.workflows.quickscan.improving import network_choices
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.reports import report_of
from rondom.workflows.quickscan.tests.factories import Partners, make_scan, make_wave
from rondom.workflows.quickscan.tests.test_improve import PEOPLE, improve, released
from rondom.workflows.quickscan.tests.test_read_report import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


def naming(**sectors: tuple[str, ...]) -> Partners:
    """Of every four people in a sector three name these; the fourth has contact with nobody."""

    def partners(cell: FrameCell, place: int) -> dict[str, Any]:
        chosen = [one for one in partners_of(cell) if one.sector.code in sectors.get(cell.sector.code, ())]
        if place % 4 == 0 or not chosen:
            return {"partners": [NOBODY]}
        about = {str(one.pk): {"hoe": str(2 + (place + one.pk) % 4)} for one in chosen}
        return {"partners": list(about), "netwerk": about}

    return partners


def reported(scan: Scan, by: Any, partners: Partners, audience: str = "circle") -> list[Release]:
    return released(make_wave(scan, by=by, people=PEOPLE, partners=partners), by, audience)


LOOSE = naming(po=("soc",), soc=("po",), won=())
"""19 of 39 people have contact with one of two other sectors: 24%."""

TIGHT = naming(po=("soc", "won"), soc=("po", "won"), won=("soc", "po"))
"""28 of 39 have contact with both: 72%."""


def test_the_report_draws_the_network_and_says_its_measures(
    scan: Scan, coordinator: Any, client: Client
) -> None:
    first = reported(scan, coordinator, TIGHT)[0]
    client.force_login(coordinator)
    page = client.get(address(first))
    assert 'id="netwerk"' in page.text
    assert "Het meeste contact is tussen" in page.text
    cooperation = page.context["report"].cooperation
    measures = {row[0].split(":")[0]: row[1] for row in cooperation.measures.rows}
    density = first.results.released.mean(DENSITY).mean
    assert density is not None
    assert measures["Dichtheid"].startswith(f"{density:.0f}%")
    table = cooperation.picture.wide.table
    assert len(table.rows) == 4
    assert table.rows[0][1] == "–"
    assert client.get(address(first, "release_pdf")).status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(client.get(address(first, "release_tables")).content))
    titles = [sheet["A1"].value for sheet in book]
    assert cooperation.picture.wide.title in titles


def test_the_page_of_one_neighbourhood_has_its_own_network(scan: Scan, coordinator: Any) -> None:
    whole, *_, one = reported(scan, coordinator, TIGHT)
    assert one.publication.area is not None
    found = report_of(one.results, one.document).cooperation
    about = one.results.released.mean(DENSITY, str(one.publication.area.pk), TOTAL)
    assert found is not None
    assert found.measures.rows[0][2] == str(about.n)
    assert about.n != whole.results.released.mean(DENSITY).n


def test_nothing_is_said_when_nobody_was_asked_or_answered(
    scan: Scan, coordinator: Any, client: Client
) -> None:
    first = reported(scan, coordinator, lambda cell, place: {})[0]
    assert report_of(first.results, first.document).cooperation is None
    client.force_login(coordinator)
    assert 'id="netwerk"' not in client.get(address(first)).text


def test_a_report_names_sectors_and_no_organisation(scan: Scan, coordinator: Any, client: Client) -> None:
    first = reported(scan, coordinator, TIGHT)[0]
    client.force_login(coordinator)
    for name in ("release", "release_json"):
        assert "(voorbeeld)" not in client.get(address(first, name)).text.replace("Waterrijk (voorbeeld)", "")


def test_the_next_report_says_then_and_now(scan: Scan, coordinator: Any) -> None:
    reported(scan, coordinator, LOOSE)
    second = reported(scan, coordinator, TIGHT)[0]
    found = report_of(second.results, second.document).cooperation
    assert found is not None
    words, now, _, before, change = found.measures.rows[0]
    assert words.startswith("Dichtheid")
    assert (int(now.split("%")[0]), int(before.rstrip("%"))) == (72, 24)
    assert change.startswith("+47 (")
    assert "toeval" not in change


def with_indicator(plan: Plan, measure: str, by: Any) -> Indicator:
    goal = add_goal(plan, words="Wij weten elkaar te vinden", by=by)
    return choose_indicator(
        goal, name="Dichtheid", kind=Kind.NETWORK, parameters={"measure": measure}, by=by
    )  # fmt: skip


def test_the_next_wave_fills_in_a_measure_of_the_network(scan: Scan, coordinator: Any) -> None:
    plan = improve(reported(scan, coordinator, LOOSE)[0], coordinator)
    made = {
        measure: with_indicator(plan, measure, coordinator)
        for measure in (DENSITY, ORGANISATIONS, CONFIRMED, f"{TO}won")
    }
    agree_plan(plan, on=TODAY, by=coordinator)
    second = reported(scan, coordinator, TIGHT)[0]
    for measure, indicator in made.items():
        *before, now = indicator.readings.all()
        shown = second.results.released.mean(measure)
        assert (now.value, now.n) == (shown.mean, shown.n)
        assert not now.is_baseline
        assert [one.is_baseline for one in before] in ([True], [])
    assert [f"{one.value:.0f}" for one in made[DENSITY].readings.all()] == ["24", "72"]


def test_measures_of_the_network_can_be_chosen_on_the_page(
    scan: Scan, coordinator: Any, client: Client
) -> None:
    plan = improve(reported(scan, coordinator, LOOSE)[0], coordinator)
    goal = add_goal(plan, words="Wij weten elkaar te vinden", by=coordinator)
    client.force_login(coordinator)
    address_ = reverse("plan:add_indicator", args=[plan.pk, goal.pk])
    groups = dict(client.get(address_).context["form"].fields["definition"].choices)
    offered = {json.loads(key)[1]["measure"]: label for key, label in groups["Maat van het netwerk"]}
    assert list(offered)[:3] == [DENSITY, ORGANISATIONS, CONFIRMED]
    assert offered[f"{TO}won"].startswith("Contact van de andere sectoren met Wonen, van 0 (geen) tot 5")
    key = next(key for key, _ in groups["Maat van het netwerk"])
    form = {"name": "Dichtheid", "definition": key, "direction": "up", "target": "60"}
    assert client.post(address_, form).status_code == 302
    assert Indicator.objects.get(goal=goal).readings.get().is_baseline


def test_a_measure_that_does_not_exist_gives_no_number(scan: Scan, coordinator: Any) -> None:
    plan = improve(reported(scan, coordinator, TIGHT)[0], coordinator)
    goal = add_goal(plan, words="Wij weten elkaar te vinden", by=coordinator)
    made = add_indicator(
        goal, name="Anders", kind=Kind.NETWORK, parameters={"measure": "contact.anders"}, by=coordinator
    )
    agree_plan(plan, on=TODAY, by=coordinator)
    reported(scan, coordinator, TIGHT)
    assert not made.readings.exists()


def test_a_questionnaire_without_partners_offers_no_network(scan: Scan, coordinator: Any) -> None:
    version = make_version(pages=make_instrument().pages[:2], name="zonder")
    wave = make_wave(scan, by=coordinator, people=PEOPLE, version=version)
    plan = improve(released(wave, coordinator)[0], coordinator)
    assert network_choices(plan) == []
