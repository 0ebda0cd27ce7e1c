"""What the commands that take in figures of Statistics Netherlands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rondom.foundation.places.actions.figures import Imported, division_of, import_figures
from rondom.foundation.places.cbs import Reading
from rondom.foundation.places.odata import read_cbs_sheet
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.summaries import imported_lines

Read = Callable[..., Reading]


class FiguresCommand(BaseCommand):
    """Reads one file and takes it in whole, or says what is wrong with it and changes nothing."""

    read: Read
    year_help: str

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV-, XLSX- of zipbestand van het CBS")
        parser.add_argument("--year", type=int, help=self.year_help)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            imported = self._import(options["file"], options["year"])
        except OSError as error:
            raise CommandError(f"{options['file']} is niet te openen: {error.strerror}.") from None
        except UnreadableFile as error:
            raise CommandError(f"Er is niets ingelezen.\n{error}") from None
        for line in imported_lines(imported):
            self.stdout.write(line)

    def _import(self, file: Path, year: int | None) -> Imported:
        reading = type(self).read(read_cbs_sheet(file.read_bytes()), progress=self._progress)
        self.stdout.write(f"{len(reading.lines)} gebieden gelezen. Opslaan …")
        return import_figures(reading, division=division_of(reading, given=year, filename=file.name), by=None)

    def _progress(self, rows: int) -> None:
        self.stdout.write(f"{rows} rijen gelezen")
