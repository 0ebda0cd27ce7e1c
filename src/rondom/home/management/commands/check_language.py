"""``rondom check_language``: whether what parents read is easy, at language level B1."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rondom.home.parent_texts import Page, pages, written
from rondom.wording import words_per_sentence


class Command(BaseCommand):
    help = (
        "Kijk of wat ouders, gasten en deelnemers lezen makkelijk leest: geen lange zinnen, lange woorden, "
        "moeilijke woorden of lijdende vormen. Met --written ook wat coördinatoren voor ouders schreven."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--written", action="store_true", help="Lees ook de teksten in de database.")

    def handle(self, *args: Any, **options: Any) -> None:
        read = [*pages(), *(written() if options["written"] else ())]
        found = [page for page in read if page.remarks]
        for page in found:
            self._say(page)
        words = words_per_sentence(text for page in read for text in page.texts)
        average = f"{words:.1f}".replace(".", ",")
        self.stdout.write(f"{len(read)} teksten gelezen, gemiddeld {average} woorden per zin.")
        if found:
            raise CommandError(f"{len(found)} van {len(read)} teksten lezen niet makkelijk.")

    def _say(self, page: Page) -> None:
        self.stdout.write(f"{page.name}: gemiddeld {words_per_sentence(page.texts):.0f} woorden per zin")
        for remark in page.remarks:
            self.stdout.write(f"  {remark.kind.value}: ‘{remark.text}’. {remark.advice}")
