"""What a closed round shows: analysis, released for one audience, frozen as a document.

The document holds: ``released`` (the tables, by disclosure), ``rows``, ``columns`` and ``lines`` (labels as
they were), ``invited`` (for groups that are shown) and ``ranking`` (whether neighbourhoods may be put in
order). The reliability of a scale is a figure in ``released``: ``alpha:`` and its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from rondom.analysis import (
    TooFewData,
    cronbach_alpha_from,
    icc,
    ranking_allowed,
    tabulate,
    tabulate_scores,
)
from rondom.analysis.disclosure import (
    FEWEST_FOR_FIGURES,
    TOTAL,
    Counts,
    Distribution,
    Earlier,
    Measure,
    Overall,
    Released,
    Rule,
    freeze,
    release,
)
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.tabulate import Tables
from rondom.cores.measure.cooperation import CONFIRMED, DENSITY, ORGANISATIONS, TO
from rondom.cores.measure.matrix import Matrix
from rondom.instruments import Item, Kind, Scale

VERSION = "2"
"""Of the computation; a report says with which version it was made."""


def compute(
    matrix: Matrix,
    *,
    minimum: int,
    lines: Mapping[str, Sequence[str]],
    earlier: Sequence[Released] = (),
    not_beyond: Sequence[Released] = (),
) -> dict[str, Any]:
    """The document for one audience.

    ``lines`` are named unions of neighbourhoods (by label); ``earlier`` is what went out before about
    this round, ``not_beyond`` what this must not show more than.
    """
    released = _release(matrix, Rule(minimum), lines, earlier, not_beyond)
    return {
        "released": freeze(released),
        "rows": {row_of(place, matrix): area.name for place, area in enumerate(matrix.areas)},
        "columns": {sector.code: sector.name for sector in matrix.sectors},
        "lines": {name: list(rows) for name, rows in lines.items()},
        "invited": _invited(matrix, released),
        "ranking": [_ranking(matrix, scale) for scale in matrix.instrument.scales],
    }


def row_of(place: int, matrix: Matrix) -> str:
    """The label of a neighbourhood in the tables."""
    return str(matrix.areas[place].pk)


def _release(
    matrix: Matrix,
    rule: Rule,
    lines: Mapping[str, Sequence[str]],
    earlier: Sequence[Released],
    not_beyond: Sequence[Released],
) -> Released:
    rows = tuple(row_of(place, matrix) for place in range(len(matrix.areas)))
    columns = tuple(sector.code for sector in matrix.sectors)
    people = _count(matrix, np.ones(len(matrix.area), dtype=bool))
    measures = [*_scale_measures(matrix), *_number_measures(matrix), *_contact_measures(matrix)]
    distributions = [_distribution(matrix, item) for item in _items_in_scales(matrix)]
    valid = {measure.name: measure.n for measure in measures}
    valid |= {item.item: item.counts.sum(axis=2) for item in distributions}
    return release(
        Counts(people, matrix.invited),
        measures,
        distributions,
        _figures(matrix),
        rows=rows,
        columns=columns,
        rule=rule,
        lines={name: tuple(members) for name, members in lines.items() if members},
        tree={sector.code: sector.group for sector in matrix.sectors if sector.group},
        # A closed round keeps its answers, so an earlier release was made from these same counts.
        ledger=[Earlier(one, rows, columns, people, valid) for one in earlier],
        at_least=list(not_beyond),
    )


def _scale_measures(matrix: Matrix) -> list[Measure]:
    found = []
    for scale in matrix.instrument.scales:
        steps = sum(points - 1 for points in matrix.points(scale.items))
        found.append(
            _measure(matrix, scale.name, matrix.scores(scale), 0, 100, step=100 / steps, items=scale.items)
        )
    return found


def _number_measures(matrix: Matrix) -> list[Measure]:
    """Questions answered with a number between two known ends."""
    return [
        _measure(matrix, item.name, matrix.numbers[item.name], item.minimum, item.maximum, step=1.0)
        for item in matrix.instrument.items()
        if item.kind is Kind.NUMBER and item.minimum is not None and item.maximum is not None
    ]


def _contact_measures(matrix: Matrix) -> list[Measure]:
    """With whom people work, as means of numbers per person."""
    found = matrix.contacts
    if found is None:
        return []
    others = max(int(found.present.sum(axis=1).max()) - 1, 1)
    return [
        _measure(matrix, DENSITY, found.density, 0, 100, step=100 / others),
        _measure(matrix, ORGANISATIONS, found.organisations, 0, found.most, step=1.0),
        _measure(matrix, CONFIRMED, found.confirmed, 0, 100, step=100 / found.most),
        *(
            _measure(matrix, name, values, low, high, step=1 / found.most)
            for name, (values, low, high) in found.marks.items()
        ),
        *(
            replace(
                _measure(matrix, f"{TO}{sector.code}", found.strength[:, place], 0, found.points, step=1.0),
                possible=found.possible(place),
            )
            for place, sector in enumerate(matrix.sectors)
        ),
    ]


def _measure(
    matrix: Matrix,
    name: str,
    scores: Floats,
    low: float,
    high: float,
    *,
    step: float,
    items: tuple[str, ...] = (),
) -> Measure:
    known = ~np.isnan(scores)
    values = np.where(known, scores, 0.0)
    return Measure(
        name,
        n=_count(matrix, known),
        total=_sum(matrix, values),
        squares=_sum(matrix, values**2),
        low=low,
        high=high,
        step=step,
        items=items,
    )


def _items_in_scales(matrix: Matrix) -> list[Item]:
    names = {name for scale in matrix.instrument.scales for name in scale.items}
    return [item for item in matrix.items if item.name in names]


def _distribution(matrix: Matrix, item: Item) -> Distribution:
    points = sorted(matrix.instrument.choice_list(item).points, key=lambda choice: choice.score or 0)
    codes = matrix.codes[:, matrix.columns([item.name])[0]]
    counts = [_count(matrix, codes == rank) for rank in range(1, len(points) + 1)]
    return Distribution(item.name, tuple(point.code for point in points), np.stack(counts, axis=2))


def _count(matrix: Matrix, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> Integers:
    table = np.zeros((len(matrix.areas), len(matrix.sectors)), dtype=np.int64)
    np.add.at(table, (matrix.area[chosen], matrix.sector[chosen]), 1)
    return table


def _sum(matrix: Matrix, values: Floats) -> Floats:
    table = np.zeros((len(matrix.areas), len(matrix.sectors)))
    np.add.at(table, (matrix.area, matrix.sector), values)
    return table


def _invited(matrix: Matrix, released: Released) -> list[list[Any]]:
    """How many were invited, for margins that are shown; nothing when not all numbers are known."""
    if matrix.invited is None:
        return []
    totals: dict[tuple[str, str], int] = {(TOTAL, TOTAL): int(matrix.invited.sum())}
    for place in range(len(matrix.areas)):
        totals[row_of(place, matrix), TOTAL] = int(matrix.invited[place].sum())
    for place, sector in enumerate(matrix.sectors):
        totals[TOTAL, sector.code] = int(matrix.invited[:, place].sum())
    return [
        [row, column, number]
        for (row, column), number in totals.items()
        if (row, column) in released.groups and released.group(row, column).why is None
    ]


def _tables(matrix: Matrix, scale: Scale) -> Tables:
    columns = matrix.columns(scale.items)
    answers = matrix.codes[:, columns]
    tables = tabulate(answers, points=matrix.points(scale.items), items=scale.items)
    return tables.select(scale.items, reverse=scale.reverse)


def _figures(matrix: Matrix) -> list[Overall]:
    """What can be computed about the quality of the scales, over everyone."""
    found = []
    for scale in matrix.instrument.scales:
        with suppress(TooFewData):
            alpha = cronbach_alpha_from(_tables(matrix, scale))
            low, high = alpha.interval.low, alpha.interval.high
            found.append(Overall(f"alpha:{scale.name}", alpha.respondents, alpha.alpha, low, high))
    return found


def _ranking(matrix: Matrix, scale: Scale) -> dict[str, Any]:
    """Whether neighbourhoods may be put in order on this scale."""
    if len(matrix.codes) < FEWEST_FOR_FIGURES:
        return {"scale": scale.name, "allowed": False, "reason": "Er zijn te weinig antwoorden."}
    scores = tabulate_scores(
        matrix.scores(scale), scales=(scale.name,), group=matrix.area, groups=len(matrix.areas)
    )
    try:
        verdict = ranking_allowed(icc(scores, scale.name))
    except TooFewData as reason:
        return {"scale": scale.name, "allowed": False, "reason": str(reason)}
    return {"scale": scale.name, "allowed": verdict.allowed, "reason": verdict.reason}
