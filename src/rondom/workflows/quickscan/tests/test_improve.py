"""From a report to an improvement plan, and back in the next report."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.releases import withdraw
from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.plan.actions.actions import add_action
from rondom.cores.plan.actions.goals import add_goal, drop_goal
from rondom.cores.plan.actions.indicators import choose_indicator
from rondom.cores.plan.actions.plans import agree_plan, start_work
from rondom.cores.plan.models import Action, Indicator, Plan
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.improving import start_improvement, take_back
from rondom.workflows.quickscan.actions.reports import ask_for_reports, make_reports
from rondom.workflows.quickscan.advice import LIBRARY, advice_for
from rondom.workflows.quickscan.improving import proposals
from rondom.workflows.quickscan.models import Scan, Wave
from rondom.workflows.quickscan.overviews import standing, waiting
from rondom.workflows.quickscan.stages import stages
from rondom.workflows.quickscan.tests.factories import make_scan, make_wave

pytestmark = pytest.mark.django_db
ACTIONS = "rondom.workflows.quickscan.actions.improving"
PEOPLE = {"po": 14, "soc": 12, "won": 13}


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


def reported(scan: Scan, by: Any, audience: str = "circle") -> list[Release]:
    wave = make_wave(scan, by=by, people=PEOPLE)
    return released(wave, by, audience)


def released(wave: Wave, by: Any, audience: str = "circle") -> list[Release]:
    run, _ = ask_for_reports(wave.round, audience=audience, by=by)
    make_reports(run, by=by)
    found = Release.objects.filter(results__round=wave.round, results__audience=audience)
    return list(found.order_by("pk"))


def improve(release: Release, by: Any, number: int = 1) -> Plan:
    items = [one.item for one in proposals(release)[:number]]
    return start_improvement(release, items=items, advice=[], today=TODAY, by=by)


def test_a_goal_knows_the_sentence_and_the_numbers_it_came_from(scan: Scan, coordinator: Any) -> None:
    release = reported(scan, coordinator)[0]
    first = proposals(release)[0]
    plan = improve(release, coordinator)
    goal = plan.goals.get()
    origin = goal.origins.get()
    assert origin.label == first.sentence
    assert origin.address.endswith(f"#vraag-{first.item}")
    assert first.question in goal.words
    readings = {one.kind: one.readings.get() for one in goal.indicators.all()}
    assert set(readings) == {"item_share", "scale_mean"}
    assert all(reading.is_baseline for reading in readings.values())
    assert f"{readings['item_share'].value:.0f}%" in first.sentence


def test_the_next_wave_fills_in_the_result_by_itself(scan: Scan, coordinator: Any) -> None:
    plan = improve(reported(scan, coordinator)[0], coordinator)
    agree_plan(plan, by=coordinator)
    start_work(plan, by=coordinator)
    reported(scan, coordinator)
    for indicator in Indicator.objects.filter(goal__plan=plan):
        then, now = indicator.readings.all()
        assert (then.is_baseline, now.is_baseline) == (True, False)
        assert then.code != now.code


def test_the_next_report_says_what_became_of_each_goal(scan: Scan, coordinator: Any, client: Client) -> None:
    plan = improve(reported(scan, coordinator)[0], coordinator)
    add_action(plan.goals.get(), what="Een avond voor leerkrachten", by=coordinator)
    agree_plan(plan, by=coordinator)
    release = reported(scan, coordinator)[0]
    client.force_login(coordinator)
    page = client.get(address(release)).content.decode()
    assert "Wat wij ons voornamen" in page
    assert "Een avond voor leerkrachten" in page
    assert str(plan.goals.get()) in page.replace("&#x27;", "'")
    assert " naar " in page


def test_the_next_report_says_that_a_goal_was_let_go(scan: Scan, coordinator: Any, client: Client) -> None:
    plan = improve(reported(scan, coordinator)[0], coordinator)
    agree_plan(plan, by=coordinator)
    drop_goal(plan.goals.get(), reason="Niemand trok dit", by=coordinator)
    release = reported(scan, coordinator)[0]
    client.force_login(coordinator)
    page = client.get(address(release)).content.decode()
    assert "losgelaten" in page
    assert "Niemand trok dit" in page
    assert " naar " in page


def test_a_reader_outside_the_circle_does_not_see_the_goals(
    scan: Scan, coordinator: Any, client: Client
) -> None:
    improve(reported(scan, coordinator)[0], coordinator)
    wave = scan.waves.get()
    public = released(wave, coordinator, "public")[0]
    assert "Wat wij ons voornamen" not in client.get(address(public)).content.decode()


def test_what_a_withdrawn_report_filled_in_goes_with_it(scan: Scan, coordinator: Any) -> None:
    plan = improve(reported(scan, coordinator)[0], coordinator)
    agree_plan(plan, by=coordinator)
    second = reported(scan, coordinator)
    about_the_whole = next(one for one in second if one.publication.area is None)
    elsewhere = next(one for one in second if one.publication.area is not None)
    take_back(elsewhere, because="Verkeerde wijk", today=TODAY, by=coordinator)
    assert {one.readings.count() for one in Indicator.objects.filter(goal__plan=plan)} == {2}
    take_back(about_the_whole, because="Verkeerde antwoorden", today=TODAY, by=coordinator)
    assert {one.readings.count() for one in Indicator.objects.filter(goal__plan=plan)} == {1}


@pytest.mark.parametrize(("number", "says"), [(0, "minstens één"), (4, "hooguit 3")])
def test_one_to_three_priorities(scan: Scan, coordinator: Any, number: int, says: str) -> None:
    release = reported(scan, coordinator)[0]
    with pytest.raises(Refused, match=says):
        improve(release, coordinator, number)
    assert not Plan.objects.exists()


def test_advice_is_not_lost_when_its_question_was_not_chosen(scan: Scan, coordinator: Any) -> None:
    release = reported(scan, coordinator)[0]
    first, second, *_ = proposals(release)
    second = replace(second, advice=(LIBRARY[0],))
    with patch(f"{ACTIONS}.proposals", lambda _: [replace(first, advice=()), second]):
        with pytest.raises(Refused, match="Vink ook die zin aan"):
            start_improvement(
                release, items=[first.item], advice=[LIBRARY[0].code], today=TODAY, by=coordinator
            )
        assert not Plan.objects.exists()
        start_improvement(release, items=[second.item], advice=[LIBRARY[0].code], today=TODAY, by=coordinator)
    assert Action.objects.get().what == LIBRARY[0].activity


def test_what_people_choose_themselves_has_the_number_of_now(
    scan: Scan, coordinator: Any, client: Client
) -> None:
    """A goal from a decision has no numbers of its own: someone chooses how to see it."""
    first = reported(scan, coordinator)[0]
    plan = improve(first, coordinator)
    goal = add_goal(plan, words="Wij bellen terug", by=coordinator)
    agree_plan(plan, by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("plan:add_indicator", args=[plan.pk, goal.pk]))
    groups = dict(page.context["form"].fields["definition"].choices)
    key, label = next(iter(groups["Deel dat een antwoord geeft, in procenten"]))
    assert label.startswith("s1, zegt ")
    form = {"name": "Terugbellen", "definition": key, "direction": "down", "target": "10"}
    assert client.post(page.request["PATH_INFO"], form).status_code == 302
    then = Indicator.objects.get(goal=goal).readings.get()
    assert then.is_baseline
    assert label.removesuffix(".") in client.get(goal.get_absolute_url()).text
    assert (then.on, then.address) == (first.results.round.closes_on, address(first))
    reported(scan, coordinator)
    assert Indicator.objects.get(goal=goal).readings.count() == 2


def test_who_chooses_late_still_sees_then_and_now(scan: Scan, coordinator: Any) -> None:
    first = reported(scan, coordinator)[0]
    plan = improve(first, coordinator)
    goal = add_goal(plan, words="Wij bellen terug", by=coordinator)
    second = reported(scan, coordinator)
    share = {"item": "s1", "codes": ["1", "2"]}
    late = choose_indicator(goal, name="Terugbellen", kind="item_share", parameters=share, by=coordinator)
    then, now = late.readings.all()
    assert (then.is_baseline, now.is_baseline) == (True, False)
    assert then.address == address(first)
    for one in second:
        withdraw(one, because="Verkeerde antwoorden", today=TODAY, by=coordinator)
    again = choose_indicator(goal, name="Nog eens", kind="item_share", parameters=share, by=coordinator)
    assert again.readings.get().address == address(first)


def test_a_plan_is_made_of_a_report_for_the_circle(scan: Scan, coordinator: Any) -> None:
    reported(scan, coordinator)
    public = released(scan.waves.get(), coordinator, "public")[0]
    with pytest.raises(Refused, match="voor de kring"):
        start_improvement(public, items=["s1"], advice=[], today=TODAY, by=coordinator)


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.PROFESSIONAL, 403), (Role.PARENT, 403), (Role.COORDINATOR, 200)]
)
def test_who_makes_a_plan(
    scan: Scan, coordinator: Any, outsider: Any, client: Client, role: str | None, status: int
) -> None:
    release = reported(scan, coordinator)[0]
    if role:
        add_member(scan.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    assert client.get(address(release, "improve")).status_code == status


def test_choosing_on_the_page_makes_the_plan(scan: Scan, coordinator: Any, client: Client) -> None:
    release = reported(scan, coordinator)[0]
    client.force_login(coordinator)
    chosen = [one.item for one in proposals(release)[:2]]
    refused = client.post(address(release, "improve"), {"item": []})
    assert refused.status_code == 422
    response = client.post(address(release, "improve"), {"item": chosen})
    plan = Plan.objects.get()
    assert response.headers["Location"] == plan.get_absolute_url()
    assert plan.goals.count() == 2


def test_where_a_scan_stands_follows_its_plan(scan: Scan, coordinator: Any) -> None:
    release = reported(scan, coordinator)[0]

    def now() -> str:
        return next(stage.name for stage in stages(scan) if stage.state == "now")

    assert now() == "Uitkomsten"
    plan = improve(release, coordinator)
    assert now() == "Rondetafel"
    agree_plan(plan, by=coordinator)
    assert now() == "Verbeterplan"
    assert {one.stage for one in standing(coordinator)} == {"verbeterplan"}


def test_a_next_wave_proposes_itself_after_a_year(scan: Scan, coordinator: Any) -> None:
    wave = make_wave(scan, by=coordinator, people=PEOPLE)
    soon, later = wave.round.closes_on + timedelta(days=300), wave.round.closes_on + timedelta(days=365)
    assert "Opnieuw meten" not in [one.title for one in waiting(coordinator, soon)]
    again = next(one for one in waiting(coordinator, later) if one.title == "Opnieuw meten")
    assert again.address == reverse("quickscan:add_wave", args=[scan.pk])


def test_every_advice_is_about_questions_of_the_quickscan() -> None:
    from rondom.instruments import shipped

    asked = {item.name for item in shipped("quickscan").items()}
    assert {item for one in LIBRARY for item in one.items} <= asked
    assert [one.code for one in advice_for(["S7"])] == ["consult"]


def address(release: Release, name: str = "release") -> str:
    return reverse(f"quickscan:{name}", args=[release.made_on.year, release.publication.key, release.number])
