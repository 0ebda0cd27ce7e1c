"""The PDF of a report says of every goal what the page says, to the same readers."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.plan.actions.actions import add_action, finish_action
from rondom.cores.plan.actions.plans import agree_plan, share_plan, start_work
from rondom.cores.plan.models import Plan, Reading
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Audience, Role
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.reports import address_of
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import improve, released, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def plan(scan: Scan, coordinator: Any) -> Plan:
    """After the first wave, with an action that ran."""
    plan = improve(reported(scan, coordinator)[0], coordinator)
    action = add_action(plan.goals.get(), what="Een avond voor leerkrachten", by=coordinator)
    agree_plan(plan, on=TODAY, by=coordinator)
    start_work(plan, by=coordinator)
    finish_action(action, by=coordinator)
    return plan


@pytest.fixture
def second(scan: Scan, plan: Plan, coordinator: Any) -> Release:
    """The report about the municipality after the second wave."""
    return reported(scan, coordinator)[0]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What goes to the paper, in place of the paper."""
    found: list[dict[str, Any]] = []

    def keep(template: str, data: dict[str, Any], *, made_on: Any) -> bytes:
        found.append(json.loads(json.dumps(data)))
        return b"%PDF"

    monkeypatch.setattr("rondom.workflows.quickscan.report.paper.make_pdf", keep)
    return found


def pdf_of(release: Release) -> str:
    number = [release.made_on.year, release.publication.key, release.number]
    return reverse("quickscan:release_pdf", args=number)


def words_of(page: str) -> str:
    """What a person reads of a page: no marks, single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def section_of(page: str) -> str:
    return words_of(page.partition('id="verbeteren"')[2].partition("</section>")[0])


def test_the_paper_says_what_the_page_says(
    second: Release, coordinator: Any, client: Client, printed: list[dict[str, Any]]
) -> None:
    client.force_login(coordinator)
    page = section_of(client.get(address_of(second)).content.decode())
    client.get(pdf_of(second))
    (promise,) = printed[0]["promises"]
    said = [promise["goal"], promise["summary"]]
    said += [one["what"] for one in promise["actions"]]
    said += [text for one in promise["found"] for text in (one["finding"], one["sure"])]
    assert "Een avond voor leerkrachten" in said
    assert any(" naar " in text for text in said)
    assert any("het ligt tussen" in text for text in said)
    for text in said:
        assert " ".join(text.split()) in page


def test_every_number_of_the_paper_is_one_of_the_page(
    second: Release, coordinator: Any, client: Client, printed: list[dict[str, Any]]
) -> None:
    client.force_login(coordinator)
    page = section_of(client.get(address_of(second)).content.decode())
    client.get(pdf_of(second))
    found = [text for promise in printed[0]["promises"] for one in promise["found"] for text in one.values()]
    numbers = re.findall(r"\d+(?:[.,]\d+)?", " ".join(found))
    assert numbers
    assert set(numbers) <= set(re.findall(r"\d+(?:[.,]\d+)?", page))


def test_what_may_not_be_shown_is_on_neither(
    second: Release, coordinator: Any, client: Client, printed: list[dict[str, Any]]
) -> None:
    Reading.objects.filter(is_baseline=False).update(value=None, low=None, high=None, n=None, why="few")
    client.force_login(coordinator)
    page = section_of(client.get(address_of(second)).content.decode())
    client.get(pdf_of(second))
    for one in printed[0]["promises"][0]["found"]:
        assert "te weinig" in one["finding"]
        assert one["sure"] == ""
        assert one["finding"] in page


def test_it_is_a_real_pdf_with_the_edition_kept_as_it_was(
    second: Release, coordinator: Any, client: Client
) -> None:
    client.force_login(coordinator)
    content = client.get(pdf_of(second)).content
    assert content.startswith(b"%PDF")
    assert second.pdf is not None
    assert content != bytes(second.pdf)


def test_without_goals_it_is_the_edition_itself(scan: Scan, coordinator: Any, client: Client) -> None:
    release = reported(scan, coordinator)[0]
    client.force_login(coordinator)
    assert release.pdf is not None
    assert client.get(pdf_of(release)).content == bytes(release.pdf)


def test_who_does_not_see_the_plan_gets_the_edition_itself(
    scan: Scan, plan: Plan, second: Release, coordinator: Any, outsider: Any, client: Client
) -> None:
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    add_member(scan.circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)
    client.force_login(outsider)
    assert second.pdf is not None
    assert client.get(pdf_of(second)).content == bytes(second.pdf)


def test_a_report_for_everyone_holds_no_goals_whoever_reads_it(
    scan: Scan, second: Release, coordinator: Any, client: Client
) -> None:
    public = released(scan.waves.order_by("-number")[0], coordinator, "public")[0]
    client.force_login(coordinator)
    assert public.pdf is not None
    assert client.get(pdf_of(public)).content == bytes(public.pdf)
    assert "Wat wij ons voornamen" not in client.get(address_of(public)).content.decode()
