"""Rows of the sheet ``survey`` as blocks within blocks, before they become pages."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from rondom.instruments.xlsform.log import Log
from rondom.instruments.xlsform.sheet import Row, Sheet
from rondom.instruments.xlsform.types import Type, known_words, read_type

YES = frozenset(("yes", "true", "true()", "1", "ja", "waar", "x"))
_NAMES = {"group": "groep", "repeat": "herhaling"}


@dataclass(slots=True)
class Line:
    """A row that is not a begin or an end."""

    row: Row
    type: Type


@dataclass(slots=True)
class Block:
    """What stands between a begin and its end. ``word``: group, repeat, score ...; the form itself: ''."""

    word: str
    row: Row
    parts: list["Line | Block"] = field(default_factory=list)
    end: Row | None = None

    def rows(self) -> Iterator[Row]:
        """All rows of the block, with its begin and end."""
        yield self.row
        for part in self.parts:
            yield from part.rows() if isinstance(part, Block) else (part.row,)
        if self.end:
            yield self.end


def read_tree(sheet: Sheet, log: Log) -> Block:
    """The form as one block. Rows that are switched off or of an unknown type stay out of it."""
    root = Block("", Row(0, {}))
    open_blocks = [root]
    for row in sheet.rows:
        type_ = read_type(row["type"])
        if row["disabled"].lower() in YES:
            open_blocks[-1].parts.append(Line(row, Type("disabled")))
            log.note(sheet.at(row, "disabled", "Deze rij staat uit en wordt niet gesteld."))
        elif not row["type"] and not row["name"]:
            open_blocks[-1].parts.append(Line(row, Type("disabled")))
            log.note(sheet.at(row, "type", "Deze rij heeft geen soort en geen naam: een aantekening."))
        elif not row["type"]:
            log.problem(
                sheet.at(row, "type", "Vul het soort vraag in, bijvoorbeeld text of select_one lijst.")
            )
        elif type_.word.startswith("begin_"):
            block = Block(type_.word.removeprefix("begin_"), row)
            open_blocks[-1].parts.append(block)
            open_blocks.append(block)
        elif type_.word.startswith("end_"):
            _close(sheet, open_blocks, row, type_.word.removeprefix("end_"), log)
        elif type_.is_known:
            open_blocks[-1].parts.append(Line(row, type_))
        else:
            log.problem(sheet.at(row, "type", _unknown(row["type"], type_)))
    for block in open_blocks[1:]:
        text = f"Deze {_named(block.word)} is niet afgesloten. Voeg een rij toe met end_{block.word}."
        log.problem(sheet.at(block.row, "type", text))
    return root


def _close(sheet: Sheet, open_blocks: list[Block], row: Row, word: str, log: Log) -> None:
    if len(open_blocks) == 1:
        text = (
            f"Hier eindigt een {_named(word)} die nergens begint. Haal deze rij weg of voeg begin_{word} toe."
        )
        log.problem(sheet.at(row, "type", text))
        return
    block = open_blocks.pop()
    block.end = row
    if block.word != word:
        text = (
            f"Hier eindigt een {_named(word)}, maar op rij {block.row.number} begon een {_named(block.word)}."
            f" Schrijf end_{block.word}."
        )
        log.problem(sheet.at(row, "type", text))


def _named(word: str) -> str:
    return _NAMES.get(word, word)


def _unknown(written: str, type_: Type) -> str:
    if type_.word in ("select_one", "select_multiple", "rank"):
        return f"Schrijf achter {type_.word} de naam van de lijst met antwoorden."
    near = difflib.get_close_matches(type_.word, known_words(), n=1)
    hint = f" Bedoelt u {near[0]}?" if near else ""
    return f"Het soort vraag '{written}' is niet bekend.{hint}"
