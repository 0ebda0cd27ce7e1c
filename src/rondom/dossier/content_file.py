"""Evidence about content as plain values, from a file or from the database."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from rondom.dossier.content import Aspect, ContentStudy, Finding, Named, People, Verdict, Way

One = TypeVar("One", bound=Named)


class ContentError(ValueError):
    """The file does not say what it should, in words."""


def studies_from(document: Any, *, items: tuple[str, ...] = ()) -> tuple[ContentStudy, ...]:
    """A list of studies, or what has such a list under ``content`` (as a dossier in JSON).

    ``items``: the questions that there are; a panel cannot judge others.
    """
    found = document.get("content") if isinstance(document, Mapping) else document
    if not isinstance(found, list):
        raise ContentError("Geef een lijst van onderzoeken, of een lijst met de naam 'content'.")
    studies = tuple(_numbered(number, one) for number, one in enumerate(found, start=1))
    unknown = sorted({name for study in studies for name in study.relevant} - set(items))
    if items and unknown:
        raise ContentError(f"Het panel beoordeelde vragen die er niet zijn: {', '.join(unknown)}.")
    return studies


def study_from(document: Mapping[str, Any]) -> ContentStudy:
    """One study, as ``plain`` writes it."""
    try:
        study = ContentStudy(
            done_on=date.fromisoformat(document["done_on"]),
            people={_one(People, name): _count(count) for name, count in document["people"].items()},
            ways=tuple(_one(Way, name) for name in document["ways"]),
            findings={_one(Aspect, name): _finding(one) for name, one in document["findings"].items()},
            changed=str(document.get("changed", "")),
            source=str(document.get("source", "")),
            panel=_count(document.get("panel", 0)),
            relevant={name: _count(count) for name, count in document.get("relevant", {}).items()},
        )
    except KeyError as missing:
        raise ContentError(f"{missing.args[0]} ontbreekt.") from None
    except (AttributeError, TypeError) as error:
        raise ContentError(f"Een waarde heeft de verkeerde vorm ({error}).") from None
    if any(count > study.panel for count in study.relevant.values()):
        raise ContentError("Meer mensen vonden een vraag relevant dan er in het panel zitten.")
    return study


def _numbered(number: int, document: Any) -> ContentStudy:
    try:
        return study_from(document)
    except ValueError as error:
        raise ContentError(f"Inhoud, onderzoek {number}: {error}") from None


def _finding(document: Mapping[str, Any]) -> Finding:
    return Finding(_one(Verdict, document["verdict"]), str(document.get("words", "")))


def _one(kind: type[One], name: object) -> One:
    try:
        return kind(name)  # type: ignore[arg-type, call-arg]  # by its short name, as an Enum is
    except ValueError:
        there = ", ".join(one.value for one in kind)
        raise ContentError(f"'{name}' is er niet. Kies uit: {there}.") from None


def _count(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ContentError(f"'{number}' is geen aantal. Geef een geheel getal vanaf 0.")
    return number
