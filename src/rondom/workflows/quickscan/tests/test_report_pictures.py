"""The words above a picture say what the picture shows."""

from types import SimpleNamespace
from typing import Any

from rondom.analysis.disclosure import TOTAL
from rondom.charts.tests.factories import mean
from rondom.instruments import shipped
from rondom.workflows.quickscan.report.pictures import wave_change
from rondom.workflows.quickscan.report.source import Source, Wave

AREA = "WK990101"


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
