"""``rondom import-answers ROUND FILE``: take in answers that were gathered elsewhere."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from rondom.cores.measure.actions.imports import (
    ORIGINS,
    checksum_of,
    earlier_file,
    import_answers,
    require_room_for_answers,
)
from rondom.cores.measure.dry_run import DryRun, look_through
from rondom.cores.measure.models import Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.placing import Where
from rondom.foundation.refusals import Refused
from rondom.instruments import FileRefused
from rondom.instruments.answers_in import (
    AnswerFile,
    AnswerMapping,
    MappingError,
    other_words,
    propose_mapping,
    read_answers,
)


class Command(BaseCommand):
    help = "Lees antwoorden in die ergens anders zijn verzameld: CSV, XLSX of SPSS. Alles of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", type=int, help="nummer van de meting, zoals in het adres")
        parser.add_argument("file", type=Path, help="bestand met één rij per persoon")
        parser.add_argument("--mapping", type=Path, help="koppeling van kolommen en vragen (JSON)")
        parser.add_argument("--write-mapping", type=Path, help="schrijf de koppeling hierheen en stop")
        parser.add_argument("--area", help="wijk van alle rijen: naam of code")
        parser.add_argument("--sector", help="sector van alle rijen: naam of code")
        parser.add_argument("--cell", type=int, help="nummer van het vak van het kader voor alle rijen")
        parser.add_argument(
            "--rest", action="store_true", help="zonder organisatie: tel bij 'overige' van de sector"
        )
        parser.add_argument(
            "--origin", choices=[str(origin) for origin in ORIGINS], default=str(Origin.IMPORTED)
        )
        parser.add_argument("--again", action="store_true", help="ook als dit bestand al is ingelezen")
        parser.add_argument("--dry-run", action="store_true", help="kijk na en bewaar niets")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._take_in(options)
        except OSError as error:
            raise CommandError(f"{error.filename} is niet te openen. Kijk of het pad klopt.") from None
        except MappingError as error:
            raise CommandError("Er is niets ingelezen.\n" + "\n".join(error.problems)) from None
        except (FileRefused, Refused) as error:
            raise CommandError(f"Er is niets ingelezen. {error}") from None

    def _take_in(self, options: dict[str, Any]) -> None:
        round_, path = _round(options["round"]), options["file"]
        require_room_for_answers(round_)
        with path.open("rb") as stream:
            content = stream.read()
        file = read_answers(path)
        for note in file.notes:
            self.stdout.write(note)
        mapping = _mapping(options["mapping"]) or propose_mapping(file, round_.instrument_version.instrument)
        if options["write_mapping"]:
            self._write(mapping, options["write_mapping"])
            return
        if not options["again"] and earlier_file(round_, content):
            raise CommandError(
                "Dit bestand is al ingelezen bij deze meting. Gebruik --again als u het nog eens wilt."
            )
        self._tell_unused(mapping, file)
        for line in other_words(file, mapping, round_.instrument_version.instrument):
            self.stdout.write(line)
        where = _where(round_, options)
        found = look_through(round_, file, mapping, where, progress=self._progress)
        self._tell(found)
        if not options["dry_run"]:
            checksum, today = checksum_of(round_, content), timezone.localdate()
            import_answers(
                round_,
                found,
                checksum=checksum,
                origin=options["origin"],
                today=today,
                by=None,
                again=options["again"],
            )
            self.stdout.write(f"{len(found.placed)} rijen ingelezen en verzegeld.")

    def _write(self, mapping: AnswerMapping, path: Path) -> None:
        path.write_text(json.dumps(mapping.to_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        self.stdout.write(f"Koppeling geschreven naar {path}. Loop haar na en geef haar mee met --mapping.")

    def _progress(self, rows: int) -> None:
        self.stdout.write(f"{rows} rijen nagekeken")
        self.stdout.flush()

    def _tell_unused(self, mapping: AnswerMapping, file: AnswerFile) -> None:
        used = {*mapping.columns, *mapping.context.values()}
        left = [column for column in file.columns if column not in used]
        if left:
            self.stdout.write(f"Niet gekoppeld, dus niet ingelezen: {', '.join(left)}.")

    def _tell(self, found: DryRun) -> None:
        if found.refused:
            lines = "\n".join(map(str, found.refused))
            count = len(found.refused)
            raise CommandError(f"{lines}\n{count} waarden passen niet. Er is niets ingelezen.")
        self.stdout.write(f"{len(found.placed)} rijen kloppen, {found.empty} rijen zijn leeg.")
        for cell, count in found.per_cell():
            self.stdout.write(f"  {cell}: {count}{'' if cell.pk else ' (nieuw in het kader)'}")
        for name, count in sorted(found.not_asked.items()):
            self.stdout.write(
                f"  {name}: {count} antwoorden vallen weg, want de vraag gold niet voor die rij"
            )


def _round(number: int) -> Round:
    found = Round.objects.select_related("instrument_version", "circle").filter(pk=number).first()
    if found is None:
        raise CommandError(f"Meting {number} bestaat niet. Het nummer staat in het adres van de meting.")
    return found


def _mapping(path: Path | None) -> AnswerMapping | None:
    if path is None:
        return None
    try:
        return AnswerMapping.from_json(json.loads(path.read_text(encoding="utf-8-sig")))
    except ValueError as wrong:
        if isinstance(wrong, MappingError):
            raise
        raise CommandError(f"{path} is geen JSON: {wrong}.") from None


def _where(round_: Round, options: dict[str, Any]) -> Where:
    cells = list(round_.cells.select_related("area", "sector"))
    if options["cell"] is not None and options["cell"] not in {cell.pk for cell in cells}:
        listed = "\n".join(f"  {cell.pk}: {cell}" for cell in cells)
        raise CommandError(f"Vak {options['cell']} hoort niet bij deze meting. Mogelijk zijn:\n{listed}")
    areas = {cell.area_id: (cell.area.name, cell.area.code) for cell in cells}
    sectors = {cell.sector_id: (cell.sector.name, cell.sector.code) for cell in cells}
    return Where(
        cell=options["cell"],
        area=_named(options["area"], areas, "wijk"),
        sector=_named(options["sector"], sectors, "sector"),
        rest=options["rest"],
    )


def _named(text: str | None, known: dict[int, tuple[str, str]], word: str) -> int | None:
    if not text:
        return None
    for number, names in known.items():
        if text.casefold() in {name.casefold() for name in names if name}:
            return number
    listed = ", ".join(sorted(name for name, _ in known.values()))
    raise CommandError(f"De {word} '{text}' staat niet in het kader. Mogelijk zijn: {listed}.")
