"""In which cell of the frame a row of a file counts: as the row says, or as was said for the whole file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rondom.cores.measure.models import FrameCell, Round
from rondom.instruments.answers_in import RefusedValue

AREA, SECTOR, ORGANISATION = "neighbourhood", "sector", "organisation"
"""What a row can say about where it belongs; the words that a mapping uses."""

IN_DUTCH = {AREA: "wijk", SECTOR: "sector", ORGANISATION: "organisatie"}


@dataclass(frozen=True, slots=True)
class Where:
    """What was said for the whole file, by number; None: the rows say it themselves.

    ``rest``: whoever names only a neighbourhood and a sector counts in the rest of that sector, also when
    the frame has no such cell yet.
    """

    cell: int | None = None
    area: int | None = None
    sector: int | None = None
    rest: bool = False


class Misplaced(ValueError):
    """A row that belongs nowhere. ``kind`` is what is wrong with it: AREA, SECTOR, ORGANISATION or ''."""

    def __init__(self, reason: str, *, kind: str = "") -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(slots=True)
class Places:
    """Finds the cell of a row. ``columns``: the column that says it, per kind, as the mapping has them."""

    round: Round
    where: Where
    columns: Mapping[str, str]
    _cells: list[FrameCell] = field(init=False)
    _names: dict[str, dict[str, int]] = field(init=False)
    _found: dict[tuple[str, ...], FrameCell | Misplaced] = field(default_factory=dict)
    _new: dict[tuple[int, int], FrameCell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._cells = list(self.round.cells.select_related("area", "sector", "organisation"))
        self._names = {kind: dict(_names(self._cells, kind)) for kind in IN_DUTCH}

    def problem(self) -> str:
        """Why no row can be placed, in Dutch; empty when rows can be looked at."""
        where = self.where
        if where.cell is not None and where.cell not in {cell.pk for cell in self._cells}:
            return "Dit vak hoort niet bij deze meting. Kies een ander vak."
        for kind, chosen in ((AREA, where.area), (SECTOR, where.sector)):
            is_said = where.cell or chosen or {kind, ORGANISATION} & set(self.columns)
            if not is_said and self._only(kind) is None:
                word = IN_DUTCH[kind]
                return f"Zeg in welke kolom de {word} staat, of kies één {word} voor het hele bestand."
        return ""

    def find(self, row: int, said: Mapping[str, str]) -> FrameCell | RefusedValue:
        """The cell of this row; one that is not saved yet is new in the frame."""
        key = tuple(said.get(kind, "") for kind in IN_DUTCH)
        if key not in self._found:
            try:
                self._found[key] = self._cell(dict(zip(IN_DUTCH, key, strict=True)))
            except Misplaced as misplaced:
                self._found[key] = misplaced
        found = self._found[key]
        if isinstance(found, FrameCell):
            return found
        column = self.columns.get(found.kind, "")
        return RefusedValue(row, column, said.get(found.kind, ""), str(found))

    def _cell(self, said: dict[str, str]) -> FrameCell:
        if self.where.cell is not None:
            return {cell.pk: cell for cell in self._cells}[self.where.cell]
        known = {kind: number for kind in IN_DUTCH if (number := self._number(kind, said[kind])) is not None}
        for kind in (AREA, SECTOR):
            if ORGANISATION not in known and kind not in known:
                word = IN_DUTCH[kind]
                raise Misplaced(f"De {word} is leeg. Vul de {word} in of haal de rij weg.", kind=kind)
        fitting = [cell for cell in self._cells if all(_of(cell, k)[0] == n for k, n in known.items())]
        if len(fitting) == 1:
            return fitting[0]
        if ORGANISATION in known:
            raise Misplaced(_not_one(fitting, known, said), kind=ORGANISATION)
        rest = next((cell for cell in fitting if cell.organisation_id is None), None)
        if rest is None and not self.where.rest:
            raise Misplaced(_not_one(fitting, known, said), kind=SECTOR)
        return rest or self._rest(known[AREA], known[SECTOR])

    def _number(self, kind: str, text: str) -> int | None:
        chosen = {AREA: self.where.area, SECTOR: self.where.sector}.get(kind)
        if chosen is not None:
            return chosen
        if not text:
            return self._only(kind)
        names = self._names[kind]
        if _plain(text) not in names:
            raise Misplaced(self._unknown(kind), kind=kind)
        return names[_plain(text)]

    def _unknown(self, kind: str) -> str:
        known = sorted({_of(cell, kind)[1][0] for cell in self._cells if _of(cell, kind)[1]})
        more = " …" if len(known) > 12 else ""
        return f"Deze {IN_DUTCH[kind]} staat niet in het kader. Mogelijk zijn: {', '.join(known[:12])}{more}."

    def _rest(self, area: int, sector: int) -> FrameCell:
        if (area, sector) not in self._new:
            cell = FrameCell(round=self.round, area_id=area, sector_id=sector)
            self._new[area, sector] = cell
        return self._new[area, sector]

    def _only(self, kind: str) -> int | None:
        """The number that all cells share; None when they differ, or when it is about organisations."""
        numbers = {_of(cell, kind)[0] for cell in self._cells}
        return numbers.pop() if len(numbers) == 1 and kind != ORGANISATION else None


def _names(cells: Iterable[FrameCell], kind: str) -> Iterable[tuple[str, int]]:
    for cell in cells:
        number, names = _of(cell, kind)
        if number is not None:
            yield from ((_plain(name), number) for name in names if name)


def _of(cell: FrameCell, kind: str) -> tuple[int | None, tuple[Any, ...]]:
    """The number of a cell's neighbourhood, sector or organisation, and what files may call it."""
    if kind == AREA:
        return cell.area_id, (cell.area.name, cell.area.code, cell.area.slug)
    if kind == SECTOR:
        return cell.sector_id, (cell.sector.name, cell.sector.code)
    if cell.organisation is None:
        return None, ()
    return cell.organisation_id, (cell.organisation.name, str(cell.organisation_id))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _not_one(fitting: list[FrameCell], known: Mapping[str, int], said: Mapping[str, str]) -> str:
    """Why no cell was found, or more than one."""
    if not fitting:
        wanted = ", ".join(f"{IN_DUTCH[kind]} ‘{said[kind]}’" for kind in known if said[kind])
        return f"Dit vak staat niet in het kader: {wanted}. Kijk het na, of pas het kader aan."
    if ORGANISATION in known:
        return "Deze organisatie staat in meer wijken. Vul ook de wijk in."
    names = ", ".join(sorted(str(cell.organisation or "overige") for cell in fitting)[:8])
    return (
        f"Hier passen {len(fitting)} vakken van het kader bij: {names}. Noem de organisatie, "
        "of tel deze mensen bij ‘overige’ van hun sector."
    )
