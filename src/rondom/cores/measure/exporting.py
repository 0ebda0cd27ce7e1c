"""Answers of a closed round as files for a researcher.

Left out on purpose: the organisation (in a neighbourhood it is a handful of people, whether or not it may be
named in a report), and open answers that were not read or that stand beside other answers. Rows follow
their random numbers, so that their order says nothing.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from django.db.models import Q

from rondom.cores.measure.models import Response, Round
from rondom.cores.measure.models.response import Origin
from rondom.foundation.places.models import Organisation
from rondom.instruments import NOBODY, Instrument, Kind, Repeat
from rondom.instruments.answers_out import Export, Leading, write_codebook, write_csv, write_sav, write_xlsx
from rondom.instruments.cells import clean, safe
from rondom.instruments.xlsform import write_xlsform

FORMATS: dict[str, tuple[str, str, Callable[[Export, IO[bytes]], None]]] = {
    "sav": ("SPSS (.sav)", "antwoorden.sav", write_sav),
    "csv": ("CSV met codeboek", "antwoorden.csv", write_csv),
    "xlsx": ("Excel (.xlsx)", "antwoorden.xlsx", write_xlsx),
}
"""What a format is called, what the file with the answers is called, and what writes it."""

LEFT_OUT = (
    "De organisatie staat er niet bij: in een wijk zijn dat vaak maar een paar mensen.",
    "De volgorde van de rijen is willekeurig en zegt niets.",
    "Open antwoorden staan in een eigen bestand, zonder wijk, en horen niet bij een rij. "
    "Alleen nagelezen antwoorden die getoond mogen worden, staan erin.",
)


def export_of(round_: Round) -> Export:
    """The answers of a closed round with the columns that stand before them."""
    instrument = round_.instrument_version.instrument
    found = Response.objects.filter(cell__round=round_).order_by("pk")
    rows = list(found.values_list("cell__area__name", "cell__sector__name", "origin", "answers"))
    origins = dict(Origin.choices)
    return Export(
        instrument,
        [answers for *_, answers in rows],
        leading=(
            Leading("wijk", "Wijk", [area for area, *_ in rows]),
            Leading("sector", "Sector", [sector for _, sector, *_ in rows]),
            Leading("herkomst", "Hoe het antwoord binnenkwam", [origins[row[2]] for row in rows]),
        ),
        partners=_partners(round_, instrument, [answers for *_, answers in rows]),
        without=_texts(instrument),
        about={"meting": round_.name},
        left_out=LEFT_OUT,
    )


def package(round_: Round, export: Export, form: str) -> bytes:
    """A zip with the answers in this format, the codebook, open answers, the questionnaire and a readme."""
    _, name, write = FORMATS[form]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("leesmij.txt", "\r\n".join(_readme(export, name)).encode("utf-8-sig"))
        archive.writestr(name, _written(lambda target: write(export, target)))
        archive.writestr("codeboek.csv", _written(lambda target: write_codebook(export, target)))
        archive.writestr("open-antwoorden.csv", _open_answers(round_, export.instrument))
        archive.writestr(
            "vragenlijst.xlsx", _written(lambda target: write_xlsform(export.instrument, target))
        )
    return stream.getvalue()


def _partners(round_: Round, instrument: Instrument, answers: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The organisations that could be named, and those that were named and left since."""
    asked = [item.name for item in instrument.items() if item.kind is Kind.PARTNERS]
    if not asked:
        return {}
    named = {code for given in answers for name in asked for code in given.get(name, ())}
    found = Organisation.objects.filter(Q(areas__in=round_.cells.values("area")) | Q(pk__in=named))
    found = found.distinct().order_by("sector__order", "name")
    partners = {str(pk): name for pk, name in found.values_list("pk", "name")}
    return partners | {NOBODY: "met geen van deze"} if NOBODY in named else partners


def _texts(instrument: Instrument) -> set[str]:
    """Open questions, those within repeats too."""
    parts = [part for page in instrument.pages for part in page.parts]
    items = [item for part in parts for item in (part.items if isinstance(part, Repeat) else (part,))]
    return {item.name for item in items if item.kind is Kind.TEXT}


def _open_answers(round_: Round, instrument: Instrument) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["vraag", "vraagtekst", "antwoord"])
    for name, answer in round_.open_answers.shown().order_by("item", "pk").values_list("item", "text"):
        label = instrument.text(instrument.item(name).label)
        writer.writerow([safe(clean(cell)) for cell in (name, label, answer)])
    return text.getvalue().encode("utf-8-sig")


def _readme(export: Export, name: str) -> Iterator[str]:
    instrument = export.instrument
    title = instrument.text(instrument.title)
    yield f"Vragenlijst: {title}, versie {instrument.version} ({instrument.status})"
    yield from (f"{word.capitalize()}: {text}" for word, text in export.about.items())
    yield f"Aantal rijen: {len(export.answers)}"
    yield ""
    yield f"{name}: de antwoorden, een rij per persoon. Een lege cel betekent: geen antwoord."
    yield "codeboek.csv: wat elke kolom en elk getal betekent, en wat als ontbrekend telt."
    yield "open-antwoorden.csv: nagelezen open antwoorden."
    yield "vragenlijst.xlsx: de vragen en antwoorden als XLSForm."
    yield ""
    yield "Wat er niet in staat:"
    yield from (f"- {sentence}" for sentence in export.omitted)
    yield ""
    yield "Tekst die op een formule lijkt, begint in CSV met een apostrof."
    yield "Deze gegevens zijn opgevraagd met een reden die in het logboek staat. Geef ze niet door."


def _written(write: Callable[[IO[bytes]], None]) -> bytes:
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()
