"""A dossier put down for people: what pages and the PDF show, and the PDF itself."""

from dataclasses import asdict
from datetime import date
from typing import Any

from rondom.analysis.disclosure import Rule
from rondom.charts.chart import Chart
from rondom.charts.words import decimal
from rondom.documents.pdf import make_pdf
from rondom.dossier.evidence import Check, Dossier, Outcome
from rondom.dossier.limits import ORGANISATION
from rondom.dossier.pictures import pictures_of
from rondom.dossier.tables import Cell, NamedTable, tables_of

TEMPLATE = "dossier/dossier.typ"

WORDS = {
    Outcome.FOR: "Ja: het bewijs is er.",
    Outcome.AGAINST: "Nee: het bewijs spreekt ertegen.",
    Outcome.MISSING: "Nog niet: er ontbreekt bewijs.",
}
"""What an outcome means for a use."""

SCALE_COLUMNS = ("Schaal", "Vragen", "Alfa", "Omega (ordinaal)", "Alfa (ordinaal)", "Meetfout")
ITEM_COLUMNS = ("Schaal", "Vraag", "r met de rest", "Alfa zonder")
"""No means, spreads or counts of answers: two editions with a few people in between would give theirs."""

MEASURES = (
    "chisq.scaled", "df", "pvalue.scaled", "cfi.scaled", "tli.scaled", "rmsea.scaled",
    "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "cfi.robust", "rmsea.robust", "srmr",
)  # fmt: skip
IN_FULL = ("samenhang", "vergelijkbaar", "samengevoegd", "overeenstemming")
"""Tables that are shown whole; of the others only what people read, the rest is in the spreadsheets."""


def dossier_pdf(dossier: Dossier, *, made_on: date, rule: Rule, demo: bool = False) -> bytes:
    """Use by use what is known, with the pictures and tables beneath it."""
    data = {
        **shown_of(dossier, rule=rule),
        "day": f"{made_on.day}-{made_on.month}-{made_on.year}",
        "demo": demo,
    }
    return make_pdf(TEMPLATE, data, made_on=made_on)


def shown_of(dossier: Dossier, *, rule: Rule) -> dict[str, Any]:
    """What pages and paper show, as plain values."""
    return {
        "title": dossier.instrument,
        "version": dossier.version,
        "status": dossier.status,
        "respondents": dossier.respondents,
        "uses": [
            {
                "title": use.title,
                "words": WORDS[use.outcome],
                "outcome": use.outcome.value,
                "why": [
                    {**asdict(check), "outcome": check.outcome.value}
                    for check in use.checks
                    if check.outcome is not Outcome.FOR
                ],
            }
            for use in dossier.uses
        ],
        "points": {
            "head": ["Punt", "Gevonden", "Nodig", "Oordeel", "Bron"],
            "rows": [
                [one.what, one.found, one.needed, one.outcome.value, one.source] for one in _points(dossier)
            ],
        },
        "pictures": [
            {"wide": _picture(one.wide), "narrow": _picture(one.narrow)}
            for one in pictures_of(dossier, rule).values()
        ],
        "tables": [_table(table) for table in _readable(dossier)],
        "criteria": [asdict(one) for one in dossier.criteria],
        "warnings": list(dossier.structure.warnings),
        "limits": dossier.limits,
        "seed": dossier.seed,
    }


def _points(dossier: Dossier) -> list[Check]:
    """Every check once, in the order of the uses."""
    return list(dict.fromkeys(check for use in dossier.uses for check in use.checks))


def _readable(dossier: Dossier) -> list[NamedTable]:
    found = []
    for table in tables_of(dossier):
        if table.name == "schalen":
            found.append(_only(table, SCALE_COLUMNS))
        elif table.name == "vragen":
            found.append(_only(table, ITEM_COLUMNS))
        elif table.name == "passing":
            rows = tuple(row for row in table.rows if len(row) == 1 or row[0] in MEASURES)
            found.append(NamedTable(table.name, table.title, table.head, rows))
        elif table.name.startswith("groepen"):
            found.append(_large_groups(table))
        elif table.name.startswith(IN_FULL):
            found.append(table)
    return found


def _large_groups(table: NamedTable) -> NamedTable:
    """Groups that take part, and how many do not: a small group is not named with its number of people, and
    an organisation is never named."""
    large = [row for row in table.rows if row[2] == "ja"]
    small = len(table.rows) - len(large)
    if table.name == f"groepen-{ORGANISATION}":
        large = [(f"grote groepen: {len(large)}", None, "ja")] if large else []
    rest: list[tuple[Cell, ...]] = [(f"kleinere groepen: {small}", None, "nee, te weinig mensen")]
    return NamedTable(table.name, table.title, table.head, (*large, *(rest if small else ())))


def _only(table: NamedTable, columns: tuple[str, ...]) -> NamedTable:
    places = [table.head.index(name) for name in columns]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return NamedTable(table.name, table.title, columns, rows)


def _picture(chart: Chart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "caption": "",
        "description": chart.description,
        "svg": chart.svg,
        "head": list(chart.table.head),
        "rows": [list(row) for row in chart.table.rows],
    }


def _table(table: NamedTable) -> dict[str, Any]:
    """Without columns in which nothing stands, such as remarks that nobody had to make."""
    rows = [[_shown(cell) for cell in row] for row in table.rows]
    kept = [place for place in range(len(table.head)) if any(row[place : place + 1] != [""] for row in rows)]
    return {
        "title": table.title,
        "head": [table.head[place] for place in kept],
        "rows": [[row[place] for place in kept if place < len(row)] for row in rows],
    }


def _shown(cell: Cell) -> str:
    """A cell as people read it: two decimals with a comma, a dot for what there is not."""
    if cell is None:
        return "·"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) and abs(cell) >= 2 else decimal(cell, 2)
    return str(cell)
