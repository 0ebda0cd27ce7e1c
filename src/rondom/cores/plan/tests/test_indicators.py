"""Indicators: a definition that fits, and readings that come in by themselves from what was released."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from rondom.charts.tests.factories import figure, hidden, mean, shares
from rondom.cores.plan import measures
from rondom.cores.plan.actions.indicators import (
    add_indicator,
    change_indicator,
    fill_in,
    indicators_waiting_for,
    record_count,
    record_reading,
    take_back_readings,
)
from rondom.cores.plan.definitions import Kind, problem_with
from rondom.cores.plan.models import Goal, Indicator, Plan, Version
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.overviews.progress import indicator_progress
from rondom.cores.plan.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.cores.plan.tests.factories import TODAY
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.refusals import Refused

FIRST = Source("Rapport najaar 2026", "/publicaties/2026/x/v1/", "release:1")
SECOND = Source("Rapport najaar 2027", "/publicaties/2027/x/v1/", "release:2")
LATER = date(2027, 11, 23)


@pytest.fixture(autouse=True)
def no_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "_offered", {})


@pytest.fixture
def scale(goal: Goal, coordinator: Any) -> Indicator:
    return add_indicator(
        goal, name="Ondersteunen", kind=Kind.SCALE_MEAN, parameters={"scale": "O"}, target=60, by=coordinator
    )


@pytest.fixture
def counted(goal: Goal, coordinator: Any) -> Indicator:
    return add_indicator(goal, name="Spreekuren", kind=Kind.COUNT, by=coordinator)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        (Kind.ITEM_MEAN, {"item": "O8"}), (Kind.ITEM_SHARE, {"item": "O8", "codes": ["4", "5"]}),
        (Kind.SCALE_MEAN, {"scale": "O"}), (Kind.NETWORK, {"measure": "density"}), (Kind.COUNT, {}),
    ],
)  # fmt: skip
def test_a_definition_that_fits(kind: str, parameters: dict[str, Any]) -> None:
    assert problem_with(kind, parameters) == ""


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("verzonnen", {}), (Kind.ITEM_MEAN, {}), (Kind.ITEM_MEAN, {"item": ""}),
        (Kind.ITEM_MEAN, {"item": 8}),
        (Kind.ITEM_MEAN, {"item": "O8; DROP"}), (Kind.ITEM_MEAN, {"item": "O8", "scale": "O"}),
        (Kind.ITEM_SHARE, {"item": "O8", "codes": []}), (Kind.ITEM_SHARE, {"item": "O8", "codes": "45"}),
        (Kind.ITEM_SHARE, {"item": "O8", "codes": ["4", "4"]}),
        (Kind.ITEM_SHARE, {"item": "O8", "codes": [4]}),
        (Kind.ITEM_SHARE, {"item": "O8", "codes": [["4"]]}), (Kind.COUNT, {"item": "O8"}),
        (Kind.COUNT, None), (Kind.COUNT, []), (Kind.NETWORK, {"measure": "x" * 65}),
    ],
)  # fmt: skip
def test_a_definition_that_does_not_fit_is_not_kept(
    goal: Goal, coordinator: Any, kind: str, parameters: Any
) -> None:
    assert problem_with(kind, parameters)
    if parameters:
        with pytest.raises(ValidationError):
            add_indicator(goal, name="X", kind=kind, parameters=parameters, by=coordinator)
    assert not Indicator.objects.exists()


def test_the_next_wave_fills_in_by_itself(scale: Indicator, circle: Any) -> None:
    asked: list[tuple[Any, Any]] = []

    def compute(indicator: Any, source: Any) -> Any:
        asked.append((indicator.parameters, source.code))
        return mean(44.0) if source == FIRST else mean(61.0)

    measures.offer(Kind.SCALE_MEAN, compute, workflow="quickscan")
    assert fill_in(circle, source=FIRST, on=TODAY) == 1
    assert fill_in(circle, source=FIRST, on=TODAY) == 0
    assert fill_in(circle, source=SECOND, on=LATER) == 1
    then, now = scale.readings.all()
    assert (then.value, then.is_baseline, now.value, now.is_baseline) == (44.0, True, 61.0, False)
    assert (now.low, now.high, now.n, now.label, now.address) == (
        56.0,
        66.0,
        21,
        SECOND.label,
        SECOND.address,
    )
    assert asked == [({"scale": "O"}, "release:1"), ({"scale": "O"}, "release:2")]


def test_a_measure_of_another_workflow_is_not_asked(scale: Indicator, circle: Any) -> None:
    measures.offer(Kind.SCALE_MEAN, lambda *_: mean(44.0), workflow="elders")
    assert fill_in(circle, source=FIRST, on=TODAY) == 0
    measures.offer(Kind.SCALE_MEAN, lambda *_: None)
    assert fill_in(circle, source=FIRST, on=TODAY) == 0


def test_what_waits_is_open_at_work_and_worked_out(
    scale: Indicator, counted: Indicator, circle: Any, coordinator: Any
) -> None:
    assert list(indicators_waiting_for(circle, FIRST)) == [scale]
    record_reading(scale, mean(44.0), source=FIRST, on=TODAY)
    assert not indicators_waiting_for(circle, FIRST).exists()
    assert list(indicators_waiting_for(circle, SECOND)) == [scale]
    for state in (PlanState.CONCEPT, PlanState.CLOSED):
        Plan.objects.update(state=state)
        assert not indicators_waiting_for(circle, SECOND).exists()


def test_only_what_was_released_becomes_a_reading(scale: Indicator) -> None:
    with pytest.raises(AttributeError):
        record_reading(scale, 44.0, source=FIRST, on=TODAY)  # type: ignore[arg-type]  # the point
    assert not scale.readings.exists()


def test_what_is_withheld_has_a_reason_and_no_number(scale: Indicator) -> None:
    reading = record_reading(scale, hidden(), source=FIRST, on=TODAY)
    assert (reading.value, reading.n, reading.why) == (None, None, "few")
    shown = indicator_progress(scale)
    assert "te weinig antwoorden" in shown.finding
    assert shown.wide is not None
    assert "te weinig antwoorden" in shown.wide.svg


def test_a_share_is_of_whole_answers(goal: Goal, coordinator: Any) -> None:
    share = add_indicator(
        goal,
        name="Vaak",
        kind=Kind.ITEM_SHARE,
        parameters={"item": "O8", "codes": ["4", "5"]},
        by=coordinator,
    )
    whole = record_reading(share, shares(("123", 40), ("45", 60)), source=FIRST, on=TODAY)
    merged = record_reading(share, shares(("12", 40), ("345", 60)), source=SECOND, on=LATER)
    assert (whole.value, whole.n) == (60.0, 86)
    assert (round(whole.low or 0), round(whole.high or 0)) == (49, 70)
    assert (merged.value, merged.why) == (None, "complement")


def test_the_difference_of_two_shares_is_in_percentage_points(goal: Goal, coordinator: Any) -> None:
    parameters = {"item": "O8", "codes": ["4", "5"]}
    share = add_indicator(goal, name="Vaak", kind=Kind.ITEM_SHARE, parameters=parameters, by=coordinator)
    for apart, source, day in ((("45", 60), FIRST, TODAY), (("45", 66), SECOND, LATER)):
        record_reading(share, shares(("123", 100 - apart[1]), apart), source=source, on=day)
    shown = indicator_progress(share)
    assert shown.finding == "Vaak: van 60% naar 66%"
    assert "procentpunten" in shown.sure
    assert "%" not in shown.sure


def test_a_network_measure_is_a_figure(goal: Goal, coordinator: Any) -> None:
    network = add_indicator(
        goal, name="Dichtheid", kind=Kind.NETWORK, parameters={"measure": "density"}, by=coordinator
    )
    assert record_reading(network, figure(0.42), source=FIRST, on=TODAY).value == 0.42
    assert "0,4" in indicator_progress(network).finding


def test_the_same_source_again_corrects_and_the_history_keeps_both(scale: Indicator) -> None:
    for value in (44.0, 46.0):
        record_reading(scale, mean(value), source=FIRST, on=TODAY)
    assert [(one.value, one.is_baseline) for one in scale.readings.all()] == [(46.0, True)]
    kept = [version.changes["value"] for version in Version.objects.filter(what="measured")]
    assert kept == [[44.0, 46.0], [None, 44.0]]


def test_another_definition_is_another_row_and_the_old_numbers_stay(
    scale: Indicator, circle: Any, coordinator: Any
) -> None:
    record_reading(scale, mean(44.0), source=FIRST, on=TODAY)
    new = change_indicator(scale, {"parameters": {"scale": "S"}}, by=coordinator)
    scale.refresh_from_db()
    assert (new.number, scale.replaced_by, scale.readings.count(), new.readings.count()) == (2, new, 1, 0)
    assert scale.parameters == {"scale": "O"}
    assert list(indicators_waiting_for(circle, SECOND)) == [new]
    with pytest.raises(Refused, match="vervangen"):
        change_indicator(scale, {"target": 80}, by=coordinator)


def test_another_target_is_the_same_indicator(scale: Indicator, coordinator: Any) -> None:
    record_reading(scale, mean(44.0), source=FIRST, on=TODAY)
    assert change_indicator(scale, {"target": 70.0}, by=coordinator).pk == scale.pk
    assert Indicator.objects.count() == 1


SURE = [
    (44.0, 61.0, ("groter dan toeval", "beter", "is gehaald")),
    (44.0, 46.0, ("kan toeval zijn", "nog niet gehaald")),
    (44.0, 53.0, ("vergelijkbaar: het ligt tussen 2 en 16", "nog niet gehaald")),
    (61.0, 44.0, ("groter dan toeval", "slechter", "nog niet gehaald")),
]


@pytest.mark.parametrize(("then", "now", "said"), SURE)
def test_then_now_and_how_sure(scale: Indicator, then: float, now: float, said: tuple[str, ...]) -> None:
    record_reading(scale, mean(then), source=FIRST, on=TODAY)
    record_reading(scale, mean(now), source=SECOND, on=LATER)
    shown = indicator_progress(scale)
    assert shown.finding == f"Ondersteunen: van {then:.0f} naar {now:.0f}"
    assert all(words in shown.sure for words in said)


def test_counting_is_by_hand_and_only_for_counts(
    scale: Indicator, counted: Indicator, coordinator: Any
) -> None:
    record_count(counted, value=3, on=TODAY, by=coordinator)
    record_count(counted, value=4, on=TODAY, by=coordinator)
    assert [one.value for one in counted.readings.all()] == [4]
    attempts: list[Callable[[], object]] = [
        lambda: record_count(scale, value=3, on=TODAY, by=coordinator),
        lambda: record_count(counted, value=-1, on=TODAY, by=coordinator),
        lambda: record_reading(counted, mean(4.0), source=FIRST, on=TODAY),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()


@COORDINATOR_ONLY
def test_who_fills_in_a_count(
    client: Client, request: Any, counted: Indicator, who: str, status: int
) -> None:
    sign_in(client, request, who)
    address = reverse("plan:count", args=[counted.plan.pk, counted.pk])
    assert client.get(address).status_code == status
    assert client.post(address, {"value": "3,5", "on": "2026-11-23"}).status_code == (
        302 if status == 200 else status
    )
    assert counted.readings.exists() == (who == "coordinator")


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e400", "veel"])
def test_a_count_is_a_number(as_coordinator: Client, counted: Indicator, value: str) -> None:
    address = reverse("plan:count", args=[counted.plan.pk, counted.pk])
    assert as_coordinator.post(address, {"value": value, "on": "2026-11-23"}).status_code == 422


OFTEN = {"item": "O8", "codes": ["4", "5"]}


def test_someone_chooses_from_what_a_workflow_offers(as_coordinator: Client, goal: Goal) -> None:
    choices = [("Navragen, vaak of altijd", OFTEN)]
    measures.offer(Kind.ITEM_SHARE, lambda *_: None, workflow="quickscan", choices=lambda plan: choices)
    address = reverse("plan:add_indicator", args=[goal.plan_id, goal.pk])
    definition = json.dumps(["item_share", OFTEN], sort_keys=True)
    form = {"name": "Vaak", "definition": definition, "direction": "up", "target": "60,5"}
    assert "Navragen, vaak of altijd" in as_coordinator.get(address).text
    assert as_coordinator.post(address, form).status_code == 302
    made = Indicator.objects.get()
    assert (made.kind, made.parameters, made.target) == (Kind.ITEM_SHARE, OFTEN, 60.5)
    assert "Vaak: nog niet gemeten" in as_coordinator.get(goal.get_absolute_url()).text


@pytest.mark.parametrize("definition", ["", "geen json", '["item_share", {"item": "O8"}]', '["count", 3]'])
def test_nobody_chooses_what_is_not_offered(as_coordinator: Client, goal: Goal, definition: str) -> None:
    address = reverse("plan:add_indicator", args=[goal.plan_id, goal.pk])
    form = {"name": "Vaak", "definition": definition, "direction": "up"}
    assert as_coordinator.post(address, form).status_code == 422
    assert not Indicator.objects.exists()


def test_what_is_no_longer_offered_can_stay_as_it_is(as_coordinator: Client, scale: Indicator) -> None:
    address = reverse("plan:change_indicator", args=[scale.plan.pk, scale.pk])
    page = as_coordinator.get(address)
    kept = page.context["form"]["definition"].value()
    form = {"name": "Anders", "definition": kept, "direction": "up", "target": "70", "revision": 1}
    assert as_coordinator.post(address, form).status_code == 302
    scale.refresh_from_db()
    assert (scale.name, scale.target, scale.parameters) == ("Anders", 70.0, {"scale": "O"})


def test_the_goal_page_shows_then_and_now_as_picture_and_table(
    as_coordinator: Client, scale: Indicator
) -> None:
    record_reading(scale, mean(44.0), source=FIRST, on=TODAY)
    record_reading(scale, mean(61.0), source=SECOND, on=LATER)
    page = as_coordinator.get(scale.goal.get_absolute_url()).text
    assert "Ondersteunen: van 44 naar 61" in page
    assert page.count("<svg") >= 2
    assert "<td>56\u00a0tot\u00a066</td>" in page
    assert "komt niet vast en zeker door deze acties" in page


def test_what_was_withdrawn_leaves_the_plan_and_its_history(
    scale: Indicator, circle: Any, coordinator: Any
) -> None:
    record_reading(scale, mean(44.5), source=FIRST, on=TODAY)
    record_reading(scale, mean(61.0), source=SECOND, on=LATER)
    assert take_back_readings(circle, code=FIRST.code, because="Verkeerde wijk", by=coordinator) == 1
    assert [one.value for one in scale.readings.all()] == [61.0]
    assert "44.5" not in str(list(Version.objects.values("changes")))
    assert Version.objects.filter(what="taken_back", why="Verkeerde wijk").exists()
    assert list(indicators_waiting_for(circle, FIRST)) == [scale]
    assert take_back_readings(circle, code=FIRST.code, because="Nog eens", by=coordinator) == 0


def test_the_readings_of_another_circle_stay(scale: Indicator, coordinator: Any, outsider: Any) -> None:
    record_reading(scale, mean(44.5), source=FIRST, on=TODAY)
    other = start_circle("Anders", workflow="quickscan", by=outsider)
    assert take_back_readings(other, code=FIRST.code, because="Verkeerde wijk", by=outsider) == 0
    assert scale.readings.exists()
