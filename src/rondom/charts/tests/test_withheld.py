"""What is withheld says so, and never looks like a number."""

import pytest

from rondom.analysis.disclosure.released import Why
from rondom.charts.answers import AnswerRow, answers
from rondom.charts.areas import Area, areas
from rondom.charts.change import ChangeRow, change
from rondom.charts.chart import Width
from rondom.charts.contrast import ContrastRow, contrast
from rondom.charts.profile import ProfileRow, profile
from rondom.charts.tests.factories import NAMES, WIDTHS, hidden, hidden_shares, mean, square
from rondom.charts.tests.reading import SVG, numbers, read, texts
from rondom.charts.words import withheld

every_width = pytest.mark.parametrize("width", WIDTHS)
every_reason = pytest.mark.parametrize("why", Why)


@every_width
@every_reason
def test_a_withheld_sector_has_words_and_no_mark(why: Why, width: Width) -> None:
    chart = profile([ProfileRow(label="Wonen", now=hidden(why))], title="t", key="p", width=width)
    written = texts(chart.svg)
    circles = list(read(chart.svg).iter(f"{SVG}circle"))
    assert withheld(why) in " ".join(written)
    assert numbers(" ".join(written)) == ["0", "25", "50", "75", "100"]
    assert len(circles) == 1  # the one in the key
    assert numbers(" ".join(chart.table.rows[0]) + chart.description) == []
    assert chart.table.rows[0][1].startswith("niet getoond: ")
    assert all(chart.table.rows[0])


@every_width
@every_reason
def test_a_withheld_question_has_words_and_no_bar(why: Why, width: Width) -> None:
    row = AnswerRow(label="Ik vraag door", shares=hidden_shares(why))
    chart = answers([row], names=NAMES, title="t", key="a", width=width)
    assert withheld(why) in " ".join(texts(chart.svg))
    assert numbers(" ".join(texts(chart.svg)) + chart.description + " ".join(chart.table.rows[0])) == []
    assert list(read(chart.svg).iter(f"{SVG}rect")) == []


@every_width
def test_no_change_or_verdict_can_be_read_when_one_wave_is_withheld(width: Width) -> None:
    row = ChangeRow(label="Signaleren", before=hidden(), now=mean(61), verdict="verschil")
    chart = change([row], title="t", key="c", width=width)
    assert "verschil" not in chart.svg
    assert "vorige meting: te weinig antwoorden om te tonen" in " ".join(texts(chart.svg))
    assert chart.table.rows[0][-2:] == ("·", "·")


@every_width
def test_no_verdict_is_given_on_a_withheld_kind_of_neighbourhood(width: Width) -> None:
    row = ContrastRow(label="Signaleren", poorer=mean(61), richer=hidden(), verdict="verschil")
    chart = contrast([row], title="t", key="c", width=width, names=("meer", "minder"))
    assert "verschil" not in chart.svg
    assert "minder: te weinig antwoorden om te tonen" in " ".join(texts(chart.svg))


@every_width
def test_a_withheld_neighbourhood_is_hatched_and_has_no_number(width: Width) -> None:
    chart = areas(
        [Area(label="De Esch", geometry=square(6, 52), mean=hidden())], title="t", key="g", width=width
    )
    assert numbers(" ".join(texts(chart.svg)) + chart.description) == []
    assert len(list(read(chart.svg).iter(f"{SVG}clipPath"))) == 2  # in the key and on the map
    assert "te weinig antwoorden om te tonen" in texts(chart.svg)
