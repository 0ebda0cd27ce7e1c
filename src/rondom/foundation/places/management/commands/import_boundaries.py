"""``rondom import_boundaries FILE``: take in borders of areas from GeoJSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rondom.foundation.places.actions.boundaries import import_boundaries
from rondom.foundation.places.boundaries import read_boundaries
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.summaries import drawn_lines


class Command(BaseCommand):
    help = "Lees grenzen van gemeenten, wijken en buurten in (GeoJSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="GeoJSON, in graden (WGS84) of in het RD-stelsel")
        parser.add_argument("--year", type=int, help="jaar van de grenzen, als dat niet in het bestand staat")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drawn = import_boundaries(
                read_boundaries(options["file"].read_bytes()), year=options["year"], by=None
            )
        except OSError as error:
            raise CommandError(f"{options['file']} is niet te openen: {error.strerror}.") from None
        except UnreadableFile as error:
            raise CommandError(f"Er is niets ingelezen.\n{error}") from None
        for line in drawn_lines(drawn):
            self.stdout.write(line)
