"""Per intended use: is the evidence there, is it missing, or does it speak against the use?"""

from collections.abc import Sequence

from rondom.analysis.estimates import NotComputed
from rondom.charts.words import decimal
from rondom.dossier.between_groups import group_checks
from rondom.dossier.content import ContentStudy
from rondom.dossier.content_checks import content_checks
from rondom.dossier.evidence import Check, GroupsEvidence, Outcome, ScaleEvidence, Structure, Use, Value
from rondom.dossier.limits import (
    CFI,
    DISCRIMINANT,
    ENOUGH_FOR_MODEL,
    GROUP_MEANS,
    ORGANISATION,
    RELIABLE_GROUPS,
    RELIABLE_ONE,
    SECTOR,
    SRMR,
    WAVE,
    Limit,
)


def uses_of(
    scales: Sequence[ScaleEvidence],
    structure: Structure,
    comparisons: Sequence[GroupsEvidence],
    studies: Sequence[ContentStudy],
) -> tuple[Use, ...]:
    """The four uses of a quickscan, each with its checks."""
    by = {one.by: one for one in comparisons}
    base = (*_reliable(scales, RELIABLE_GROUPS), *_structured(structure))
    content = content_checks(studies)
    return (
        Use("describe", "Een wijk beschrijven", (*base, *content)),
        Use("sectors", "Sectoren vergelijken", (*base, *group_checks(by.get(SECTOR), SECTOR), *content)),
        Use("waves", "Twee metingen vergelijken", (*base, *group_checks(by.get(WAVE), WAVE), *content)),
        Use(
            "organisation",
            "Eén instelling beoordelen",
            (
                *_reliable(scales, RELIABLE_ONE),
                *_structured(structure),
                *_means(scales, by.get(ORGANISATION)),
                *content,
            ),
        ),
    )


def _reliable(scales: Sequence[ScaleEvidence], limit: Limit) -> list[Check]:
    return [_reliability(scale, limit) for scale in scales]


def _reliability(scale: ScaleEvidence, limit: Limit) -> Check:
    """By ordinal omega, of the score that is used; by alpha where there is no omega."""
    what, needed = f"Betrouwbaarheid van {scale.label}", f"minstens {_two(limit.value)}, met de hele marge"
    found = scale.omega
    if isinstance(found, NotComputed) and not isinstance(scale.alpha, NotComputed):
        found = Value(scale.alpha.alpha, scale.alpha.interval, scale.alpha.respondents)
        name = "alfa"
    else:
        name = "omega"
    if isinstance(found, NotComputed):
        return Check(what, found.reason, needed, Outcome.MISSING, limit.source)
    return Check(what, f"{name} {_worded(found)}", needed, _against(found, limit), limit.source)


def _against(found: Value, limit: Limit) -> Outcome:
    """For when the whole interval passes the limit, against when none of it does, undecided in between."""
    low, high = (found.value,) * 2 if found.interval is None else (found.interval.low, found.interval.high)
    if low >= limit.value:
        return Outcome.FOR
    return Outcome.AGAINST if high < limit.value else Outcome.MISSING


def _structured(structure: Structure) -> list[Check]:
    needed = f"CFI minstens {_two(CFI.value)} en SRMR hoogstens {_two(SRMR.value)}"
    what = "De vragen vormen de schalen waarvoor ze zijn gemaakt"
    if isinstance(structure.measures, NotComputed):
        return [Check(what, structure.measures.reason, needed, Outcome.MISSING, CFI.source)]
    cfi = structure.measures.get("cfi.robust") or structure.measures.get("cfi.scaled")
    srmr = structure.measures.get("srmr")
    if cfi is None or srmr is None:
        return [Check(what, "niet te toetsen", needed, Outcome.MISSING, CFI.source)]
    fits = cfi >= CFI.value and srmr <= SRMR.value
    enough = structure.respondents >= ENOUGH_FOR_MODEL.value
    outcome = Outcome.MISSING if not enough else Outcome.FOR if fits else Outcome.AGAINST
    few = "" if enough else f", verkennend: minder dan {ENOUGH_FOR_MODEL.value:.0f} mensen"
    found = f"CFI {_beside(cfi, CFI)}, SRMR {_beside(srmr, SRMR)}, {structure.respondents} mensen{few}"
    return [Check(what, found, needed, outcome, CFI.source), *_distinct(structure)]


def _distinct(structure: Structure) -> list[Check]:
    if not structure.discriminant:
        return []
    (one, other), highest = max(structure.discriminant.items(), key=lambda pair: pair[1])
    return [
        Check(
            "De schalen meten verschillende dingen",
            f"{one} en {other} hangen het sterkst samen: HTMT {_beside(highest, DISCRIMINANT)}",
            f"hoogstens {_two(DISCRIMINANT.value)}",
            Outcome.FOR if highest <= DISCRIMINANT.value else Outcome.AGAINST,
            DISCRIMINANT.source,
        )
    ]


def _means(scales: Sequence[ScaleEvidence], found: GroupsEvidence | None) -> list[Check]:
    needed = f"ICC(2) minstens {_two(GROUP_MEANS.value)}"
    checks = []
    for scale in scales:
        what = f"Gemiddelden van instellingen op {scale.label} zijn betrouwbaar"
        if found is None:
            checks.append(Check(what, "niet onderzocht", needed, Outcome.MISSING, GROUP_MEANS.source))
            continue
        icc1, icc2 = found.icc1.get(scale.name), found.icc2.get(scale.name)
        if icc1 is None or isinstance(icc1, NotComputed):
            reason = icc1.reason if icc1 else "niet onderzocht"
            checks.append(Check(what, reason, needed, Outcome.MISSING, GROUP_MEANS.source))
        elif icc2 is None:
            words = "mensen van één instelling lijken niet meer op elkaar dan anderen"
            checks.append(Check(what, words, needed, Outcome.AGAINST, GROUP_MEANS.source))
        else:
            outcome = Outcome.FOR if icc2 >= GROUP_MEANS.value else Outcome.AGAINST
            checks.append(
                Check(what, f"ICC(2) {_beside(icc2, GROUP_MEANS)}", needed, outcome, GROUP_MEANS.source)
            )
    return checks


def _worded(found: Value) -> str:
    between = ""
    if found.interval is not None:
        between = f" (tussen {_two(found.interval.low)} en {_two(found.interval.high)}, {found.n} mensen)"
    return f"{_two(found.value)}{between}"


def _beside(value: float, limit: Limit) -> str:
    """Two decimals; three where two would hide on which side of the limit it lies."""
    hidden = round(value, 2) == limit.value and value != limit.value
    return decimal(value, 3) if hidden else _two(value)


def _two(value: float) -> str:
    return decimal(value, 2)
