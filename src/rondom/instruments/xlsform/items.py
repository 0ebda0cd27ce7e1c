"""One row of the sheet ``survey`` as an item."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rondom.instruments.expressions import both
from rondom.instruments.instrument import Choice, ChoiceList, Item, Kind
from rondom.instruments.xlsform.bounds import Bounds, read_bounds
from rondom.instruments.xlsform.conditions import Conditions
from rondom.instruments.xlsform.log import Log
from rondom.instruments.xlsform.sheet import Row, Sheet
from rondom.instruments.xlsform.tree import YES, Line
from rondom.instruments.xlsform.types import KINDS, WRITTEN, Type

PARTNERS_LIST = "organisaties"
SCALE, REVERSED, SORT = "rondom::schaal", "rondom::omgekeerd", "rondom::soort"
PARTNERS_SORT, INTRO_SORT = "partners", "intro"
AGREED_LIST = "rondom_akkoord"
AGREED = Choice("OK", {"nl": "Gezien", "en": "Seen"})
OTHER = Choice("other", {"nl": "Anders, namelijk", "en": "Other, namely"})

_OURS = (
    "type name label hint required relevant constraint constraint_message "
    "rondom::schaal rondom::omgekeerd rondom::soort kobo--score-choices"
).split()
_NO = frozenset(("", "no", "false", "false()", "0", "nee", "onwaar"))
_NAME = re.compile(r"[^\W\d][\w.-]*|_[\w.-]*")
_PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d{1,9}(?:\.\d{1,9})?)")


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads rows as items; adds to ``lists`` what a row needs and the form does not list."""

    sheet: Sheet
    lists: dict[str, ChoiceList]
    conditions: Conditions
    log: Log
    default_language: str

    def items(self, line: Line, *, relevant: str = "", choices: str = "") -> Iterator[Item]:
        """The item of a row, and the open question that ``or_other`` brings along.

        ``relevant`` and ``choices`` come from the group around it.
        """
        item = self._item(line.row, line.type, relevant, line.type.choices or choices)
        yield item
        if line.type.other:
            asked = f"selected(${{{item.name}}}, '{OTHER.code}')"
            label = self._in_own_language(OTHER).label
            yield Item(f"{item.name}_other", Kind.TEXT, label, relevant=both(item.relevant, asked))
            self.log.note(
                self.sheet.at(line.row, "type", "'or_other' is uitgeschreven als open vraag erbij.")
            )

    def name(self, row: Row) -> str:
        """The name in a row; a wrong one is a problem."""
        if not _NAME.fullmatch(row["name"]):
            text = f"De naam '{row['name']}' kan niet. Gebruik letters, cijfers en _ en begin met een letter."
            self.log.problem(self.sheet.at(row, "name", text if row["name"] else "Geef deze vraag een naam."))
        return row["name"]

    def relevant(self, row: Row, kept: dict[str, str], around: str) -> str:
        """The condition of a row within that of its group; what we cannot evaluate goes to ``kept``."""
        own = self.conditions.usable(row, "relevant", "De vraag wordt altijd gesteld.")
        if row["relevant"] and not own:
            kept["relevant"] = row["relevant"]
        return both(around, own)

    def _item(self, row: Row, type_: Type, around: str, choices: str) -> Item:
        kind = self._kind(row, type_, choices)
        extra = row.without(*_OURS)
        if row[SORT] and kind is not Kind.PARTNERS:
            extra[SORT] = row[SORT]
        listed = self._choices(row, type_, kind, choices)
        if type_.word not in (WRITTEN[kind], "integer", "score__row"):
            extra["type"] = f"{type_.word} {listed}" if type_.other else row["type"]
            self._note_type(row, type_.word)
        whole = type_.word == "integer" or (type_.word == "range" and _is_whole(row))
        bounds = self._bounds(row, type_, kind, whole, extra)
        return Item(
            name=self.name(row),
            kind=kind,
            label=self._label(row),
            hint=row.texts("hint"),
            choices=listed,
            required=self._required(row, extra),
            relevant=self.relevant(row, extra, around),
            minimum=bounds.minimum,
            maximum=bounds.maximum,
            whole=whole,
            constraint=bounds.rest,
            constraint_message=row.texts("constraint_message"),
            extra=extra,
        )

    def _kind(self, row: Row, type_: Type, choices: str) -> Kind:
        kind = KINDS[type_.word]
        is_partners = choices == PARTNERS_LIST or row[SORT] == PARTNERS_SORT
        return Kind.PARTNERS if kind is Kind.MANY and is_partners else kind

    def _label(self, row: Row) -> dict[str, str]:
        texts = row.texts("label")
        if not texts and row["name"]:
            self.log.note(self.sheet.at(row, "label", f"Geen tekst; de naam '{row['name']}' wordt getoond."))
        return texts or {self.default_language: row["name"]}

    def _choices(self, row: Row, type_: Type, kind: Kind, name: str) -> str:
        if type_.word == "acknowledge":
            self.lists.setdefault(AGREED_LIST, ChoiceList(AGREED_LIST, (self._in_own_language(AGREED),)))
            return AGREED_LIST
        if kind not in (Kind.ONE, Kind.MANY, Kind.PARTNERS):
            return ""
        if row["choice_filter"]:
            text = (
                "Rondom beperkt de antwoorden niet naar een eerder antwoord: alle antwoorden worden getoond."
            )
            self.log.note(self.sheet.at(row, "choice_filter", text))
        if name not in self.lists and kind is not Kind.PARTNERS:
            self.log.problem(self.sheet.at(row, "type", self._no_list(name)))
        return self._with_other(name) if type_.other else name

    def _with_other(self, name: str) -> str:
        choices = self.lists.get(name, ChoiceList(name, ())).choices
        if any(choice.code == OTHER.code for choice in choices):
            return name
        longer = f"{name}_or_other"
        self.lists[longer] = ChoiceList(longer, (*choices, self._in_own_language(OTHER)))
        return longer

    def _in_own_language(self, choice: Choice) -> Choice:
        text = choice.label.get(self.default_language, choice.label["nl"])
        return replace(choice, label={self.default_language: text})

    def _no_list(self, name: str) -> str:
        near = difflib.get_close_matches(name, self.lists, n=1)
        hint = f" Bedoelt u '{near[0]}'?" if near else " Voeg de lijst toe op het werkblad choices."
        return f"De lijst '{name}' bestaat niet.{hint}"

    def _required(self, row: Row, extra: dict[str, str]) -> bool:
        written = row["required"].lower()
        if written not in YES | _NO:
            extra["required"] = row["required"]
            text = "Rondom kent alleen yes of no. De vraag mag open blijven."
            self.log.note(self.sheet.at(row, "required", text))
        return written in YES

    def _bounds(self, row: Row, type_: Type, kind: Kind, whole: bool, extra: dict[str, str]) -> Bounds:
        usable = self.conditions.usable(row, "constraint", "Deze controle doet Rondom niet.")
        if kind is Kind.DATE and usable:
            self.log.note(
                self.sheet.at(row, "constraint", "Rondom vergelijkt geen datums; niet gecontroleerd.")
            )
            usable = ""
        if row["constraint"] and not usable:
            extra["constraint"] = row["constraint"]
        if usable or type_.word != "range":
            return read_bounds(usable, kind, whole=whole) if usable else Bounds()
        values = _range(row)
        return Bounds(values.get("start", 1), values.get("end", 10))

    def _note_type(self, row: Row, word: str) -> None:
        notes = {
            "rank": "Rangorde wordt gevraagd als meerkeuze.",
            "datetime": "Alleen de datum wordt gevraagd.",
            "time": "De tijd wordt als tekst gevraagd.",
        }
        if word in notes:
            self.log.note(self.sheet.at(row, "type", notes[word]))


def _range(row: Row) -> dict[str, float]:
    return {name: float(value) for name, value in _PARAMETER.findall(row["parameters"])}


def _is_whole(row: Row) -> bool:
    return all(value.is_integer() for value in _range(row).values())
