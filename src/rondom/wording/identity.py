"""What in a text could lead to a person: names, numbers and addresses."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rondom.wording import elsewhere
from rondom.wording.names import CAPITALS_THAT_ARE_NO_NAME, FIRST_NAMES


class ClueKind(StrEnum):
    """What was found; the value is how a page calls it, in Dutch."""

    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BSN = "burgerservicenummer"
    ACCOUNT = "rekeningnummer"
    POSTCODE = "postcode"
    ADDRESS = "adres"
    DATE = "datum"
    NAME = "naam"


@dataclass(frozen=True, slots=True)
class Clue:
    """A piece of text from ``start`` up to ``end``; not ``certain`` when it may also be something else."""

    kind: ClueKind
    text: str
    start: int
    end: int
    certain: bool = True


def identifying(text: str) -> tuple[Clue, ...]:
    """What could lead to a person, in the order of the text; pieces do not overlap."""
    found: list[Clue] = []
    for clue in _every(_as_seen(text)):
        if all(clue.end <= other.start or clue.start >= other.end for other in found):
            found.append(clue)
    found = [replace(clue, text=text[clue.start : clue.end]) for clue in found]
    return tuple(sorted(found, key=lambda clue: clue.start))


def _as_seen(text: str) -> str:
    """The same places, with digits of any script as ours, every dash a '-', and what nobody sees a space."""
    return "".join(_LIKE.get(unicodedata.category(letter), _same)(letter) for letter in text)


def _same(letter: str) -> str:
    return letter


_LIKE: dict[str, Callable[[str], str]] = {
    "Nd": lambda letter: str(unicodedata.digit(letter)),
    "Pd": lambda letter: "-",
    "Cf": lambda letter: " ",
}
"""Per kind of letter, in the words of Unicode."""


_AT = r"(?:@|\s?(?:\(at\)|\[at\]|\sapenstaartje\s)\s?)"
_EMAIL = re.compile(rf"[^\s@,;:<>()]+{_AT}[^\s@,;:<>()]+(?:[.,]|\spunt\s)\w{{2,}}")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.,])\+?\(?\d(?:[\s().\-/]{0,2}\d){7,13}(?![\w%])")
_POSTCODE = re.compile(r"\b[1-9]\d{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})\b")
_STREET = r"(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|pad|steeg|dreef|plantsoen|boulevard|markt)"
_ADDRESS = re.compile(rf"\b[\w'’-]*{_STREET}\s+(?:nummer\s+)?\d{{1,5}}\s?[a-z]?\b", re.IGNORECASE)
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "january|february|march|may|june|july|august|october|"
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
)
_DATE = re.compile(rf"\b\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\s(?:{_MONTHS})\s)(?:19|20)?\d{{2}}\b", re.IGNORECASE)
_CAPITAL = r"[A-ZÀ-ÞĄĆĘŁŃŚŹŻĞİŞ][\w'’-]*[a-zß-ÿ][\w'’-]*"
_CALLED = re.compile(
    r"\b(?i:heet|heten|genaamd|naam is|juf|meester|mevrouw|meneer|mevr\.?|dhr\.?|mw\.?|dokter|dr\.?|familie|"
    r"(?:mijn|onze|zijn|haar|hun)\s(?:zoon|zoontje|dochter|dochtertje|kind|man|vrouw|vriend|vriendin|ex|partner|"
    r"moeder|vader|broer|broertje|zus|zusje|oma|opa|tante|oom|baby|buurman|buurvrouw))"
    rf"\s({_CAPITAL}(?:\s(?:(?:van|de|der|den|el|al|ten|ter)\s)*{_CAPITAL})*)"
)
_CALLED_ELSEWHERE = re.compile(
    r"\b(?i:(?:my|our|his|her)\s(?:son|daughter|child|husband|wife|partner|ex|friend|boyfriend|girlfriend|mother|"
    r"father|brother|sister|baby)|(?:his|her|my)\sname\sis|(?:is|was)\s(?:called|named)|mrs?\.?|miss|"
    r"(?:mój|moja|nasz|nasza|jego|jej)\s(?:syn|synek|córka|córeczka|mąż|żona|partner|brat|siostra)|ma\sna\simię|"
    r"nazywa\ssię|oğlum|kızım|eşim|kocam|karım|kardeşim|adı)"
    rf"\s({_CAPITAL})|\b(?:اسمه|اسمها|يدعى|تدعى|يُدعى|تُدعى)\s(\w+)"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NEVER_NAMES = {"Ik", *(f"I{mark}{rest}" for mark in "'’" for rest in ("m", "ve", "d", "ll"))}
_SENTENCE_END = re.compile(r"(?:^|[.!?:\n\"“‘(•])\s*$")


def _every(text: str) -> Iterator[Clue]:
    yield from _matches(_EMAIL, ClueKind.EMAIL, text)
    yield from _matches(_ACCOUNT, ClueKind.ACCOUNT, text)
    numbers = list(_numbers(text))
    yield from (clue for clue in numbers if clue.kind is ClueKind.PHONE)
    yield from _matches(_DATE, ClueKind.DATE, text)
    yield from numbers
    yield from _matches(elsewhere.PHONE, ClueKind.PHONE, text)
    yield from _matches(elsewhere.ADDRESS, ClueKind.ADDRESS, text)
    yield from _matches(_ADDRESS, ClueKind.ADDRESS, text)
    yield from _matches(_POSTCODE, ClueKind.POSTCODE, text)
    yield from (Clue(ClueKind.NAME, it[1], it.start(1), it.end(1)) for it in _CALLED.finditer(text))
    for it in _CALLED_ELSEWHERE.finditer(text):
        group = it.lastindex or 0
        yield Clue(ClueKind.NAME, it[group], it.start(group), it.end(group), certain=False)
    for it in elsewhere.INTRODUCED.finditer(text):
        yield Clue(ClueKind.NAME, it[1], it.start(1), it.end(1), certain=False)
    yield from _names(text)


def _matches(pattern: re.Pattern[str], kind: ClueKind, text: str) -> Iterator[Clue]:
    return (Clue(kind, found[0], found.start(), found.end()) for found in pattern.finditer(text))


def _numbers(text: str) -> Iterator[Clue]:
    for found in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        abroad = found[0].startswith("+") or digits.startswith("00")
        if abroad or re.fullmatch(r"0[1-9]\d{8,9}|31[1-9]\d{8}", digits):
            yield Clue(ClueKind.PHONE, found[0], found.start(), found.end())
        elif len(digits) in (8, 9) and _fits_eleven(digits.zfill(9)):
            yield Clue(ClueKind.BSN, found[0], found.start(), found.end())


def _fits_eleven(digits: str) -> bool:
    """The check that every citizen service number passes ('elfproef')."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits != "000000000"


def _names(text: str) -> Iterator[Clue]:
    """Known first names, however written; and other capitals inside a sentence, which may be names."""
    for found in _WORD.finditer(text):
        word = re.sub(r"['’]s?$", "", found[0])
        known = word.casefold() in FIRST_NAMES
        if known or _may_be_a_name(word, text[: found.start()]):
            end = found.start() + len(word)
            yield Clue(ClueKind.NAME, word, found.start(), end, certain=known and word[0].isupper())


def _may_be_a_name(word: str, before: str) -> bool:
    if not re.fullmatch(_CAPITAL, word) or _SENTENCE_END.search(before):
        return False
    return word not in _NEVER_NAMES and not word.casefold().startswith(CAPITALS_THAT_ARE_NO_NAME)
