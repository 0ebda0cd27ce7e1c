"""A report says whether groups may be compared, as it was known when the report was made."""

from typing import Any

import pytest
from django.urls import reverse

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import make_edition
from rondom.workflows.quickscan.actions.reports import ask_for_reports, make_reports
from rondom.workflows.quickscan.models import Scan, Wave
from rondom.workflows.quickscan.report.paper import data_of
from rondom.workflows.quickscan.reports import report_of
from rondom.workflows.quickscan.tests.factories import make_scan, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def wave(scan: Scan, coordinator: Any) -> Wave:
    return make_wave(scan, by=coordinator)


def released(wave: Wave, by: Any) -> Release:
    run, _ = ask_for_reports(wave.round, audience="circle", by=by)
    make_reports(run, by=by)
    found = Release.objects.filter(results__round=wave.round, publication__area=None).last()
    assert found is not None
    return found


def sentences(release: Release) -> tuple[str, ...]:
    return report_of(release.results, release.document).comparing


@pytest.mark.parametrize(
    ("comparable", "words"),
    [
        ({}, "sectoren met deze vragenlijst te vergelijken zijn, is nog niet onderzocht: verschillen"),
        ({"sector": ("voor", {"po": 120, "soc": 110})}, "onderzocht op 23-11-2026 bij po en soc)."),
        ({"sector": ("tegen", {"po": 120})}, "Het bewijs spreekt ertegen dat sectoren"),
        ({"sector": ("ontbreekt", {})}, "was op 23-11-2026 nog niet te zeggen: verschillen"),
    ],
)
def test_page_and_paper_say_it(
    wave: Wave, coordinator: Any, client: Any, comparable: dict[str, Any], words: str
) -> None:
    if comparable:
        make_edition(wave.round, comparable=comparable)
    release = released(wave, coordinator)
    client.force_login(coordinator)
    args = [release.made_on.year, release.publication.key, release.number]
    assert words in client.get(reverse("quickscan:release", args=args)).text
    report = report_of(release.results, release.document)
    paper = data_of(report, made_on=release.made_on, number=1, period="")
    assert any(words in one for one in paper["comparing"])


def test_waves_are_named_once_both_were_examined(scan: Scan, wave: Wave, coordinator: Any) -> None:
    again = make_wave(scan, by=coordinator, version=wave.round.instrument_version)
    released(wave, coordinator)
    make_edition(wave.round, comparable={"meting": ("voor", {"Meting 1": 120, "Meting 0": 120})})
    assert "nog niet onderzocht" in sentences(released(again, coordinator))[1]
    make_edition(wave.round, number=2, comparable={"meting": ("voor", {"Meting 1": 120, "Meting 2": 130})})
    assert sentences(released(again, coordinator))[1].startswith("Metingen zijn met deze vragenlijst te")


def test_a_report_keeps_what_was_known_then(wave: Wave, coordinator: Any) -> None:
    release = released(wave, coordinator)
    make_edition(wave.round, comparable={"sector": ("voor", {"po": 120})})
    assert "nog niet onderzocht" in sentences(release)[0]


def test_a_report_from_before_this_was_kept_still_opens(wave: Wave, coordinator: Any, client: Any) -> None:
    release = released(wave, coordinator)
    del release.document["comparability"]
    release.save(update_fields=["document"])
    client.force_login(coordinator)
    args = [release.made_on.year, release.publication.key, release.number]
    assert client.get(reverse("quickscan:release", args=args)).status_code == 200
    assert sentences(release) == ()
