"""Rows under headings as a file of answers: the columns by name, and from which program they come."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from rondom.instruments.answers_in.answer_file import AnswerFile, NumberedRow, Rows
from rondom.instruments.findings import FileRefused

_IMPORT_ID = re.compile(r"""\{\s*['"]ImportId['"]""")
_RESPONSE_ID = frozenset(("ResponseId", "ResponseID", "V1"))  # how Qualtrics has headed its first column

_NOT_REAL = {
    "limesurvey": (("niet is afgemaakt", ("submitdate", "date submitted"), ("",)),),
    "qualtrics": (
        ("niet is afgemaakt", ("finished",), ("0", "false")),
        ("alleen een proef is", ("status",), ("1", "2", "survey preview", "survey test")),
    ),
}
"""By origin: what is told, the columns that say so, and the values with which they do."""


def headed(rows: Rows, notes: tuple[str, ...]) -> AnswerFile:
    """A file whose first row names the columns; Qualtrics has one or two more rows before the answers."""
    first = list(islice(rows(), 3))
    if not first or not any(first[0][1]):
        raise FileRefused("De eerste rij is leeg. Zet daar de namen van de kolommen.")
    columns, doubles = _unique(first[0][1])
    headings = _heading_rows([texts for _, texts in first])
    has_texts = headings > 1 and not any(map(_IMPORT_ID.match, first[1][1]))
    labels = dict(zip(columns, first[1][1], strict=False)) if has_texts else {}

    def answers() -> Iterator[NumberedRow]:
        return islice(rows(), headings, None)

    origin = "qualtrics" if headings > 1 else _origin(columns)
    found = AnswerFile(columns, answers, labels, origin=origin)
    return replace(found, notes=(*notes, *_told(doubles), *_no_real_answers(found)))


def _heading_rows(first: list[tuple[str, ...]]) -> int:
    """Qualtrics repeats its headings as texts, and in newer exports as import numbers too."""
    for place, texts in enumerate(first[1:], start=1):
        if any(_IMPORT_ID.match(text) for text in texts):
            return place + 1
    if len(first) == 3:
        for heading, second, third in zip(*first, strict=False):
            if heading in _RESPONSE_ID and third.startswith("R_") and not second.startswith("R_"):
                return 2
    return 1


def _no_real_answers(file: AnswerFile) -> Iterator[str]:
    """What LimeSurvey and Qualtrics also give out: who stopped halfway, and who only tried the form."""
    places = {column.casefold(): place for place, column in enumerate(file.columns)}
    for told, columns, values in _NOT_REAL.get(file.origin, ()):
        place = next((places[column] for column in columns if column in places), None)
        if place is not None:
            cells = (texts[place] if place < len(texts) else "" for _, texts in file.rows())
            count = sum(1 for cell in cells if cell.casefold() in values)
            if count:
                yield f"Aantal rijen dat {told}: {count}. Ze tellen mee. Haal ze zo nodig uit het bestand."


def _unique(headings: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    columns: dict[str, None] = {}
    doubles: dict[str, None] = {}
    for place, heading in enumerate(headings, start=1):
        base = name = heading or f"kolom {place}"
        number = 1
        while name in columns or (number > 1 and name in headings):
            number += 1
            name = f"{base} ({number})"
        if number > 1:
            doubles[base] = None
        columns[name] = None
    return tuple(columns), list(doubles)


def _told(doubles: list[str]) -> Iterator[str]:
    if len(doubles) > 2:
        yield f"{len(doubles)} kolommen hebben een naam die er vaker staat; de tweede heet '… (2)' enzovoort."
    else:
        for name in doubles:
            yield f"De kolom '{name}' staat er vaker; de volgende heten '{name} (2)' enzovoort."


def _origin(columns: tuple[str, ...]) -> str:
    names = {column.lower() for column in columns}
    starts = {name.partition(".")[0] for name in names}
    if names & {"_uuid", "_submission_time", "instanceid", "meta-instanceid", "meta/instanceid", "__id"}:
        return "kobo"
    if names & {"submitdate", "startlanguage", "lastpage"} or starts & {"submitdate", "startlanguage"}:
        return "limesurvey"
    if {"response id", "start language"} <= names or {"id. response id"} & names:
        return "limesurvey"
    return ""
