"""A list of partners in a file: what each row asks for, and which rows cannot be used and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rondom.foundation.places.models import Organisation, Sector, WorkArea
from rondom.foundation.places.sheets import Cells, Sheet, UnreadableFile, missing_columns
from rondom.foundation.places.spreadsheets import without_guard

HEADER = ("naam", "sector", "wijken", "e-mail", "mag met naam", "doet mee")
_TITLES = {
    "naam": "name", "organisatie": "name", "partner": "name",
    "sector": "sector",
    "wijken": "areas", "wijk": "areas", "werkgebied": "areas", "werkgebieden": "areas",
    "email": "email", "emailadres": "email", "mail": "email",
    "magmetnaam": "may_be_named",
    "doetmee": "active",
}  # fmt: skip
_YES_NO = {
    "ja": True,
    "j": True,
    "true": True,
    "1": True,
    "nee": False,
    "n": False,
    "false": False,
    "0": False,
}


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """What one row asks for. None leaves what there was."""

    row: int
    name: str
    sector: Sector
    areas: tuple[WorkArea, ...] | None
    email: str | None
    may_be_named: bool | None
    active: bool | None
    existing: Organisation | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be used."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class PartnerList:
    """A file that was looked through. It can be taken in when there are no faults."""

    rows: list[PartnerRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def new(self) -> list[PartnerRow]:
        return [row for row in self.rows if row.existing is None]

    @property
    def changed(self) -> list[PartnerRow]:
        return [row for row in self.rows if row.existing is not None]


def read_partners(
    sheet: Sheet, *, areas: Iterable[WorkArea], out_of_reach: Iterable[Organisation]
) -> PartnerList:
    """Look through a list. ``areas`` are the ones that may be used; partners out of reach may not change."""
    rows = iter(sheet.rows)
    number, header = next(((n, cells) for n, cells in rows if any(cells)), (0, []))
    positions = _positions(header)
    reader = _Reader({key: header[i] for key, i in positions.items()}, areas, out_of_reach)
    for number, cells in rows:
        if any(cells):
            reader.read(number, {key: _cell(cells, i) for key, i in positions.items()})
    if not reader.result.rows and not reader.result.faults:
        raise UnreadableFile(
            "Er staan geen partners in dit bestand. Zet onder de kopregel één partner per rij."
        )
    return reader.result


def _positions(header: Cells) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, title in enumerate(header):
        key = _TITLES.get(re.sub(r"[^a-z]", "", title.lower()))
        if key:
            found.setdefault(key, position)
    missing = [title for title in ("naam", "sector") if _TITLES[title] not in found]
    if missing:
        raise missing_columns(missing, HEADER)
    return found


def _cell(cells: Cells, position: int) -> str:
    return without_guard(" ".join(cells[position].split())) if position < len(cells) else ""


class _Reader:
    """Reads rows with what it must look up already at hand."""

    def __init__(
        self, titles: dict[str, str], areas: Iterable[WorkArea], out_of_reach: Iterable[Organisation]
    ) -> None:
        self.titles = titles
        self.result = PartnerList()
        self.sectors = _sectors()
        self.areas = _areas(areas)
        self.known = {one.name.casefold(): one for one in Organisation.objects.all()}
        self.out_of_reach = {one.pk for one in out_of_reach}
        self.seen: dict[str, int] = {}

    def read(self, number: int, cells: dict[str, str]) -> None:
        self.number, before = number, len(self.result.faults)
        name, sector = self._name(cells["name"]), self._sector(cells["sector"])
        areas, email = self._areas(cells.get("areas", "")), self._email(cells.get("email", ""))
        named, active = self._yes_no(cells, "may_be_named"), self._yes_no(cells, "active")
        if sector is None or len(self.result.faults) > before:
            return
        existing = self.known.get(name.casefold())
        self.result.rows.append(PartnerRow(number, name, sector, areas, email, named, active, existing))

    def _fault(self, key: str, reason: str) -> None:
        self.result.faults.append(Fault(self.number, self.titles.get(key, key), reason))

    def _name(self, name: str) -> str:
        limit = Organisation._meta.get_field("name").max_length or 0
        existing = self.known.get(name.casefold())
        if not name:
            self._fault("name", "De naam ontbreekt. Vul de naam van de organisatie in.")
        elif len(name) > limit:
            self._fault("name", f"De naam is langer dan {limit} tekens. Maak de naam korter.")
        elif not name.isprintable():
            self._fault("name", "De naam heeft onzichtbare tekens. Typ de naam opnieuw.")
        elif name.casefold() in self.seen:
            self._fault(
                "name", f"Deze naam staat ook in rij {self.seen[name.casefold()]}. Laat er één staan."
            )
        elif existing and existing.pk in self.out_of_reach:
            self._fault("name", "Deze partner hoort bij een andere gemeente. Kies een andere naam.")
        self.seen.setdefault(name.casefold(), self.number)
        return name

    def _sector(self, text: str) -> Sector | None:
        sector = self.sectors.get(text.casefold())
        if sector is None:
            start = f"De sector '{text}' bestaat niet." if text else "De sector ontbreekt."
            self._fault("sector", f"{start} Gebruik een naam of code van de pagina Sectoren.")
        return sector

    def _areas(self, text: str) -> tuple[WorkArea, ...] | None:
        if not text:
            return None
        whole = self.areas.get(text.casefold())
        names = [text] if whole else [part.strip() for part in re.split(r"[;,|]", text) if part.strip()]
        found: dict[int, WorkArea] = {}
        for name in names:
            candidates = self.areas.get(name.casefold(), [])
            if len(candidates) == 1:
                found[candidates[0].pk] = candidates[0]
            elif candidates:
                self._fault("areas", f"'{name}' komt meer dan eens voor. Gebruik de code van de wijk.")
            else:
                self._fault(
                    "areas",
                    f"De wijk '{name}' bestaat niet, of u beheert die niet. Kijk op de pagina Wijken.",
                )
        return tuple(found.values())

    def _email(self, text: str) -> str | None:
        if not text:
            return None
        try:
            validate_email(text)
        except ValidationError:
            self._fault("email", f"'{text}' is geen e-mailadres. Gebruik een adres zoals team@voorbeeld.nl.")
        return text

    def _yes_no(self, cells: dict[str, str], key: str) -> bool | None:
        text = cells.get(key, "")
        if text and text.casefold() not in _YES_NO:
            self._fault(key, f"'{text}' kan hier niet. Vul ja of nee in.")
        return _YES_NO.get(text.casefold())


def _sectors() -> dict[str, Sector]:
    sectors = list(Sector.objects.all())
    return {one.name.casefold(): one for one in sectors} | {one.code.casefold(): one for one in sectors}


def _areas(areas: Iterable[WorkArea]) -> dict[str, list[WorkArea]]:
    """By name, by the code of a part, and by number."""
    found: dict[str, list[WorkArea]] = {}
    for area in areas:
        for key in {area.name.casefold(), str(area.pk), *(part.code.casefold() for part in area.parts.all())}:
            found.setdefault(key, []).append(area)
    return found
