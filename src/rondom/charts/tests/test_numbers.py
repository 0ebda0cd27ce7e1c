"""The picture says the same as its table."""

import pytest

from rondom.charts.answers import AnswerRow, answers
from rondom.charts.chart import format_of
from rondom.charts.profile import ProfileRow, profile
from rondom.charts.response import ResponseRow, response
from rondom.charts.scale import at
from rondom.charts.tests.factories import (
    NAMES,
    PLAIN_LABELS,
    draw_areas,
    draw_change,
    draw_differences,
    draw_parts,
    mean,
    shares,
)
from rondom.charts.tests.reading import SVG, read, texts
from rondom.charts.words import decimal, enumeration, points_between, shown, signed


def test_a_dot_and_its_interval_stand_where_the_table_says() -> None:
    chart = profile([ProfileRow(label="Sport", now=mean(62, half=8))], title="t", key="p")
    form = format_of("wide")
    assert chart.table.rows == (("Sport", "62", "54\u00a0tot\u00a070", "21"),)
    dot = list(read(chart.svg).iter(f"{SVG}circle"))[-1]
    interval = [line for line in read(chart.svg).iter(f"{SVG}line") if "stroke-linecap" in line.attrib][-1]
    assert float(dot.attrib["cx"]) == pytest.approx(at(62, form=form), abs=0.01)
    assert float(interval.attrib["x1"]) == pytest.approx(at(54, form=form), abs=0.01)
    assert float(interval.attrib["x2"]) == pytest.approx(at(70, form=form), abs=0.01)
    assert "62" in texts(chart.svg)


def test_the_previous_wave_is_a_hollow_dot_that_does_not_take_the_number() -> None:
    rows = [ProfileRow(label="Sport", now=mean(62), before=mean(70))]
    svg = profile(rows, title="t", key="p").svg
    hollow, _ = list(read(svg).iter(f"{SVG}circle"))[-2:]
    number = next(text for text in read(svg).iter(f"{SVG}text") if text.text == "62")
    assert hollow.attrib["fill"] == "#ffffff"
    assert float(number.attrib["x"]) < at(57, form=format_of("wide"))


def test_the_same_sector_elsewhere_is_an_upright_line_and_a_column() -> None:
    rows = [ProfileRow(label="Sport", now=mean(62), before=mean(70), wider=mean(55))]
    chart = profile(rows, title="t", key="p")
    upright = [
        line
        for line in read(chart.svg).iter(f"{SVG}line")
        if float(line.attrib["x1"]) == pytest.approx(at(55, form=format_of("wide")), abs=0.01)
    ]
    assert len(upright) == 2  # with its light edge
    assert chart.table.head[-2:] == ("Vorige meting", "Zelfde sector in de hele gemeente")
    assert chart.table.rows[0][-2:] == ("70", "55")
    assert "Zelfde sector in de hele gemeente: Sport 55." in chart.description


def test_a_number_stands_clear_of_every_other_mark() -> None:
    rows = [ProfileRow(label="Sport", now=mean(62), before=mean(69), wider=mean(54))]
    svg = profile(rows, title="t", key="p").svg
    number = next(text for text in read(svg).iter(f"{SVG}text") if text.text == "62")
    assert float(number.attrib["x"]) > at(69, form=format_of("wide"))


def test_parts_are_as_wide_as_their_percentages() -> None:
    row = AnswerRow(label="a", shares=shares(("1", 10), ("2", 20), ("3", 30), ("4", 40)))
    svg = answers([row], names=NAMES, title="t", key="a").svg
    widths = [float(rect.attrib["width"]) for rect in read(svg).iter(f"{SVG}rect")][-4:]
    assert [round((width + 3) / (1080 - 350) * 100) for width in widths] == [10, 20, 30, 40]
    assert [text for text in texts(svg) if text.isdigit()] == ["10", "20", "30", "40"]


def test_a_part_that_is_too_narrow_keeps_its_number_in_the_table() -> None:
    row = AnswerRow(label="a", shares=shares(("1", 1), ("5", 99)))
    chart = answers([row], names=NAMES, title="t", key="a")
    assert [text for text in texts(chart.svg) if text.isdigit()] == ["99"]
    assert chart.table.rows[0] == ("a", "1%", "·", "·", "·", "99%", "86")


def test_merged_answers_are_one_part_with_both_names() -> None:
    row = AnswerRow(label="a", shares=shares(("12", 27), ("3", 73)))
    chart = answers([row], names=NAMES, title="t", key="a")
    assert "nooit of zelden" in texts(chart.svg)
    assert "zelden" not in texts(chart.svg)
    assert chart.table.rows[0][1:4] == ("27% (nooit of zelden)", "·", "73%")


def test_three_merged_answers_are_named_by_their_ends() -> None:
    row = AnswerRow(label="a", shares=shares(("123", 27), ("45", 73)))
    svg = answers([row], names=NAMES, title="t", key="a").svg
    assert {"nooit tot en met soms", "vaak of (bijna) altijd"} <= set(texts(svg))


def test_the_change_is_the_difference_of_the_numbers_that_are_shown() -> None:
    chart = draw_change(PLAIN_LABELS, "wide")
    assert chart.table.rows[0][-2:] == ("+7", "vergelijkbaar")
    assert "+7: vergelijkbaar" in texts(chart.svg)
    assert points_between(58.6, 65.4) == 65 - 59


def test_response_is_a_share_of_the_invited() -> None:
    rows = [ResponseRow(label="a", answered=86, invited=142), ResponseRow(label="b", answered=12, invited=10)]
    chart = response(rows, title="t", key="r")
    assert chart.table.rows == (("a", "86", "142", "61%"), ("b", "12", "10", "·"))
    bars = [float(rect.attrib["width"]) for rect in read(chart.svg).iter(f"{SVG}rect")]
    assert bars[1] / bars[3] == pytest.approx(86 / 142, abs=0.001)


def test_refuses_negative_counts() -> None:
    with pytest.raises(ValueError, match="negative"):
        response([ResponseRow(label="a", answered=-1, invited=3)], title="t", key="r")


def test_a_map_shows_the_scores_of_its_table() -> None:
    chart = draw_areas(PLAIN_LABELS, "wide")
    assert [row[1] for row in chart.table.rows] == ["59", "71", "niet getoond: te weinig antwoorden"]
    assert {"59", "71"} <= set(texts(chart.svg))


def test_numbers_are_written_the_dutch_way() -> None:
    assert (decimal(3.14), shown(48.5), signed(-3), signed(7), signed(0)) == ("3,1", "49", "−3", "+7", "0")
    assert enumeration(["a", "b", "c"]) == "a, b en c"


def test_a_change_shows_the_numbers_of_its_table() -> None:
    chart = draw_differences(PLAIN_LABELS, "wide")
    assert [row[2] for row in chart.table.rows] == ["+8", "−61", "+50"]
    assert {"+8", "−61", "+50"} <= set(texts(chart.svg))
    assert chart.table.rows[0][3] == "−2\u00a0tot\u00a0+17"


def test_a_part_shows_the_numbers_of_its_table() -> None:
    chart = draw_parts(PLAIN_LABELS, "wide")
    assert chart.table.rows[0][2:] == ("64%", "43%\u00a0tot\u00a080%", "14 van 22")
    assert chart.table.rows[2][2:] == ("niet getoond: te weinig antwoorden", "·", "·")
    assert {"64%", "100%"} <= set(texts(chart.svg))
    assert "tussen 43% en 80%, 14 van 22." in chart.description
