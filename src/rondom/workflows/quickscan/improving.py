"""From a report to an improvement plan: what can be chosen, and how to see whether it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from rondom.analysis.disclosure import TOTAL
from rondom.cores.measure.cooperation import TO
from rondom.cores.measure.models import Release, Results, Round
from rondom.cores.measure.models.publication import Audience
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.measures import Shown
from rondom.cores.plan.models import Indicator, Plan
from rondom.cores.plan.models.indicator import Direction
from rondom.cores.plan.models.origin import Source
from rondom.foundation.places.models import Sector, WorkArea
from rondom.instruments import Instrument, Item, Scale
from rondom.workflows.quickscan.advice import Advice, advice_for
from rondom.workflows.quickscan.report.findings import Answered, answered, low_answers
from rondom.workflows.quickscan.report.network import measures_of, steps_of
from rondom.workflows.quickscan.reports import address_of, source_of

MOST_PRIORITIES = 3
"""So many priorities in one plan: more is none."""

MOST_PROPOSED = 8

MEANS: Mapping[str, str] = {Kind.SCALE_MEAN: "scale", Kind.NETWORK: "measure"}
"""Indicators that are a mean in released results, and the parameter that names it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator will measure, ready for a plan."""

    name: str
    kind: Kind
    parameters: dict[str, Any]
    direction: Direction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question that stays low: the sentence about it, advice, and how to see whether it changes."""

    item: str
    question: str
    scale: str
    sentence: str
    advice: tuple[Advice, ...]
    definitions: tuple[Definition, ...]


def code_of(round_: Round) -> str:
    """By which a plan and its readings say from which round they come."""
    return f"round:{round_.pk}"


def anchor_of(item: str) -> str:
    """Where the sentence about a question stands in a report."""
    return f"vraag-{item}"


def proposals(release: Release) -> list[Proposal]:
    """The questions of a report with the most low answers, lowest first."""
    source = source_of(release.results, release.document)
    known = [one for one in answered(source) if one.low is not None]
    known.sort(key=lambda one: (-(one.low or 0), one.item.name))
    return [
        Proposal(
            item=one.item.name,
            question=source.label(one.item),
            scale=source.name(one.scale),
            sentence=f"{one.low}% zegt {low_answers(source, one)}: ‘{source.label(one.item)}’",
            advice=tuple(advice_for([one.item.name])),
            definitions=(_share(one, low_answers(source, one)), _score(one.scale, source.name(one.scale))),
        )
        for one in known[:MOST_PROPOSED]
    ]


def _share(one: Answered, words: str) -> Definition:
    return Definition(
        f"Deel dat {words} zegt ({one.item.name})",
        Kind.ITEM_SHARE,
        {"item": one.item.name, "codes": list(one.lowest)},
        Direction.DOWN,
        "%",
    )


def _score(scale: Scale, name: str) -> Definition:
    return Definition(f"Score {name.lower()}", Kind.SCALE_MEAN, {"scale": scale.name}, Direction.UP)


def worked_out(indicator: Indicator, source: Source) -> Shown | None:
    """What released results of a round say about an indicator, in the neighbourhood of its plan."""
    results = newest_results(source.code)
    if results is None:
        return None
    row, parameters = _row(indicator.plan.area), indicator.parameters
    released = results.released
    if indicator.kind in MEANS:
        return released.means.get((parameters[MEANS[indicator.kind]], row, TOTAL))
    return released.distributions.get((parameters["item"], row, TOTAL))


def section_of(indicator: Indicator) -> str:
    """Where in a report its number stands: see the template of the report."""
    parameters = indicator.parameters
    match indicator.kind:
        case Kind.SCALE_MEAN:
            return f"schaal-{parameters['scale']}"
        case Kind.ITEM_SHARE:
            return f"antwoorden-{parameters['item']}"
        case _:
            return "netwerk"


def newest_results(code: str) -> Results | None:
    """The results for the circle that belong to a code of ``code_of``."""
    kind, _, number = code.partition(":")
    if kind != "round" or not number.isdecimal():
        return None
    found = Results.objects.filter(round_id=int(number), audience=Audience.CIRCLE)
    return found.select_related("round").order_by("-number").first()


def known(plan: Plan) -> list[tuple[Source, date]]:
    """The reports to which a plan can look back, oldest first: from the one that it was made of, or else the
    newest. Of a wave the report about its neighbourhood, or else that about the municipality."""
    releases = Release.objects.standing().filter(
        Q(publication__area=plan.area) | Q(publication__area=None),
        publication__circle=plan.circle,
        results__audience=Audience.CIRCLE,
    )
    ordered = releases.select_related("publication__area", "results__round").order_by(
        F("publication__area").asc(nulls_first=True), "number"
    )
    of_round = {one.results.round_id: one for one in ordered}
    found = sorted(of_round.values(), key=lambda one: (one.results.round.closes_on, one.results.round_id))
    codes = [code_of(one.results.round) for one in found]
    made_of = plan.origins.filter(goal=None, action=None, code__in=codes).values_list("code", flat=True)
    first = min((codes.index(code) for code in made_of), default=len(found) - 1)
    return [(report_of_plan(one), one.results.round.closes_on) for one in found[max(first, 0) :]]


def report_of_plan(release: Release) -> Source:
    """A report as a plan names it: what it came from, and where its numbers come from."""
    round_ = release.results.round
    return Source(f"{release.publication.subject}: {round_.name}", address_of(release), code_of(round_))


def _newest_round(plan: Plan) -> Round | None:
    return Round.objects.filter(circle=plan.circle).order_by("-pk").first()


def choices(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """Scales that someone can choose for an indicator: those of the newest round of the circle."""
    round_ = _newest_round(plan)
    if round_ is None:
        return []
    instrument = round_.instrument_version.instrument
    return [(instrument.text(scale.label), {"scale": scale.name}) for scale in instrument.scales]


def item_choices(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """Questions that someone can choose: the share of their two lowest answers."""
    round_ = _newest_round(plan)
    if round_ is None:
        return []
    instrument = round_.instrument_version.instrument
    return [
        (
            f"{name}, zegt {' of '.join(lowest.values())}: {instrument.text(item.label)}",
            {"item": name, "codes": list(lowest)},
        )
        for scale in instrument.scales
        for name in scale.items
        for item in [instrument.item(name)]
        for lowest in [_lowest(instrument, scale, item)]
    ]


def network_choices(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """Measures of the network that someone can choose: of all contacts, and of those with one sector."""
    round_ = _newest_round(plan)
    if round_ is None:
        return []
    instrument = round_.instrument_version.instrument
    whole = [
        (f"{one.words}{f', in {one.unit}' if one.unit else ''}", {"measure": one.name})
        for one in measures_of(instrument)
    ]
    sectors = Sector.objects.filter(pk__in=round_.cells.values("sector")) if whole else ()
    most = steps_of(instrument)[-1]
    return whole + [
        (
            f"Contact van de andere sectoren met {sector}, van 0 (geen) tot {most.low:.0f} ({most.name})",
            {"measure": f"{TO}{sector.code}"},
        )
        for sector in sectors
    ]


def _lowest(instrument: Instrument, scale: Scale, item: Item) -> dict[str, str]:
    """The two lowest answers: code -> words."""
    points = sorted(instrument.choice_list(item).points, key=lambda choice: choice.score or 0)
    pair = points[-2:] if item.name in scale.reverse else points[:2]
    return {point.code: instrument.text(point.label).lower() for point in pair}


def _row(area: WorkArea | None) -> str:
    return str(area.pk) if area else TOTAL
