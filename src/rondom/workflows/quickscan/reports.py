"""From a closed round to all its reports: what is asked of the parts below, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from rondom.analysis.disclosure import TOTAL
from rondom.cores.measure.models import Release, Results, Round
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.overviews import comparability
from rondom.foundation.places.models import WorkArea
from rondom.foundation.places.wealth import WealthKind, wealth_of
from rondom.instruments import Instrument, Item, Kind
from rondom.workflows.quickscan.models import Wave as WaveModel
from rondom.workflows.quickscan.report.build import Report, build_report
from rondom.workflows.quickscan.report.pictures import POORER, RICHER
from rondom.workflows.quickscan.report.source import Source, Wave

MOST_THAWED = 20
_thawed: dict[tuple[int, str], Wave] = {}

FEWEST_FOR_IDEAS = 10
"""Open answers are shown for a group of so many people or more."""


def lines_of(round_: Round) -> dict[str, list[str]]:
    """Neighbourhoods with more and with fewer low incomes, where both kinds take part."""
    lines: dict[str, list[str]] = {POORER: [], RICHER: []}
    for area in areas_of(round_):
        kind = wealth_of(area).kind
        if kind == WealthKind.POORER:
            lines[POORER].append(str(area.pk))
        elif kind == WealthKind.RICHER:
            lines[RICHER].append(str(area.pk))
    return lines if all(lines.values()) else {}


def areas_of(round_: Round) -> list[WorkArea]:
    """The neighbourhoods of a round, by name."""
    return list(WorkArea.objects.filter(pk__in=round_.cells.values("area")).order_by("name"))


def subjects(results: Results) -> Iterator[WorkArea | None]:
    """What reports can be made about: the municipality, and every neighbourhood that may be shown."""
    yield None
    for area in areas_of(results.round):
        group = results.released.groups.get((str(area.pk), TOTAL))
        if group is not None and group.why is None:
            yield area


def document_of(results: Results, area: WorkArea | None) -> dict[str, Any]:
    """What a release keeps besides the results: texts and the results it is compared with."""
    before = _results_before(results)
    return {
        "scan": WaveModel.objects.get(round=results.round).scan.name,
        "subject": str(area or results.round.circle.municipality or results.round.circle),
        "row": str(area.pk) if area else TOTAL,
        "before": before.pk if before else None,
        "ideas": _ideas(results, area),
        "comparability": comparability(results.round),
    }


def report_of(results: Results, document: dict[str, Any]) -> Report:
    """The report that belongs to a kept document."""
    return build_report(source_of(results, document), document["ideas"], document.get("comparability"))


def source_of(results: Results, document: dict[str, Any]) -> Source:
    """What the report of a kept document is made from."""
    before = Results.objects.filter(pk=document.get("before") or 0).select_related("round").first()
    return Source(
        instrument=results.round.instrument_version.instrument,
        now=_wave(results),
        before=_wave(before) if before else None,
        row=document.get("row", TOTAL),
        subject=document.get("subject", ""),
        scan=document.get("scan", ""),
    )


def address_of(release: Release) -> str:
    """Where a report is read."""
    return reverse("quickscan:release", args=[release.made_on.year, release.publication.key, release.number])


def period_of(round_: Round) -> str:
    """When people answered."""
    first, last = (f"{day.day}-{day.month}-{day.year}" for day in (round_.opens_on, round_.closes_on))
    return f"{round_.name}, ingevuld van {first} tot en met {last}"


def latest_releases(round_: Round, user: Any) -> list[Release]:
    """The newest release of every report about a round that this user may see: the municipality first."""
    found: dict[tuple[int, str], Release] = {}
    releases = Release.objects.visible_to(user).standing().filter(publication__round=round_)
    for release in releases.select_related("publication__area", "results").order_by("number"):
        found[release.publication_id, release.results.audience] = release
    return sorted(found.values(), key=lambda one: (one.publication.area is not None, one.publication.subject))


def _wave(results: Results) -> Wave:
    """Released results, thawed once a process: they are large, and never change."""
    if "released" not in results.document:
        raise ValueError("Deze uitkomsten zijn niet te lezen.")
    key = (results.pk, results.document["released"]["checksum"])
    if key not in _thawed:
        if len(_thawed) >= MOST_THAWED:
            _thawed.clear()
        _thawed[key] = Wave.of(results.document, results.round.name)
    return _thawed[key]


def _results_before(results: Results) -> Results | None:
    previous = results.round.previous
    if previous is None:
        return None
    same = previous.results.filter(audience=results.audience)
    return same.order_by("-number").first()


def _ideas(results: Results, area: WorkArea | None) -> list[dict[str, Any]]:
    group = results.released.groups.get((str(area.pk) if area else TOTAL, TOTAL))
    if group is None or group.n is None or group.n < FEWEST_FOR_IDEAS or results.audience == Audience.PUBLIC:
        return []
    answers = results.round.open_answers.shown()
    answers = answers.filter(area=area) if area else answers
    instrument = results.round.instrument_version.instrument
    texts: dict[str, list[str]] = {}
    for answer in answers.order_by("text"):
        texts.setdefault(answer.item, []).append(answer.text)
    return [
        {"question": instrument.text(item.label), "texts": sorted(set(texts[item.name]))}
        for item in _open_questions(instrument)
        if item.name in texts
    ]


def _open_questions(instrument: Instrument) -> Iterator[Item]:
    """Open questions about the neighbourhood; not the names of partners that were missing from the list."""
    for page in instrument.pages:
        items = [part for part in page.parts if isinstance(part, Item)]
        if not any(item.kind is Kind.PARTNERS for item in items):
            yield from (item for item in items if item.kind is Kind.TEXT)
