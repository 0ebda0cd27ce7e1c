"""``rondom analyse``: what answers show about a questionnaire, from two files, without the site."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rondom.dossier.limits import ORGANISATION, SECTOR, WAVE
from rondom.instruments import FileRefused, FormError, Instrument, shipped, shipped_names

if TYPE_CHECKING:
    from rondom.dossier.content import ContentStudy
    from rondom.dossier.data import Data
    from rondom.dossier.evidence import Dossier

DESCRIPTION = """Onderzoek een vragenlijst met antwoorden: betrouwbaarheid, factoren, vergelijkbaarheid van
groepen, en waarvoor er genoeg bewijs is. Schrijft resultaat.json, tabellen als CSV, dossier.pdf, en
controle.R met de antwoorden als codes, waarmee iedereen dit kan narekenen."""

PERSON = "\0persoon"
"""Where the column with people stands among the columns beside answers: no comparison can be called this."""

MOST_REFUSED = 20
"""Refused values that are listed; the rest is counted."""


def parser() -> argparse.ArgumentParser:
    """The words of the command."""
    made = argparse.ArgumentParser("rondom analyse", description=DESCRIPTION)
    add = made.add_argument
    add("answers", type=Path, help="antwoorden: CSV, XLSX of SPSS, een rij per persoon")
    own = ", ".join(shipped_names())
    add("--instrument", required=True, help=f"vragenlijst als XLSForm, of een die erbij hoort: {own}")
    add(
        "--by", action="append", default=[], metavar="[NAAM=]KOLOM",
        help=f"vergelijk deze groepen; mag vaker. Namen met een oordeel: {SECTOR}, {WAVE}, {ORGANISATION}",
    )  # fmt: skip
    add("--organisation", metavar="KOLOM", help="waar mensen werken; marges houden daar rekening mee")
    add(
        "--person", metavar="KOLOM",
        help=f"wie het is: zo worden dezelfde mensen gevolgd over metingen (met --by {WAVE}=KOLOM)",
    )  # fmt: skip
    add("--content", type=Path, help="wat mensen van de vragen vonden (JSON); zonder blijft dat punt open")
    add("--model", type=Path, help="factormodel zoals lavaan het schrijft (anders: een factor per schaal)")
    add("--mapping", type=Path, help="koppeling van kolommen en vragen (JSON)")
    add("--out", type=Path, required=True, help="map voor de uitkomsten")
    return made


def main(arguments: Sequence[str], *, today: date) -> int:
    """Run it; 0 when all went well, 1 with the reason when a file cannot be used."""
    options = parser().parse_args(arguments)
    from rondom.instruments.answers_in import MappingError

    try:
        _run(options, today)
    except json.JSONDecodeError as error:
        return _refuse(
            f"De koppeling {options.mapping} is geen JSON: regel {error.lineno} is niet te lezen. Haal de "
            "koppeling opnieuw op of laat --mapping weg."
        )
    except OSError as error:
        return _refuse(f"{error.filename} is niet te openen of te schrijven. Kijk of het pad klopt.")
    except MappingError as error:
        return _refuse("\n".join(error.problems))
    except FormError as error:
        return _refuse("\n".join(["Deze vragenlijst is niet te lezen:", *map(str, error.problems)]))
    except (FileRefused, ValueError) as error:  # of the analysis: too few data, a model with a mistake
        return _refuse(str(error))
    return 0


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def _run(options: argparse.Namespace, today: date) -> None:
    from rondom.dossier.examine import examine

    model = options.model.read_text(encoding="utf-8") if options.model else ""
    data = _data(options, _instrument(options.instrument))
    print(f"{data.respondents} mensen, {len(data.items)} vragen met een schaal.")
    dossier = examine(data, content=_content(options, data), model=model, progress=_progress)
    options.out.mkdir(parents=True, exist_ok=True)
    written = _write(dossier, data, options.out, today)
    for use in dossier.uses:
        print(f"{use.title}: {use.outcome.value}")
    print(f"Klaar. {written} bestanden staan in {options.out}.")


def _progress(done: int, of: int, what: str) -> None:
    if done < of:
        print(f"{done + 1} van {of}: {what} ...", flush=True)


def _instrument(named: str) -> Instrument:
    if named in shipped_names():
        return shipped(named)
    from rondom.instruments.xlsform import read_xlsform

    return read_xlsform(Path(named)).instrument


def _data(options: argparse.Namespace, instrument: Instrument) -> "Data":
    """The file as coded answers. Every value that does not fit is named; nothing is left out silently."""
    from rondom.dossier.data import Data
    from rondom.instruments.answers_in import AnswerMapping, apply_mapping, propose_mapping, read_answers
    from rondom.instruments.coding import codes_of, scored_items

    file = read_answers(options.answers)
    sides = _sides(options)
    for name in sides.values():
        if name not in file.columns:
            there = ", ".join(file.columns)
            raise FileRefused(f"Kolom {name} staat niet in de antwoorden. Er zijn: {there}.")
    if options.mapping:
        mapping = AnswerMapping.from_json(json.loads(options.mapping.read_text(encoding="utf-8")))
    else:
        mapping = propose_mapping(file, instrument)
    checked = apply_mapping(file, replace(mapping, context=sides), instrument)
    if checked.refused:
        shown = [str(one) for one in checked.refused[:MOST_REFUSED]]
        more = len(checked.refused) - len(shown)
        last = [f"... en nog {more}."] if more else []
        raise FileRefused("\n".join([f"{len(checked.refused)} waarden passen niet:", *shown, *last]))
    unused = [column for column in mapping.unused if column not in sides.values()]
    if unused:
        print(f"Niet gebruikt: {', '.join(unused)}.")
    by = {name: [said[name].strip() for said in checked.context] for name in sides}
    person = by.pop(PERSON, None)
    codes = codes_of(instrument, scored_items(instrument), checked.rows)
    return Data(instrument, codes, by=by, organisation=by.get(ORGANISATION), person=person)


def _content(options: argparse.Namespace, data: "Data") -> "tuple[ContentStudy, ...]":
    from rondom.dossier.content_file import studies_from

    if not options.content:
        return ()
    try:
        document = json.loads(options.content.read_text(encoding="utf-8"))
    except ValueError:  # not JSON, or not text
        raise FileRefused(f"{options.content} is geen JSON. Kijk het bestand na.") from None
    return studies_from(document, items=tuple(item.name for item in data.items))


def _sides(options: argparse.Namespace) -> dict[str, str]:
    """Name of a comparison -> column. The organisation is one of them; who people are stands beside them."""
    found = {}
    for one in options.by:
        name, equals, column = one.partition("=")
        found[name] = column if equals else name
    if options.organisation:
        found[ORGANISATION] = options.organisation
    if options.person:
        found[PERSON] = options.person
    return found


def _write(dossier: "Dossier", data: "Data", folder: Path, today: date) -> int:
    """All files; how many."""
    from rondom.analysis.disclosure import Rule
    from rondom.dossier.document import document_of
    from rondom.dossier.paper import dossier_pdf
    from rondom.dossier.tables import tables_of

    text = json.dumps(document_of(dossier), ensure_ascii=False, indent=2, allow_nan=False)
    (folder / "resultaat.json").write_text(text, encoding="utf-8")
    tables = tables_of(dossier)
    for table in tables:
        rows = [table.head, *([_plain(cell) for cell in row] for row in table.rows)]
        _write_csv(folder / f"{table.name}.csv", rows)
    (folder / "dossier.pdf").write_bytes(dossier_pdf(dossier, made_on=today, rule=Rule()))
    return len(tables) + 2 + _write_check(dossier, data, folder)


def _write_check(dossier: "Dossier", data: "Data", folder: Path) -> int:
    """The R script with the answers that it reads: anyone can check the model."""
    if not dossier.structure.hand_over:
        return 0
    names, answers, _ = data.together()
    rows = [[code if code > 0 else "" for code in row] for row in answers.tolist()]
    _write_csv(folder / "antwoorden.csv", [names, *rows], separator=",")
    (folder / "controle.R").write_text(dossier.structure.hand_over, encoding="utf-8")
    return 2


def _write_csv(file: Path, rows: Sequence[Sequence[object]], *, separator: str = ";") -> None:
    encoding = "utf-8-sig" if separator == ";" else "utf-8"  # Excel reads the first, R the second
    with file.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)


def _plain(cell: object) -> object:
    """Decimals with a comma; a text that a spreadsheet would take for a formula gets a quote before it."""
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{cell}"
    return "" if cell is None else cell
