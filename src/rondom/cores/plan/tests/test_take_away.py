"""A plan on paper and as a spreadsheet: what someone sees on the page, and nothing that runs."""

import io
import unicodedata
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.charts.tests.factories import mean
from rondom.cores.plan.actions.evaluations import evaluate_plan
from rondom.cores.plan.actions.indicators import add_indicator, record_reading
from rondom.cores.plan.models import Action, Goal, Plan
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.overviews.lists import Chosen
from rondom.cores.plan.paper import data_of, plan_pdf
from rondom.cores.plan.sheet import HEAD, plan_xlsx
from rondom.cores.plan.tests.cast import EVERY_MEMBER, sign_in
from rondom.cores.plan.tests.factories import PAST, TODAY, make_action, make_plan

STARTS = "=+-@＝＋－＠−"


@EVERY_MEMBER
@pytest.mark.parametrize("name", ["pdf", "xlsx"])
def test_who_takes_it_away(
    client: Client, request: Any, action: Action, who: str, status: int, name: str
) -> None:
    sign_in(client, request, who)
    assert client.get(reverse(f"plan:{name}", args=[action.plan.pk])).status_code == status


def rows(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["acties"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


hostile = st.one_of(
    st.sampled_from(
        ["=cmd|'/c calc'!A0", "\t=1+1", "\r\n=1", " @SUM(A1)", "\x00+1", "\u200b=1", "\xa0-1", "＝1"]
    ),
    st.builds(str.__add__, st.text(" \t\r\n\x00\x0b\u200b\ufeff\xa0", max_size=4), st.sampled_from(STARTS)),
    st.text(max_size=40),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(text=hostile.filter(lambda text: "\x00" not in text and not _half(text)))
def test_no_cell_can_act_as_a_formula(plan: Plan, action: Action, text: str) -> None:
    """With blanks and control signs before it too; in every column that people write in."""
    for name in ("what", "contribution", "role", "partners", "needs", "obstacle", "stop_reason"):
        setattr(action, name, text[:100])
    action.goal.words = action.goal.theme = text[:80]
    for cell in rows(plan_xlsx(plan, [action], TODAY))[1]:
        visible = "".join(sign for sign in cell if unicodedata.category(sign)[0] not in "CZ")
        assert visible[:1] not in STARTS or not visible


def _half(text: str) -> bool:
    return any(unicodedata.category(sign) == "Cs" for sign in text)


@pytest.mark.parametrize("query", ["", "alleen=te-laat", "stand=nieuw&volgorde=wie", "wie=mij"])
def test_the_file_holds_what_the_list_shows(
    as_coordinator: Client, plan: Plan, coordinator: Any, query: str
) -> None:
    for number in range(3):
        make_action(plan, by=coordinator, what=f"Actie {number}", due_on=PAST if number else None)
    make_action(plan, by=coordinator, what="Van mij", owner=coordinator, role="coördinator")
    page = as_coordinator.get(f"{reverse('plan:actions', args=[plan.pk])}?{query}")
    file = as_coordinator.get(f"{reverse('plan:xlsx', args=[plan.pk])}?{query}")
    head, *found = rows(file.content)
    assert tuple(head) == HEAD
    assert [row[2] for row in found] == [action.what for action, _ in page.context["rows"]]


def test_a_day_is_a_date_that_a_spreadsheet_can_sort(plan: Plan, coordinator: Any) -> None:
    action = make_action(plan, by=coordinator, due_on=PAST)
    sheet = openpyxl.load_workbook(io.BytesIO(plan_xlsx(plan, [action], TODAY)))["acties"]
    cell = sheet.cell(2, HEAD.index("klaar op") + 1)
    assert isinstance(cell.value, datetime)
    assert (cell.value.date(), cell.number_format) == (PAST, "dd-mm-yyyy")


def test_names_of_accounts_are_not_in_the_file(plan: Plan, coordinator: Any, professional: Any) -> None:
    make_action(plan, by=coordinator, owner=professional)
    chosen = Chosen().actions(plan, coordinator, TODAY)
    assert professional.name not in str(rows(plan_xlsx(plan, chosen, TODAY)))


@pytest.fixture
def full(plan: Plan, goal: Goal, action: Action, coordinator: Any) -> Plan:
    """A plan with an indicator and a look back."""
    indicator = add_indicator(
        goal, name="Ondersteunen", kind="scale_mean", parameters={"scale": "O"}, target=60, by=coordinator
    )
    for number, value in enumerate((44.0, 61.0)):
        source = Source("Rapport", code=f"release:{number}")
        record_reading(indicator, mean(value), source=source, on=TODAY.replace(year=2026 + number))
    make_action(plan, by=coordinator, what="Te laat", due_on=PAST, role="ouder uit de wijk")
    evaluate_plan(plan, learnt="Samen eten helpt. 🙂", next_steps="Vaker", on=TODAY, by=coordinator)
    return plan


def test_the_pdf_is_tagged_and_the_same_every_time(full: Plan) -> None:
    pdf = plan_pdf(full, TODAY)
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf
    assert plan_pdf(full, TODAY) == pdf


def test_the_pdf_says_what_the_page_says(full: Plan) -> None:
    data = data_of(full, TODAY)
    goal = data["goals"][0]
    assert goal["indicators"][0]["finding"] == "Ondersteunen: van 44 naar 61"
    assert [row[1] for row in goal["rows"]] == ["ouder uit de wijk", "–"]
    assert goal["rows"][0][-1] == "nieuw, te laat"
    assert data["evaluations"][0]["learnt"] == "Samen eten helpt. 🙂"
    assert data["timeline"]["title"] == "0 acties zijn klaar, 1 te laat"


def test_an_empty_plan_prints_too(circle: Any, coordinator: Any) -> None:
    assert plan_pdf(make_plan(circle, by=coordinator), TODAY).startswith(b"%PDF-")
