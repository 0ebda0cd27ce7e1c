"""The file to fill in: an empty sheet with lists to choose from, and what may stand there."""

import io

import xlsxwriter

from rondom.workflows.parenting_questions.models.question import LONGEST, AgeGroup
from rondom.workflows.parenting_questions.sheets import HEADER, MOST_ROWS
from rondom.workflows.parenting_questions.themes import SAFETY
from rondom.workflows.parenting_questions.understanding import Words

_ABOUT = (
    f"Vul op het blad ‘vragen’ één vraag per rij in, in de woorden van de ouder: hooguit {LONGEST} tekens.",
    "Schrijf geen namen, telefoonnummers of adressen op.",
    "Vraag, wijk en week zijn nodig. De rest mag leeg blijven.",
    "Week: een datum (23-11-2026) of een week (47 2026). Wij bewaren alleen de week.",
    "Hoe vaak gehoord: hoeveel ouders dit vroegen, van 1 tot en met 50.",
    "Over geweld of onveiligheid thuis? Zet de vraag niet in dit bestand. Bel Veilig Thuis: 0800-2000.",
)


def template_of(words: Words) -> bytes:
    """As XLSX."""
    choices = {
        "leeftijd": [str(group.label) for group in AgeGroup],
        "wijk": sorted(area.name for area in words.areas.values()),
        "organisatie": sorted(one.name for one in words.organisations.values()),
        "thema": sorted(one.label for one in words.themes.values() if one.code != SAFETY),
    }
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        asked, allowed, about = (book.add_worksheet(name) for name in ("vragen", "keuzes", "leesmij"))
        asked.freeze_panes(1, 0)
        asked.set_column(0, 0, 70)
        asked.set_column(1, len(HEADER) - 1, 24)
        allowed.set_column(0, len(choices) - 1, 40)
        about.set_column(0, 0, 110)
        for column, title in enumerate(HEADER):
            asked.write_string(0, column, title, bold)
        for column, (title, values) in enumerate(choices.items()):
            allowed.write_string(0, column, title, bold)
            for row, value in enumerate(values, start=1):
                allowed.write_string(row, column, value)
            if values:
                asked.data_validation(
                    1, HEADER.index(title), MOST_ROWS, HEADER.index(title),
                    {
                        "validate": "list",
                        "source": f"=keuzes!${'ABCD'[column]}$2:${'ABCD'[column]}${len(values) + 1}",
                        "error_type": "information",
                    },
                )  # fmt: skip
        for row, line in enumerate(_ABOUT):
            about.write_string(row, 0, line)
    return out.getvalue()
