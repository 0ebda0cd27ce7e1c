"""The words above a picture say what the picture shows."""

from types import SimpleNamespace
from typing import Any

from rondom.analysis.disclosure import TOTAL
from rondom.charts.tests.factories import mean
from rondom.instruments import shipped
from rondom.workflows.quickscan.report.findings import title_of_profile
from rondom.workflows.quickscan.report.pictures import wave_change
from rondom.workflows.quickscan.report.source import Source, Wave

AREA = "WK990101"


def titled(*rows: tuple[str, float, int]) -> str:
    """The title above sectors with this score and so many answers."""
    instrument = shipped("quickscan")
    source = Source(instrument, wave(60), None, AREA, "Lindenkwartier", "Scan")
    return title_of_profile(
        source,
        instrument.scales[0],
        [(name, mean(score, n=n)) for name, score, n in rows],
        of="Sector",
    )


def test_a_title_names_sectors_that_lie_far_enough_apart() -> None:
    assert titled(("Wonen", 80, 20), ("Welzijn", 55, 20)) == "Signaleren: Wonen scoort hoger dan Welzijn"


def test_a_title_compares_sectors_with_enough_answers_only() -> None:
    title = titled(("Wonen", 80, 20), ("Welzijn", 55, 20), ("Sport", 30, 6))
    assert title == "Signaleren: Wonen scoort hoger dan Welzijn"


def test_a_large_difference_between_few_people_is_not_called_small() -> None:
    title = titled(("Wonen", 80, 6), ("Welzijn", 55, 20))
    assert title == "Signaleren per sector: de verschillen zijn niet zeker"


def test_small_differences_are_called_small() -> None:
    assert titled(("Wonen", 60, 20), ("Welzijn", 55, 20)).endswith("de verschillen zijn klein")


def wave(score: float) -> Wave:
    means = {("signaleren", AREA, TOTAL): mean(score, n=40)}
    released: Any = SimpleNamespace(means=means)
    return Wave(released, {"invited": []}, "Meting")


def test_the_title_names_the_change_that_stands_in_the_picture() -> None:
    instrument = shipped("quickscan")
    source = Source(instrument, wave(66.6), wave(56.4), AREA, "Lindenkwartier", "Scan")
    picture = wave_change(source)
    assert picture is not None
    assert picture.wide.title == "Veranderd sinds de vorige keer: Signaleren +11"
    assert picture.wide.table.rows[0][-2:] == ("+11", "verschil")
