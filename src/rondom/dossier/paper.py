"""A dossier put down for people: what pages and the PDF show, and the PDF itself."""

from dataclasses import asdict
from datetime import date
from typing import Any

from rondom.analysis.disclosure import Rule
from rondom.documents.pdf import make_pdf
from rondom.dossier.content_words import study_in_words
from rondom.dossier.evidence import Check, Dossier, Outcome
from rondom.dossier.parts import parts_of

TEMPLATE = "dossier/dossier.typ"

WORDS = {
    Outcome.FOR: "Ja: het bewijs is er.",
    Outcome.AGAINST: "Nee: het bewijs spreekt ertegen.",
    Outcome.MISSING: "Nog niet: er ontbreekt bewijs.",
}
"""What an outcome means for a use."""


def dossier_pdf(dossier: Dossier, *, made_on: date, rule: Rule, demo: bool = False) -> bytes:
    """Use by use what is known, with the pictures and tables beneath it."""
    data = {
        **shown_of(dossier, rule=rule),
        "day": f"{made_on.day}-{made_on.month}-{made_on.year}",
        "demo": demo,
    }
    return make_pdf(TEMPLATE, data, made_on=made_on)


def shown_of(dossier: Dossier, *, rule: Rule) -> dict[str, Any]:
    """What pages and paper show, as plain values."""
    return {
        "title": dossier.instrument,
        "version": dossier.version,
        "status": dossier.status,
        "respondents": dossier.respondents,
        "uses": [
            {
                "title": use.title,
                "words": WORDS[use.outcome],
                "outcome": use.outcome.value,
                "why": [
                    {**asdict(check), "outcome": check.outcome.value}
                    for check in use.checks
                    if check.outcome is not Outcome.FOR and check.weighs
                ],
            }
            for use in dossier.uses
        ],
        "points": {
            "head": ["Punt", "Gevonden", "Nodig", "Oordeel", "Bron"],
            "rows": [
                [one.what, one.found, _needed(one), one.outcome.value, one.source] for one in _points(dossier)
            ],
        },
        "parts": parts_of(dossier, rule),
        "content": [study_in_words(study) for study in dossier.content],
        "criteria": [asdict(one) for one in dossier.criteria],
        "warnings": list(dossier.structure.warnings),
        "limits": dossier.limits,
        "seed": dossier.seed,
    }


def _needed(check: Check) -> str:
    return check.needed if check.weighs else f"{check.needed}. Telt niet mee voor het oordeel"


def _points(dossier: Dossier) -> list[Check]:
    """Every check once, in the order of the uses."""
    return list(dict.fromkeys(check for use in dossier.uses for check in use.checks))
