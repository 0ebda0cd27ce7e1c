"""A report put together: for the page, and for the paper."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rondom.analysis.disclosure import TOTAL, Figure, Why
from rondom.charts.words import decimal
from rondom.workflows.quickscan.report.comparing import comparing
from rondom.workflows.quickscan.report.findings import Finding, answered, can_be_better, goes_well, lead
from rondom.workflows.quickscan.report.network import Cooperation, cooperation
from rondom.workflows.quickscan.report.pictures import (
    Picture,
    answer_bars,
    scale_profile,
    sector_profile,
    wave_change,
    wealth_contrast,
)
from rondom.workflows.quickscan.report.source import Source

WHY: Mapping[str, str] = {
    Why.FEW: "te weinig antwoorden",
    Why.COMPLEMENT: "anders is een ander verborgen cijfer uit te rekenen",
    Why.DIFFERENCE: "anders is samen met een eerdere uitgave een klein groepje te herleiden",
    Why.UNIFORM: "bijna iedereen antwoordde hetzelfde",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that says something."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """One scale: who, and how. ``key`` is its code, ``items`` those of its questions."""

    key: str
    name: str
    items: tuple[str, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A group that is not shown, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Ideas:
    """What people wrote to one open question, read beforehand."""

    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the questions of one scale go together."""

    scale: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a reader gets."""

    title: str
    subject: str
    lead: str
    facts: tuple[Fact, ...]
    change: Picture | None
    contrast: Picture | None
    sections: tuple[Section, ...]
    cooperation: Cooperation | None
    good: tuple[Finding, ...]
    better: tuple[Finding, ...]
    ideas: tuple[Ideas, ...]
    hidden: tuple[Hidden, ...]
    merged: tuple[str, ...]
    quality: tuple[Quality, ...]
    ranking: str
    comparing: tuple[str, ...]
    minimum: int
    status: str
    source: str


def build_report(
    source: Source,
    ideas: Sequence[Mapping[str, Any]],
    comparability: Mapping[str, Mapping[str, Any]] | None = None,
) -> Report:
    """The report about one neighbourhood or the municipality.

    ``comparability`` is what was known of the questionnaire when the report was made, per comparison; None
    in a report from before that was kept.
    """
    questions = answered(source)
    return Report(
        title=f"{source.scan} in {source.subject}",
        subject=source.subject,
        lead=lead(source, questions),
        facts=tuple(_facts(source)),
        change=wave_change(source),
        contrast=wealth_contrast(source),
        sections=tuple(
            Section(
                scale.name,
                source.name(scale),
                scale.items,
                tuple(
                    picture
                    for picture in (
                        scale_profile(source, scale),
                        sector_profile(source, scale) if source.is_whole else None,
                        answer_bars(source, scale, questions),
                    )
                    if picture
                ),
            )
            for scale in source.scales
        ),
        cooperation=cooperation(source),
        good=tuple(goes_well(source, questions)),
        better=tuple(can_be_better(source, questions)),
        ideas=tuple(Ideas(one["question"], tuple(one["texts"])) for one in ideas),
        hidden=tuple(_hidden(source)),
        merged=tuple(_merged(source)),
        quality=tuple(_quality(source)),
        ranking=_ranking(source),
        comparing=tuple(comparing(source, comparability)),
        minimum=source.now.released.minimum,
        status=source.instrument.status,
        source=source.instrument.text(source.instrument.source),
    )


def _facts(source: Source) -> list[Fact]:
    facts = []
    group = source.now.released.groups.get((source.row, TOTAL))
    invited = source.now.invited(source.row)
    if group is not None and group.n is not None and invited:
        words = f"deed mee: {group.n} van {invited} genodigden"
        facts.append(Fact(f"{round(100 * group.n / invited)}%", words))
    for scale in source.scales:
        mean = source.now.mean(scale.name, source.row, TOTAL)
        if mean is not None and mean.mean is not None:
            between = f", tussen {mean.low:.0f} en {mean.high:.0f}" if mean.low is not None else ""
            facts.append(
                Fact(f"{mean.mean:.0f}", f"{source.name(scale)}, op een schaal van 0 tot 100{between}")
            )
    return facts


def _hidden(source: Source) -> list[Hidden]:
    released, found = source.now.released, []
    for group in released.groups.values():
        mine = group.row == source.row if not source.is_whole else TOTAL in (group.row, group.column)
        if mine and group.why is not None and group.why is not Why.EMPTY:
            name = (
                source.now.column_name(group.column)
                if group.column != TOTAL
                else source.now.row_name(group.row)
            )
            found.append(Hidden(name, WHY[group.why]))
    return found


def _merged(source: Source) -> list[str]:
    return [
        f"{label}: {', '.join(source.now.column_name(part) for part in parts)}"
        for label, parts in source.now.released.merged.items()
    ]


def _quality(source: Source) -> list[Quality]:
    figures = source.now.released.figures
    return [
        Quality(source.name(scale), _alpha_words(figures.get(f"alpha:{scale.name}")))
        for scale in source.scales
    ]


def _alpha_words(alpha: Figure | None) -> str:
    if alpha is None:
        return "Niet te berekenen met deze antwoorden."
    if alpha.value is None or alpha.low is None or alpha.high is None:
        return "Te weinig antwoorden om iets over deze schaal te zeggen."
    grade = next(
        word
        for limit, word in ((0.9, "hoog"), (0.8, "goed"), (0.7, "voldoende"), (-math.inf, "te laag"))
        if alpha.value >= limit
    )
    value, low, high = (decimal(number, 2) for number in (alpha.value, alpha.low, alpha.high))
    return f"Cronbachs alfa {value} (tussen {low} en {high}, {alpha.n} mensen): {grade}"


def _ranking(source: Source) -> str:
    refused = [one["reason"] for one in source.now.document["ranking"] if not one["allowed"]]
    return str(refused[0]) if refused else ""
