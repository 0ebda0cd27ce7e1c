"""The sheet ``choices``: answer scales, with their scores and their kinds of missing.

``rondom::score`` holds the place on the scale, or ``geen``; ``rondom::ontbrekend`` holds ``nvt`` or
``weet_niet``. A list without scores gets them from whole-number codes, or else from the order; answers that
say 'niet van toepassing' or 'weet ik niet' are then proposed as missing, with a note.
"""

import re
from collections.abc import Iterator

from rondom.instruments.instrument import Choice, ChoiceList, Missing, Texts
from rondom.instruments.xlsform.log import Log
from rondom.instruments.xlsform.sheet import Row, Sheet

SCORE, MISSING, NO_SCORE = "rondom::score", "rondom::ontbrekend", "geen"
MISSING_WORDS = {Missing.NOT_APPLICABLE: "nvt", Missing.UNKNOWN: "weet_niet"}
_MISSING_READ = {
    **{word: missing for missing, word in MISSING_WORDS.items()},
    "n.v.t.": Missing.NOT_APPLICABLE,
    "niet van toepassing": Missing.NOT_APPLICABLE,
    "not_applicable": Missing.NOT_APPLICABLE,
    "weet niet": Missing.UNKNOWN,
    "weet ik niet": Missing.UNKNOWN,
    "unknown": Missing.UNKNOWN,
}
_NOT_APPLICABLE = re.compile(
    r"\b(niet van toepassing|n\.?v\.?t\b|not applicable|n/a\b|(past|hoort) niet bij mijn werk)", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"^\W*((dat )?weet (ik )?(het |dit )?niet\b|geen (mening|idee)\b"
    r"|(i )?(don.?t|do not) know\b|no opinion\b|unknown\W*$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"-?\d{1,9}")


def read_choices(sheet: Sheet, log: Log, default_language: str) -> tuple[dict[str, ChoiceList], list[Row]]:
    """The lists by name, and the rows that are kept in the file without being used."""
    by_list: dict[str, list[Row]] = {}
    kept: list[Row] = []
    for row in sheet.rows:
        if not row["list_name"] and not row["name"]:
            kept.append(row)
            log.note(sheet.at(row, "list_name", "Deze rij hoort bij geen lijst: een aantekening."))
        elif not row["list_name"]:
            log.problem(sheet.at(row, "list_name", "Vul in bij welke lijst dit antwoord hoort."))
        elif not row["name"]:
            log.problem(sheet.at(row, "name", "Geef dit antwoord een code, bijvoorbeeld 1 of 'nooit'."))
        else:
            by_list.setdefault(row["list_name"], []).append(row)
    lists = {}
    for name, rows in by_list.items():
        once = list(_once(sheet, rows, log, kept))
        lists[name] = ChoiceList(name, _choices(sheet, once, log, default_language))
    return lists, kept


def _once(sheet: Sheet, rows: list[Row], log: Log, kept: list[Row]) -> Iterator[Row]:
    """Each code once. Lists that depend on an earlier answer may hold a code twice: the rest is kept."""
    seen: set[str] = set()
    for row in rows:
        if row["name"] not in seen:
            seen.add(row["name"])
            yield row
        elif row.without("list_name", "name", "label", SCORE, MISSING):
            kept.append(row)
            log.note(sheet.at(row, "name", f"Code '{row['name']}' staat vaker in de lijst; de eerste telt."))
        else:
            text = f"Code '{row['name']}' staat twee keer in deze lijst. Geef elk antwoord een eigen code."
            log.problem(sheet.at(row, "name", text))


def _choices(sheet: Sheet, rows: list[Row], log: Log, default_language: str) -> tuple[Choice, ...]:
    explicit = any(row[SCORE] for row in rows)
    missing = [_missing(sheet, row, log, propose=not explicit) for row in rows]
    scores = [_score(sheet, row, log) for row in rows] if explicit else _inferred(sheet, rows, missing, log)
    return tuple(
        Choice(
            code=row["name"],
            label=_label(sheet, row, log, default_language),
            score=score,
            missing=why,
            extra=row.without("list_name", "name", "label", SCORE, MISSING),
        )
        for row, score, why in zip(rows, scores, missing, strict=True)
    )


def _label(sheet: Sheet, row: Row, log: Log, default_language: str) -> Texts:
    texts = row.texts("label")
    if not texts:
        log.note(sheet.at(row, "label", f"Geen tekst; de code '{row['name']}' wordt getoond."))
    return texts or {default_language: row["name"]}


def _missing(sheet: Sheet, row: Row, log: Log, *, propose: bool) -> Missing | None:
    written = row[MISSING].lower()
    if written and written not in _MISSING_READ:
        log.problem(
            sheet.at(row, MISSING, f"'{row[MISSING]}' bestaat niet. Vul nvt of weet_niet in, of niets.")
        )
    if written or not propose:
        return _MISSING_READ.get(written)
    proposed = next((found for text in row.texts("label").values() if (found := _by_label(text))), None)
    if proposed:
        word = MISSING_WORDS[proposed]
        text = f"Dit antwoord telt niet mee in scores ({word}). Vul rondom::score in als dat niet klopt."
        log.note(sheet.at(row, "label", text))
    return proposed


def _by_label(text: str) -> Missing | None:
    if _NOT_APPLICABLE.search(text):
        return Missing.NOT_APPLICABLE
    return Missing.UNKNOWN if _UNKNOWN.search(text) else None


def _score(sheet: Sheet, row: Row, log: Log) -> float | None:
    written = row[SCORE].replace(",", ".")
    if not written or written.lower() == NO_SCORE:
        return None
    if re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", written):
        return float(written)
    log.problem(sheet.at(row, SCORE, f"'{row[SCORE]}' is geen getal. Vul een getal in, of {NO_SCORE}."))
    return None


def _inferred(sheet: Sheet, rows: list[Row], missing: list[Missing | None], log: Log) -> list[float | None]:
    """Scores from whole-number codes, or else 1, 2, 3 ... in the order of the list."""
    points = [row for row, why in zip(rows, missing, strict=True) if why is None]
    if all(_WHOLE.fullmatch(row["name"]) for row in points):
        places = {row["name"]: float(row["name"]) for row in points}
    else:
        places = {row["name"]: float(place) for place, row in enumerate(points, start=1)}
        text = f"De scores van lijst '{rows[0]['list_name']}' volgen uit de volgorde."
        log.note(sheet.at(rows[0], "name", text))
    return [places.get(row["name"]) for row in rows]
