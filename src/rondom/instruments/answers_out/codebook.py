"""What every column and every number means."""

from html import escape

from rondom.instruments.answers_out.export import Export
from rondom.instruments.answers_out.variables import Variable
from rondom.instruments.instrument import Kind, Missing

_KINDS = {
    Kind.ONE: "één antwoord",
    Kind.MANY: "meer antwoorden",
    Kind.PARTNERS: "organisaties",
    Kind.NUMBER: "getal",
    Kind.DATE: "datum",
    Kind.TEXT: "tekst",
}
_MEASURES = {"nominal": "nominaal", "ordinal": "ordinaal", "scale": "schaal"}
_MISSING = {Missing.NOT_APPLICABLE: "niet van toepassing", Missing.UNKNOWN: "weet niet"}


def codebook(export: Export) -> list[dict[str, str]]:
    """One row per value, and one for a column without listed values; every row has the same keys."""
    rows = [
        {**_row(column.name, column.label), "soort": "achtergrond", "meetniveau": "nominaal"}
        for column in export.leading
    ]
    for variable in export.variables:
        rows += _rows(export, variable)
    return rows or [_row("", "")]


def codebook_html(export: Export) -> str:
    """The codebook as one HTML table, without style."""
    rows = codebook(export)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row.values()) + "</tr>\n" for row in rows
    )
    caption = escape(export.instrument.text(export.instrument.title, export.language))
    return (
        f"<table>\n<caption>Codeboek: {caption}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
    )


def _rows(export: Export, variable: Variable) -> list[dict[str, str]]:
    scales = [scale for scale in export.instrument.scales if variable.item in scale.items]
    shared = {
        **_row(variable.name, variable.label),
        "soort": _KINDS[variable.kind],
        "meetniveau": _MEASURES[variable.measure],
        "schaal": "; ".join(scale.name for scale in scales),
        "omgekeerd": "; ".join(scale.name for scale in scales if variable.item in scale.reverse),
    }
    rows = [
        {
            **shared,
            "waarde": format(number, ".15g"),
            "betekenis": label,
            "score": format(variable.scores[number], ".15g") if number in variable.scores else "",
            "ontbrekend": _MISSING[variable.missing[number]] if number in variable.missing else "",
        }
        for number, label in variable.values.items()
    ]
    return rows or [shared]


def _row(name: str, label: str) -> dict[str, str]:
    empty = dict.fromkeys(("soort", "meetniveau", "waarde", "betekenis", "score", "ontbrekend"), "")
    return {"variabele": name, "vraag": label, **empty, "schaal": "", "omgekeerd": ""}
