"""Making the reports of a round: everyone's at once, frozen, and nothing about a few."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from rondom.cores.measure.models import OpenAnswer, Publication, Release, Results, Run
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.reports import ask_for_reports, make_reports
from rondom.workflows.quickscan.models import Scan, Wave
from rondom.workflows.quickscan.reports import report_of
from rondom.workflows.quickscan.tests.factories import area_named, make_scan, make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def wave(scan: Scan, coordinator: Any) -> Wave:
    return make_wave(scan, by=coordinator)


def made(wave: Wave, by: Any, audience: str = "circle") -> list[Release]:
    run, _ = ask_for_reports(wave.round, audience=audience, by=by)
    make_reports(run, by=by)
    run.refresh_from_db()
    assert (run.finished, run.problem) == (True, "")
    return list(Release.objects.filter(results__round=wave.round, results__audience=audience).order_by("pk"))


def test_the_municipality_and_every_neighbourhood_get_a_report(wave: Wave, coordinator: Any) -> None:
    releases = made(wave, coordinator)
    assert {str(one.publication.area) for one in releases} == {
        "None",
        "Lindenkwartier",
        "Nieuw-Oever",
        "De Hoven",
    }
    assert all(bytes(one.pdf or b"").startswith(b"%PDF") for one in releases)


def test_progress_ends_at_the_total(wave: Wave, coordinator: Any) -> None:
    made(wave, coordinator)
    run = Run.objects.get()
    assert run.done == run.total == 5


def test_the_paper_is_tagged_and_says_what_it_is_about(wave: Wave, coordinator: Any) -> None:
    release = made(wave, coordinator)[0]
    with pikepdf.open(BytesIO(bytes(release.pdf or b""))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "Samen naar minder armoede" in str(pdf.docinfo["/Title"])


def test_a_sector_with_few_answers_appears_nowhere(scan: Scan, wave: Wave, coordinator: Any) -> None:
    made(wave, coordinator)
    released = Results.objects.get(round=wave.round).released
    row = str(area_named(scan, "Lindenkwartier").pk)
    small = [key for key in released.groups if key[0] == row and "won" in key[1]]
    assert all(released.group(*key).n is None for key in small)
    assert all(mean.n is None or mean.n >= 5 for mean in released.means.values())
    assert all(shares.n is None or shares.n >= 5 for shares in released.distributions.values())


def test_a_second_time_gives_a_second_release_with_the_same_numbers(wave: Wave, coordinator: Any) -> None:
    first = made(wave, coordinator)[0]
    second = made(wave, coordinator)[-4]
    assert (first.number, second.number) == (1, 2)
    one, other = (release.results.released for release in (first, second))
    assert {key: mean.mean for key, mean in one.means.items()} == {
        key: mean.mean for key, mean in other.means.items()
    }


def test_results_for_everyone_come_after_those_for_participants_and_show_no_more(
    wave: Wave, coordinator: Any
) -> None:
    run, _ = ask_for_reports(wave.round, audience="public", by=coordinator)
    make_reports(run, by=coordinator)
    run.refresh_from_db()
    assert "eerst de rapporten voor deelnemers" in run.problem
    made(wave, coordinator)
    made(wave, coordinator, "public")
    inner, outer = (Results.objects.get(audience=audience).released for audience in ("circle", "public"))
    assert outer.minimum == 10
    for key, group in outer.groups.items():
        if group.why is None and key in inner.groups:
            assert inner.groups[key].why is None
            assert group.n is not None
            assert group.n >= 10


def test_only_texts_that_were_read_are_in_the_report(scan: Scan, wave: Wave, coordinator: Any) -> None:
    area = area_named(scan, "Lindenkwartier")
    for state, text in (("shown", "Samen eten"), ("waiting", "Niet gelezen"), ("withheld", "")):
        OpenAnswer.objects.create(round=wave.round, area=area, item="idee", text=text, state=state)
    release = next(one for one in made(wave, coordinator) if one.publication.area == area)
    assert [ideas.texts for ideas in report_of(release.results, release.document).ideas] == [("Samen eten",)]


def test_the_next_wave_is_compared_with_the_one_before(scan: Scan, wave: Wave, coordinator: Any) -> None:
    made(wave, coordinator)
    again = make_wave(scan, by=coordinator, version=wave.round.instrument_version)
    release = made(again, coordinator)[0]
    report = report_of(release.results, release.document)
    assert report.change is not None
    assert "vergelijkbaar" in report.change.wide.description


def test_a_low_response_is_said_first(wave: Wave, coordinator: Any) -> None:
    release = made(wave, coordinator)[0]
    assert "minder dan 30%" in report_of(release.results, release.document).lead


def test_neighbourhoods_are_not_ranked_where_the_check_forbids_it(wave: Wave, coordinator: Any) -> None:
    release = made(wave, coordinator)[0]
    report = report_of(release.results, release.document)
    assert "Er zijn minder dan 10 groepen" in report.ranking
    assert "per wijk" in report.sections[0].pictures[0].wide.title


def test_an_open_round_has_no_reports(scan: Scan, coordinator: Any) -> None:
    from rondom.cores.measure.actions.rounds import open_round
    from rondom.cores.measure.tests.factories import TODAY, make_version
    from rondom.workflows.quickscan.actions.scans import start_wave

    wave = start_wave(
        scan, name="Open", opens_on=TODAY, closes_on=TODAY, by=coordinator, instrument_version=make_version()
    )
    open_round(wave.round, by=coordinator, today=TODAY)
    with pytest.raises(Refused, match="na het sluiten"):
        ask_for_reports(wave.round, audience="circle", by=coordinator)


def test_a_run_that_is_on_is_not_started_twice(wave: Wave, coordinator: Any) -> None:
    first, is_new = ask_for_reports(wave.round, audience="circle", by=coordinator)
    again, is_new_too = ask_for_reports(wave.round, audience="circle", by=coordinator)
    assert (first.pk, is_new, is_new_too) == (again.pk, True, False)


def test_a_run_that_was_broken_off_does_not_stand_in_the_way(
    wave: Wave, client: Any, scan: Scan, coordinator: Any
) -> None:
    broken, _ = ask_for_reports(wave.round, audience="circle", by=coordinator)
    Run.objects.filter(pk=broken.pk).update(moved_at=timezone.now() - timedelta(hours=1))
    client.force_login(coordinator)
    assert "blijven steken" in client.get(reverse("quickscan:run", args=[scan.pk, broken.pk])).text
    assert ask_for_reports(wave.round, audience="circle", by=coordinator)[1]


def test_the_log_holds_what_was_published(wave: Wave, coordinator: Any) -> None:
    made(wave, coordinator)
    assert Entry.objects.filter(action="measure.report_published").count() == 4
    assert Publication.objects.count() == 4


def test_the_button_makes_the_reports(wave: Wave, client: Any, coordinator: Any, scan: Scan) -> None:
    client.force_login(coordinator)
    client.post(reverse("quickscan:make_reports", args=[scan.pk]), {"audience": "circle"}, follow=True)
    assert Release.objects.count() == 4
    page = client.get(reverse("quickscan:scan", args=[scan.pk]))
    assert "Lindenkwartier" in page.text
    assert "uitgave 1" in page.text
