"""The evidence by subject, with its pictures and tables as people read them."""

from dataclasses import replace
from typing import Any

from rondom.analysis.disclosure import Rule
from rondom.charts.words import decimal
from rondom.dossier.cells import Cell, NamedTable
from rondom.dossier.evidence import Dossier, Size
from rondom.dossier.limits import ORGANISATION
from rondom.dossier.pictures import pictures_of
from rondom.dossier.tables import tables_of

SCALE_COLUMNS = ("Schaal", "Vragen", "Alfa", "Omega (ordinaal)", "Alfa (ordinaal)", "Meetfout")
ITEM_COLUMNS = ("Schaal", "Vraag", "r met de rest", "Alfa zonder")
"""No means, spreads or counts of answers: two editions with a few people in between would give theirs."""

MEASURES = (
    "chisq.scaled", "df", "pvalue.scaled", "cfi.scaled", "tli.scaled", "rmsea.scaled",
    "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "cfi.robust", "rmsea.robust", "srmr",
)  # fmt: skip
FEWEST_SHOWN = 5
"""Questions that are shown also when none works otherwise."""

ITEM_DIFFERENCES = (
    "Vraag", "Verschil", "Winst in R²", "Aangepaste p", "Mensen", "Hoger in", "Lager in",
)  # fmt: skip
PARTS = (
    (
        "Betrouwbaarheid",
        "Hoe goed vragen van één schaal samengaan. Hoe hoger, hoe minder toeval er in een score zit.",
        ("betrouwbaarheid", "schalen", "vragen"),
    ),
    (
        "Vormen de vragen de schalen?",
        "Of vragen samengaan met de vragen waar ze bij horen, en niet met andere.",
        ("factoren", "ladingen", "passing", "samenhang"),
    ),
    (
        "Meten de vragen hetzelfde in elke groep?",
        "Pas dan zegt een verschil tussen groepen iets over mensen en niet over vragen. Elke stap maakt iets "
        "meer gelijk. Tot en met stap 'scalar' is nodig om gemiddelden te vergelijken, stap 'strict' om ook "
        "losse scores en spreidingen te vergelijken.",
        ("vergelijkbaar", "groepen", "samengevoegd", "overeenstemming"),
    ),
    (
        "Werkt elke vraag hetzelfde in elke groep?",
        "Mensen met dezelfde score op een schaal horen een vraag hetzelfde te beantwoorden, in welke groep "
        "zij ook zitten. Is het verschil groot? Dan betekent een vraag in een groep vaak iets anders. "
        "Groepen met minder dan honderd mensen doen niet mee.",
        ("verschil-per-vraag",),
    ),
)
"""Subjects: title, what it is about, and what the names of its pictures and tables begin with."""

IN_FULL = ("samenhang", "vergelijkbaar", "samengevoegd", "overeenstemming")
"""Tables that are shown whole; of the others only what people read, the rest is in the spreadsheets."""


def parts_of(dossier: Dossier, rule: Rule) -> list[dict[str, Any]]:
    """Pictures and tables by subject; a subject without any is not there."""
    pictures, tables = pictures_of(dossier, rule), _readable(dossier)
    parts = [
        {
            "title": title,
            "lead": lead,
            "pictures": [
                {"wide": one.wide.for_paper(), "narrow": one.narrow.for_paper()}
                for name, one in pictures.items()
                if name.startswith(names)
            ],
            "tables": [_table(table) for table in tables if table.name.startswith(names)],
        }
        for title, lead, names in PARTS
    ]
    return [part for part in parts if part["pictures"] or part["tables"]]


def _readable(dossier: Dossier) -> list[NamedTable]:
    found = []
    for table in tables_of(dossier):
        if table.name == "schalen":
            found.append(_only(table, SCALE_COLUMNS))
        elif table.name == "vragen":
            found.append(_only(table, ITEM_COLUMNS))
        elif table.name == "passing":
            rows = tuple(row for row in table.rows if len(row) == 1 or row[0] in MEASURES)
            found.append(replace(table, rows=rows))
        elif table.name.startswith("groepen"):
            found.append(_large_groups(table))
        elif table.name.startswith("verschil-per-vraag"):
            found.append(_most_different(_only(table, ITEM_DIFFERENCES)))
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
    return replace(table, rows=(*large, *(rest if small else ())))


def _most_different(table: NamedTable) -> NamedTable:
    """The questions that work otherwise, and at least the five that come nearest to it; the rest is counted.

    Three decimals: two would hide on which side of a limit a number lies.
    """
    place = table.head.index("Verschil")
    otherwise = sum(row[place] != Size.NEGLIGIBLE for row in table.rows)
    kept = table.rows[: max(otherwise, FEWEST_SHOWN)]
    more = " Hieronder staan de vragen met het grootste verschil." if len(kept) < len(table.rows) else ""
    rows = tuple(tuple(decimal(cell, 3) if isinstance(cell, float) else cell for cell in row) for row in kept)
    return replace(table, rows=rows, note=f"{table.note}{more}")


def _only(table: NamedTable, columns: tuple[str, ...]) -> NamedTable:
    places = [table.head.index(name) for name in columns]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return replace(table, head=columns, rows=rows)


def _table(table: NamedTable) -> dict[str, Any]:
    """Without columns in which nothing stands, such as remarks that nobody had to make."""
    rows = [[_shown(cell) for cell in row] for row in table.rows]
    kept = [place for place in range(len(table.head)) if any(row[place : place + 1] != [""] for row in rows)]
    return {
        "title": table.title,
        "note": table.note,
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
