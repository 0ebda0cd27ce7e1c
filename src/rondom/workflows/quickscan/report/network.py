"""With whom people work, in a report: a picture of the network, and its measures in words."""

from __future__ import annotations

from dataclasses import dataclass

from rondom.analysis.disclosure import TOTAL, Mean, Why
from rondom.charts.chart import Table
from rondom.charts.network import Node, Step, network, strengths
from rondom.charts.words import HIDDEN_CELL, decimal, withheld_cell
from rondom.cores.measure.cooperation import CONFIRMED, DENSITY, ORGANISATIONS, TO, asked_in
from rondom.instruments import Instrument
from rondom.workflows.quickscan.report.pictures import Picture
from rondom.workflows.quickscan.report.source import Source, Wave, difference

FEWEST = 2
"""So many sectors make a network."""


@dataclass(frozen=True, slots=True)
class NetworkMeasure:
    """One measure of the network: its name in released results, what it says, and its unit."""

    name: str
    words: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cooperation:
    """The picture, and a table of measures: now, with its margin, and the time before."""

    picture: Picture
    measures: Table


def cooperation(source: Source) -> Cooperation | None:
    """The network of sectors; None where it was not asked, or nothing of it is shown."""
    codes = [code for code in _targets(source) if _named(source, code).why is not Why.EMPTY]
    if len(codes) < FEWEST or all(_named(source, code).mean is None for code in codes):
        return None
    nodes = [Node(_label(source, code), _named(source, code)) for code in codes]
    ties = {
        (one, other): mean
        for one, of in enumerate(codes)
        for other, about in enumerate(codes)
        if one != other and (mean := source.now.mean(TO + about, source.row, _column(source, of)))
    }
    steps = steps_of(source.instrument)
    title = _title(nodes, strengths(ties))
    picture = Picture(
        lambda width: network(nodes, ties, steps=steps, title=title, key="netwerk", width=width),
        "Gemiddelde per sector van wie antwoordde, van 0 (geen contact) tot "
        f"{decimal(steps[-1].low, 0)} ({steps[-1].name}). Alleen sectoren, nooit een organisatie.",
    )
    return Cooperation(picture, _measures(source))


def measures_of(instrument: Instrument) -> list[NetworkMeasure]:
    """What a questionnaire can tell about the network as a whole; nothing when it does not ask."""
    asked = asked_in(instrument)
    if asked is None:
        return []
    return [
        NetworkMeasure(DENSITY, "Dichtheid: deel van de andere sectoren waarmee iemand contact heeft", "%"),
        NetworkMeasure(ORGANISATIONS, f"Aantal organisaties dat iemand noemt, hoogstens {asked.most}"),
        NetworkMeasure(CONFIRMED, "Wederkerig: deel bij de genoemde organisaties dat terug noemt", "%"),
        *(NetworkMeasure(name, instrument.text(one.label)) for name, one in asked.numbers.items()),
    ]


def steps_of(instrument: Instrument) -> list[Step]:
    """How often, in the words of the questionnaire: 1 is the least."""
    asked = asked_in(instrument)
    often = list(asked.often.values()) if asked and asked.often else ["contact"]
    ranked = enumerate(often, start=1)
    return [Step(float(rank), _from(answer, rank, of=len(often))) for rank, answer in ranked]


def _from(answer: str, rank: int, *, of: int) -> str:
    """A line stands for this answer and all above it."""
    return f"{answer.lower()} of vaker" if 1 < rank < of else answer.lower()


def _measures(source: Source) -> Table:
    rows = []
    for measure in measures_of(source.instrument):
        now = source.now.mean(measure.name, source.row, TOTAL)
        if now is None:
            continue
        cells = (measure.words, f"{_value(now, measure)}{_margin(now, measure)}", str(now.n or HIDDEN_CELL))
        rows.append((*cells, *_then(source.before, source, now, measure)) if source.before else cells)
    head = ("Maat", "Nu, met marge", "Antwoorden")
    return Table((*head, "Vorige keer", "Verandering") if source.before else head, tuple(rows))


def _then(wave: Wave, source: Source, now: Mean, measure: NetworkMeasure) -> tuple[str, str]:
    """The time before, and what may be said about the difference."""
    before = wave.mean(measure.name, source.row, TOTAL)
    if before is None:
        return "niet gemeten", HIDDEN_CELL
    found = difference(now, before, source.now.invited(source.row), wave.invited(source.row))
    if found is None or found.interval is None:
        return _value(before, measure), HIDDEN_CELL
    low, high = found.interval.low, found.interval.high
    points = f"{_signed(found.difference, measure)} ({_number(low, measure)} tot {_number(high, measure)})"
    return _value(before, measure), f"{points}{', kan toeval zijn' if low <= 0 <= high else ''}"


def _signed(value: float, measure: NetworkMeasure) -> str:
    words = _number(value, measure)
    return f"+{words}" if value > 0 and words.strip("0,") else words


def _value(mean: Mean, measure: NetworkMeasure) -> str:
    return withheld_cell(mean.why) if mean.mean is None else f"{_number(mean.mean, measure)}{measure.unit}"


def _margin(mean: Mean, measure: NetworkMeasure) -> str:
    if mean.low is None or mean.high is None:
        return ""
    return f" ({_number(mean.low, measure)} tot {_number(mean.high, measure)})"


def _number(value: float, measure: NetworkMeasure) -> str:
    return decimal(value, 0 if measure.unit == "%" else 1)


def _targets(source: Source) -> list[str]:
    """The sectors that people can have contact with, in their order."""
    names = dict.fromkeys(name for name, *_ in source.now.released.means)
    return [name.removeprefix(TO) for name in names if name.startswith(TO)]


def _named(source: Source, code: str) -> Mean:
    return source.now.released.mean(TO + code, source.row, TOTAL)


def _column(source: Source, code: str) -> str:
    """Under which column the people of this sector stand: sectors may have been taken together."""
    merged = source.now.released.merged
    return next((label for label, parts in merged.items() if code in parts), code)


def _label(source: Source, code: str) -> str:
    column = _column(source, code)
    name = source.now.column_name(code)
    return name if column == code else f"{name} (antwoorden samen met {source.now.column_name(column)})"


def _title(nodes: list[Node], found: dict[tuple[int, int], float]) -> str:
    if not found:
        return "Met welke sectoren anderen contact hebben"
    one, other = max(found, key=lambda pair: (found[pair], -pair[0]))
    return f"Het meeste contact is tussen {nodes[one].label} en {nodes[other].label}"
