"""What comparing groups asks of a questionnaire, check by check."""

from collections.abc import Sequence

from rondom.charts.words import decimal
from rondom.dossier.evidence import Check, Differences, GroupsEvidence, Outcome, Size
from rondom.dossier.limits import DIF_LARGE, DIF_LEVEL, DIF_MODERATE, ORGANISATION

COMPARABLE, STRICT = "scalar", "strict"
"""The steps from which means of groups may be compared, and scores and spreads as well."""

_NOT_EXAMINED = "niet onderzocht"


def group_checks(found: GroupsEvidence | None, by: str) -> tuple[Check, ...]:
    """The same is measured, as precisely, and no item works otherwise; of organisations items stay out."""
    checks = (comparable(found, by), _precise(found, by))
    return checks if by == ORGANISATION else (*checks, _alike(found, by))


def comparable(found: GroupsEvidence | None, by: str) -> Check:
    """Whether means of these groups may be compared: not without the same thresholds and loadings."""
    needed = "gelijke drempels en ladingen (scalaire meetinvariantie)"
    source = "Chen (2007); Wu en Estabrook (2016)"
    outcome, words = _reached(found, COMPARABLE)
    return Check(f"De vragen meten hetzelfde in elke {by}", words, needed, outcome, source)


def _precise(found: GroupsEvidence | None, by: str) -> Check:
    """Good to know; means may be compared without it."""
    needed = (
        "gelijke restvarianties (strikte meetinvariantie), om ook losse scores en spreidingen te vergelijken"
    )
    outcome, words = _reached(found, STRICT)
    source = "Chen (2007); Liu e.a. (2017)"
    return Check(f"De vragen meten even precies in elke {by}", words, needed, outcome, source, weighs=False)


def _reached(found: GroupsEvidence | None, step: str) -> tuple[Outcome, str]:
    """Whether all steps up to this one hold, and that in words."""
    if found is None:
        return Outcome.MISSING, _NOT_EXAMINED
    how = _how(found)
    if found.reason:
        return Outcome.MISSING, _said("niet te toetsen", found.reason, *how)
    names = [one.name for one in found.steps]
    asked = found.steps[: names.index(step) + 1] if step in names else found.steps
    failed = next((one for one in asked if not one.holds), None)
    if failed is not None and failed.holds is None:
        return Outcome.MISSING, _said("niet te toetsen", failed.reason, *how)
    if failed is not None:
        return Outcome.AGAINST, _said(f"houdt geen stand bij stap '{failed.name}'", *how)
    groups = ", ".join(f"{label} ({count})" for label, count in found.groups.items())
    return Outcome.FOR, _said(f"houdt stand bij {groups}", *how)


def _how(found: GroupsEvidence) -> tuple[str, ...]:
    """Of measurements: over the same people, or as groups and why."""
    if found.followed:
        return ("Over dezelfde mensen onderzocht",)
    if found.not_followed:
        return ("Over dezelfde mensen niet te toetsen, dus als losse groepen vergeleken", found.not_followed)
    return ()


def _said(*sentences: str) -> str:
    return ". ".join(one.removesuffix(".") for one in sentences if one)


def _alike(found: GroupsEvidence | None, by: str) -> Check:
    """Against with a large difference; a moderate or unsure one is for people to look at first."""
    what = f"Elke vraag werkt hetzelfde in elke {by}"
    needed = (
        f"bij gelijke score hetzelfde antwoord: winst in R² onder {decimal(DIF_MODERATE.value, 3)}, "
        f"groot vanaf {decimal(DIF_LARGE.value, 3)}, met een aangepaste p onder {decimal(DIF_LEVEL.value, 2)}"
    )
    outcome, words = (Outcome.MISSING, _NOT_EXAMINED) if found is None else _differing(found.differences)
    if found is not None and found.followed and found.differences.items:
        words += "; wie twee keer meedeed telt twee keer, dus p is bij benadering"
    return Check(what, words, needed, outcome, "Jodoin en Gierl (2001); Zumbo (1999)")


def _differing(found: Differences) -> tuple[Outcome, str]:
    if not found.items:
        reason = next(iter(found.reasons.values()), "Er zijn geen groepen om te vergelijken.")
        return Outcome.MISSING, _said("niet te toetsen", reason)
    told = [
        f"{size.value}: {', '.join(names)}"
        for size in (Size.LARGE, Size.MODERATE, Size.UNSURE)
        if (names := _named(found, size))
    ]
    if found.reasons:
        told.append(found.not_tested)
    if not told:
        return Outcome.FOR, f"bij alle {len(found.items)} vragen is het verschil verwaarloosbaar"
    outcome = Outcome.AGAINST if _named(found, Size.LARGE) else Outcome.MISSING
    return outcome, _said(*told)


def _named(found: Differences, size: Size) -> Sequence[str]:
    return [one.item for one in found.items if one.size is size]
