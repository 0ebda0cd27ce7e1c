"""Values in files as answers: which text stands for which choice, number or date."""

import re
from collections.abc import Iterable
from datetime import date

from rondom.instruments.answers_out.variables import numbers_of
from rondom.instruments.instrument import ChoiceList

CHOSEN = frozenset("1 true yes y ja j x waar checked selected gekozen".split())
NOT_CHOSEN = frozenset(
    ("", "0", "false", "no", "n", "nee", "onwaar", "unchecked", "not selected", "niet gekozen")
)

_TAG = re.compile(r"<[^>]{0,200}>")
_NUMBER = re.compile(r"[+-]?(\d{1,15}([.,]\d{1,20})?|[.,]\d{1,20})")


def plain(text: str) -> str:
    """Text as it is compared: without mark-up, capitals, punctuation at the end and double blanks."""
    return " ".join(_TAG.sub(" ", text).casefold().split()).strip(" .:?!…*")


def without_zero(value: str) -> str:
    """'3.0' as '3': many programs write whole numbers with a decimal."""
    return re.sub(r"^(-?\d{1,15})[.,]0+$", r"\1", value)


def by_code(choices: ChoiceList) -> dict[str, str]:
    """Code -> code, also without regard to capitals."""
    codes = {choice.code for choice in choices.choices}
    return {**{code.casefold(): code for code in codes}, **{code: code for code in codes}}


def by_label(choices: ChoiceList) -> dict[str, str]:
    """Plain label in any language -> code; labels of two answers are left out."""
    return _once((plain(text), choice.code) for choice in choices.choices for text in choice.label.values())


def by_score(choices: ChoiceList) -> dict[str, str]:
    """Score as text -> code; a score of two answers is left out."""
    scored = ((choice.score, choice.code) for choice in choices.choices if choice.score is not None)
    return _once((format(score, ".15g"), code) for score, code in scored)


def by_number(choices: ChoiceList) -> dict[str, str]:
    """The number in our own exports -> code."""
    return {format(number, ".15g"): code for code, number in numbers_of(choices).items()}


def read_number(text: str) -> float | None:
    """A number with a point or a comma; None when it is none. Whole numbers come as int."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def read_date(text: str) -> str | None:
    """An ISO date or day-month-year as ISO; None for what is none or can be read two ways."""
    if match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    try:
        return (
            date.fromisoformat(text[:10]).isoformat() if re.match(r"\d{4}-\d\d-\d\d($|[T ])", text) else None
        )
    except ValueError:
        return None


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for text, code in pairs:
        found.setdefault(text, set()).add(code)
    return {text: codes.pop() for text, codes in found.items() if len(codes) == 1 and text}
