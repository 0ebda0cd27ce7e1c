"""The cooperation network: every line has its number in the table, and what is withheld has no line."""

import pytest

from rondom.charts.chart import Width
from rondom.charts.network import Node, network, step_of, strengths
from rondom.charts.tests.factories import PLAIN_LABELS, STEPS, WIDTHS, draw_network, hidden, mean
from rondom.charts.tests.reading import SVG, read

every_width = pytest.mark.parametrize("width", WIDTHS)


def ring_lines(svg: str) -> list[float]:
    """How thick the lines between circles are; those of the legend are level."""
    found = [one.attrib for one in read(svg).iter(f"{SVG}line")]
    return [float(one["stroke-width"]) for one in found if one["y1"] != one["y2"]]


def test_a_line_is_the_mean_of_both_sides_or_of_the_side_that_is_shown() -> None:
    ties = {(0, 1): mean(2.0), (1, 0): mean(3.0), (0, 2): mean(1.2), (2, 0): hidden(), (1, 2): hidden()}
    assert strengths(ties) == {(0, 1): 2.5, (0, 2): 1.2}


def test_a_line_belongs_to_the_highest_answer_that_it_reaches() -> None:
    assert [step_of(value, STEPS) for value in (0.9, 1.0, 1.99, 3.4)] == [None, 0, 0, 2]


@every_width
def test_more_contact_is_a_thicker_line_and_a_withheld_pair_has_none(width: Width) -> None:
    thin, thick = ring_lines(draw_network(PLAIN_LABELS, width).svg)
    assert thin < thick


@every_width
def test_hardly_any_contact_is_no_line(width: Width) -> None:
    nodes = [Node(label, mean(0.2)) for label in PLAIN_LABELS]
    drawn = network(nodes, {(0, 1): mean(0.4)}, steps=STEPS, title="T", key="k", width=width)
    assert ring_lines(drawn.svg) == []


def test_the_table_has_every_number_and_the_words_what_is_missing() -> None:
    chart = draw_network(PLAIN_LABELS, "wide")
    assert chart.table.rows == (
        ("1 Basisonderwijs", "–", "2,1", "1,2"),
        ("2 Kinderopvang", "3,3", "–", "·"),
        ("3 Wonen", "·", "·", "–"),
        ("Alle anderen samen", "1,4", "3,2", "·"),
    )
    assert "Basisonderwijs met Kinderopvang (2,1 en 3,3)" in chart.description
    assert "Niet van elk tweetal is iets te tonen." in chart.description
