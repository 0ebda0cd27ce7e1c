"""Blocks of the sheet ``survey`` as pages: the outermost group is the page.

A group without ``field-list`` around groups with it gives a page for each of these. Questions outside any
group make a page of their own. Groups within a page become a heading. Rows that are not asked are kept with
the place where they stood: ``after`` names the row before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rondom.instruments.instrument import Item, Kind, Page, Repeat
from rondom.instruments.xlsform.items import INTRO_SORT, SORT, ItemReader
from rondom.instruments.xlsform.sheet import Row
from rondom.instruments.xlsform.tree import Block, Line
from rondom.instruments.xlsform.types import COMPUTED, KINDS, METADATA

Part = Line | Block

_OVER = re.compile(r"\s*count-selected\(\s*\$\{\s*([^}\s]+)\s*\}\s*\)\s*")
_REFERENCE = re.compile(r"\s*\$\{\s*([^}\s]+)\s*\}\s*")
_OF_GROUP = ("type", "name", "label", "relevant", "repeat_count")


@dataclass(slots=True)
class PageReader:
    """Reads blocks in order. ``kept`` gathers the rows that are not asked, ``rows`` where an item stood."""

    reader: ItemReader
    calculations: dict[str, str]
    multiple: frozenset[str]  # names of questions with several answers, which a repeat can go over
    kept: list[dict[str, object]] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    _pages: dict[str, Page] = field(default_factory=dict)
    _after: str = ""
    _in_repeat: bool = False

    def pages(self, root: Block) -> tuple[Page, ...]:
        """All pages of the form."""
        loose: list[Part] = []
        for part in root.parts:
            if isinstance(part, Block) and part.word != "repeat" and self._asks(part):
                self._loose_page(loose)
                loose = []
                self._group(part, "", {})
            else:
                loose.append(part)
        self._loose_page(loose)
        return tuple(self._pages.values())

    def over(self, block: Block) -> str:
        """The question that a repeat goes over; '' when it does not go over one."""
        count = block.row["repeat_count"]
        if named := _REFERENCE.fullmatch(count):
            count = self.calculations.get(named[1], "")
        found = _OVER.fullmatch(count)
        return found[1] if found and found[1] in self.multiple else ""

    def _asks(self, part: Part) -> bool:
        if isinstance(part, Line):
            return part.type.word in KINDS
        if part.word == "repeat" and (self._in_repeat or not self.over(part)):
            return False
        return part.word in ("group", "score", "repeat") and any(self._asks(inner) for inner in part.parts)

    def _group(self, block: Block, around: str, title: dict[str, str]) -> None:
        """A group as one page, or as a page for each group in it that shows its questions together."""
        extra = block.row.without(*_OF_GROUP)
        relevant = self.reader.relevant(block.row, extra, around)
        own_title = block.row.texts("label") or title
        inner = [part for part in block.parts if isinstance(part, Block) and _is_together(part)]
        if _is_together(block) or not inner:
            self._page(block, own_title, relevant, extra)
            return
        loose: list[Part] = []
        for part in block.parts:
            if isinstance(part, Block) and _is_together(part) and self._asks(part):
                self._page_of_rest(block, loose, own_title, relevant, extra)
                loose = []
                self._group(part, relevant, own_title)
            else:
                loose.append(part)
        self._page_of_rest(block, loose, own_title, relevant, extra)

    def _page_of_rest(
        self, block: Block, parts: list[Part], title: dict[str, str], relevant: str, extra: dict[str, str]
    ) -> None:
        if any(self._asks(part) for part in parts):
            self._page(Block("group", block.row, parts), title, relevant, extra)
        else:
            self._keep(parts)

    def _loose_page(self, parts: list[Part]) -> None:
        first = next((place for place, part in enumerate(parts) if self._asks(part)), len(parts))
        self._keep(parts[:first])
        if parts[first:]:
            name = f"pagina_{len(self._pages) + 1}"
            self._page(Block("group", Row(0, {"name": name}), parts[first:]), {}, "", {})

    def _page(self, block: Block, title: dict[str, str], relevant: str, extra: dict[str, str]) -> None:
        name = self._page_name(block.row)
        self._after = f"{name}/begin"
        intro = _intro(block)
        choices = block.row["kobo--score-choices"]
        parts = tuple(self._parts(block.parts[1:] if intro else block.parts, "", choices))
        self._after = f"{name}/end"
        self._pages[name] = Page(name, title, intro, parts, relevant, extra)

    def _page_name(self, row: Row) -> str:
        name = self.reader.name(row) if row["name"] else f"groep_{row.number}"
        free, number = name, 1
        while free in self._pages:
            number += 1
            free = f"{name}_{number}"
        return free

    def _parts(self, parts: list[Part], around: str, choices: str) -> Iterator[Item | Repeat]:
        for part in parts:
            if not self._asks(part):
                self._keep([part])
            elif isinstance(part, Line):
                yield from self._items(part, around, choices)
            elif part.word == "repeat":
                yield self._repeat(part, around)
            else:
                yield from self._inner_group(part, around)

    def _items(self, line: Line, around: str, choices: str) -> Iterator[Item]:
        for item in self.reader.items(_named(line), relevant=around, choices=choices):
            yield self._once(item, line.row)

    def _once(self, item: Item, row: Row) -> Item:
        earlier = self.rows.get(item.name)
        if earlier and item.name:
            text = f"De naam '{item.name}' staat ook op rij {earlier.number}. Geef elke vraag een eigen naam."
            self.reader.log.problem(self.reader.sheet.at(row, "name", text))
        self.rows[item.name] = row
        self._after = item.name
        return item

    def _inner_group(self, block: Block, around: str) -> Iterator[Item | Repeat]:
        extra = block.row.without(*_OF_GROUP, "kobo--score-choices")
        relevant = self.reader.relevant(block.row, extra, around)
        label = block.row.texts("label")
        if label:
            name = f"{block.row['name'] or f'groep_{block.row.number}'}_kop"
            yield self._once(Item(name, Kind.NOTE, label, relevant=relevant, extra=extra), block.row)
        yield from self._parts(block.parts, relevant, block.row["kobo--score-choices"])

    def _repeat(self, block: Block, around: str) -> Repeat:
        row = block.row
        extra = row.without(*_OF_GROUP)
        name = self.reader.name(row)
        self._once(Item(name, Kind.NOTE, {}), row)
        self._after = f"{name}/begin"
        self._in_repeat = True
        items = tuple(part for part in self._parts(block.parts, "", "") if isinstance(part, Item))
        self._in_repeat = False
        self._after = f"{name}/end"
        relevant = self.reader.relevant(row, extra, around)
        return Repeat(name, self.over(block), row.texts("label"), items, relevant, extra)

    def _keep(self, parts: list[Part]) -> None:
        for part in parts:
            self._tell_kept(part)
            for row in part.rows() if isinstance(part, Block) else (part.row,):
                self.kept.append({"after": self._after, "row": dict(row.cells)})

    def _tell_kept(self, part: Part) -> None:
        row = part.row
        if isinstance(part, Block):
            text = f"Dit blok ({part.word}) wordt niet gesteld; het blijft in het bestand staan."
        elif part.type.word in METADATA:
            text = f"'{row['type']}' wordt niet verzameld: de meting is anoniem."
        elif part.type.word in COMPUTED:
            text = "Deze berekening wordt niet uitgevoerd; ze blijft in het bestand staan."
        elif part.type.word == "disabled":
            return
        else:
            text = (
                f"Een vraag van het soort '{row['type']}' wordt niet gesteld; ze blijft in het bestand staan."
            )
        self.reader.log.note(self.reader.sheet.at(row, "type", text))


def _named(line: Line) -> Line:
    """A note may go without a name in a form; here everything has one."""
    if line.row["name"] or line.type.word != "note":
        return line
    return Line(Row(line.row.number, {**line.row.cells, "name": f"notitie_{line.row.number}"}), line.type)


def _is_together(block: Block) -> bool:
    return block.word == "group" and "field-list" in block.row["appearance"].split()


def _intro(block: Block) -> dict[str, str]:
    first = block.parts[0] if block.parts else None
    if isinstance(first, Line) and first.type.word == "note" and first.row[SORT] == INTRO_SORT:
        return first.row.texts("label")
    return {}
