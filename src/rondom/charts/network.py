"""The cooperation network: who has contact with whom, as circles on a ring with lines between them.

Every circle keeps its place on the ring, so that two neighbourhoods or two waves can be laid side by side.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import BRAND, BRAND_PALE, INK, INK_SOFT, PAPER, outline_of
from rondom.charts.layout import write_lines, write_note
from rondom.charts.legend import Entry, write_legend
from rondom.charts.metrics import wrap
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, decimal, enumeration, sentence, withheld

Ties = Mapping[tuple[int, int], Mean]
"""(who answered, about whom), as places in the row of nodes: how often they have contact."""

NOTE = "Geen lijn: weinig of geen contact, of niet te tonen. De tabel zegt welke: een · is niet getoond."
SELF = "–"
WHAT = "Contact van de anderen met deze sector"
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Node:
    """A sector, and how often the others have contact with it."""

    label: str
    named: Mean


@dataclass(frozen=True, slots=True)
class Step:
    """How often: from ``low`` on a line is drawn as thick as this, under this name."""

    low: float
    name: str


def network(
    nodes: Sequence[Node],
    ties: Ties,
    *,
    steps: Sequence[Step],
    title: str,
    key: str,
    width: Width = "wide",
) -> Chart:
    """Circles as large as the others have contact with them; lines as thick as two of them have contact.

    A line is the mean of what both sides say, or of the one side that is shown.
    """
    form = format_of(width)
    description = _describe(nodes, ties)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, nodes, ties, steps=steps, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(nodes, ties))


def strengths(ties: Ties) -> dict[tuple[int, int], float]:
    """Per pair (lowest place first) how often both have contact, of all pairs that are shown."""
    sides: dict[tuple[int, int], list[float]] = {}
    for (one, other), mean in ties.items():
        if mean.mean is not None:
            sides.setdefault((min(one, other), max(one, other)), []).append(mean.mean)
    return {pair: sum(found) / len(found) for pair, found in sides.items()}


def step_of(value: float, steps: Sequence[Step]) -> int | None:
    """The place of the highest step that this reaches; None below the lowest."""
    reached = [place for place, step in enumerate(steps) if value >= step.low]
    return reached[-1] if reached else None


def _draw(
    drawing: Drawing, nodes: Sequence[Node], ties: Ties, *, steps: Sequence[Step], form: Format
) -> float:
    lines = _lines(ties, steps)
    entries = list(_legend(drawing, steps, {place for *_, place in lines}, form))
    top = write_legend(drawing, entries, top=0, form=form)
    ring = _Ring(len(nodes), top=top, form=form)
    for one, other, place in lines:
        (x1, y1), (x2, y2) = ring.at(one), ring.at(other)
        drawing.shape(
            "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=_colour(place, steps),
            stroke_width=_thickness(place, steps, form), stroke_linecap="round",
        )  # fmt: skip
    highest = steps[-1].low
    for place, node in enumerate(nodes):
        _draw_node(drawing, *ring.at(place), node, place, highest, form)
    bottom = _write_names(drawing, nodes, highest, ring, form)
    return write_note(drawing, NOTE, top=max(bottom, ring.bottom) + form.gap / 2, form=form)


def _lines(ties: Ties, steps: Sequence[Step]) -> list[tuple[int, int, int]]:
    """(one, other, step) of every line, thin ones first so that thick ones lie on top."""
    found = ((one, other, step_of(value, steps)) for (one, other), value in sorted(strengths(ties).items()))
    drawn = [(one, other, place) for one, other, place in found if place is not None]
    return sorted(drawn, key=lambda line: line[2])


class _Ring:
    """Where every circle stands: the first at the top, on with the clock."""

    def __init__(self, count: int, *, top: float, form: Format) -> None:
        room = _largest(form) + 4
        self._radius = 230.0 if form.label else form.width / 2 - room
        self._count = count
        self._x = room + self._radius
        self._y = top + room + self._radius
        self.right = self._x + self._radius + room
        self.bottom = self._y + self._radius + room
        self.top = top

    def at(self, place: int) -> tuple[float, float]:
        angle = 2 * math.pi * place / self._count - math.pi / 2
        return self._x + self._radius * math.cos(angle), self._y + self._radius * math.sin(angle)


def _draw_node(
    drawing: Drawing, x: float, y: float, node: Node, place: int, highest: float, form: Format
) -> None:
    value, least = node.named.mean, form.text * 0.85
    size = least
    if value is not None:
        size = least + (_largest(form) - least) * math.sqrt(min(max(value / highest, 0.0), 1.0))
    fill, ink = (BRAND, PAPER) if value is not None else (PAPER, INK)
    drawing.shape("circle", cx=x, cy=y, r=size, fill=fill, stroke=PAPER if value is not None else INK_SOFT,
                  stroke_width=2)  # fmt: skip
    drawing.text(
        x, y + form.small * 0.36, str(place + 1), size=form.small, fill=ink, anchor="middle", bold=True
    )


def _write_names(
    drawing: Drawing, nodes: Sequence[Node], highest: float, ring: "_Ring", form: Format
) -> float:
    """The names that belong to the numbers, each with a bar: beside the ring, or below it on a phone."""
    x = ring.right + 40 if form.label else 0.0
    top = ring.top if form.label else ring.bottom + form.gap / 2
    indent, end = form.text * 1.9, form.width - form.text * 2
    top = write_lines(drawing, (f"{WHAT}, van 0 tot {decimal(highest, 0)}",), x=x, top=top, size=form.small,
                      fill=INK_SOFT) + form.gap / 4  # fmt: skip
    for place, node in enumerate(nodes):
        value = node.named.mean
        words = node.label if value is not None else f"{node.label}: {withheld(node.named.why)}"
        lines = wrap(words, within=form.width - x - indent, size=form.text)
        write_lines(drawing, (f"{place + 1}",), x=x, top=top, size=form.text, bold=True)
        top = write_lines(drawing, lines, x=x + indent, top=top, size=form.text)
        if value is not None:
            length = (end - x - indent) * min(value / highest, 1.0)
            top += form.gap / 4
            drawing.shape("rect", x=x + indent, y=top, width=length, height=6, fill=BRAND_PALE)
            drawing.text(x + indent + length + 6, top + form.small * 0.6, decimal(value), size=form.small)
            top += form.small * 0.9
        top += form.gap / 3
    return top


def _legend(drawing: Drawing, steps: Sequence[Step], used: set[int], form: Format) -> Iterator[Entry]:
    for place in sorted(used):
        thick, colour = _thickness(place, steps, form), _colour(place, steps)

        def line(x: float, y: float, thick: float = thick, colour: str = colour) -> None:
            drawing.shape(
                "line", x1=x - 14, x2=x + 14, y1=y, y2=y, stroke=colour, stroke_width=thick,
                stroke_linecap="round",
            )  # fmt: skip

        yield Entry(steps[place].name, line, 38)

    def circles(x: float, y: float) -> None:
        drawing.shape("circle", cx=x - 8, cy=y, r=4, fill=BRAND)
        drawing.shape("circle", cx=x + 6, cy=y, r=8, fill=BRAND)

    yield Entry("hoe groter, hoe vaker anderen er contact mee hebben", circles, 34)


def _thickness(place: int, steps: Sequence[Step], form: Format) -> float:
    most = 11.0 if form.label else 7.0
    return 1.5 + (most - 1.5) * place / max(len(steps) - 1, 1)


def _colour(place: int, steps: Sequence[Step]) -> str:
    return BRAND if place * 2 >= len(steps) - 1 else outline_of(BRAND_PALE)


def _largest(form: Format) -> float:
    return 34.0 if form.label else 22.0


def _describe(nodes: Sequence[Node], ties: Ties) -> str:
    found = sorted(strengths(ties).items(), key=lambda each: (-each[1], each[0]))
    told = [_both(nodes, ties, pair) for pair, _ in found[:_MOST_TOLD]]
    parts = [sentence(f"Het meeste contact: {enumeration(told)}")] if told else []
    known = sorted((n for n in nodes if n.named.mean is not None), key=lambda n: -(n.named.mean or 0))
    if known:
        parts.append(sentence(f"Het vaakst hebben anderen contact met {_said(known[0])}"))
        parts.append(sentence(f"Het minst met {_said(known[-1])}"))
    if len(found) < len(nodes) * (len(nodes) - 1) // 2:
        parts.append("Niet van elk tweetal is iets te tonen.")
    return " ".join(parts)


def _both(nodes: Sequence[Node], ties: Ties, pair: tuple[int, int]) -> str:
    """'school met wijkteam (2,1 en 3,3)': what each says about the other, as far as that is shown."""
    means = [ties[side].mean for side in (pair, pair[::-1]) if side in ties]
    sides = " en ".join(decimal(value) for value in means if value is not None)
    return f"{nodes[pair[0]].label} met {nodes[pair[1]].label} ({sides})"


def _said(node: Node) -> str:
    return f"{node.label} {decimal(node.named.mean or 0)}"


def _table(nodes: Sequence[Node], ties: Ties) -> Table:
    """Who answered in rows, about whom in columns; the last row is what the others say together."""
    numbers = [f"{place + 1}" for place in range(len(nodes))]
    rows = [
        (
            f"{one + 1} {node.label}",
            *(SELF if one == other else _cell(ties.get((one, other))) for other in range(len(nodes))),
        )
        for one, node in enumerate(nodes)
    ]
    together = ("Alle anderen samen", *(_cell(node.named) for node in nodes))
    return Table(("Hoe vaak heeft … contact met:", *numbers), (*rows, together))


def _cell(mean: Mean | None) -> str:
    return HIDDEN_CELL if mean is None or mean.mean is None else decimal(mean.mean)
