"""``rondom close_rounds``: close the rounds whose last day has passed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rondom.cores.measure.management.housekeeping import close_overdue


class Command(BaseCommand):
    help = "Sluit metingen waarvan de laatste dag voorbij is."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = []
        closings = close_overdue(timezone.localdate())
        if not closings:
            self.stdout.write("Er is geen meting waarvan de laatste dag voorbij is.")
        for closing in closings:
            if closing.problem:
                problems.append(f"Meting {closing.round.pk} is niet gesloten: {closing.problem}")
            else:
                self.stdout.write(f"Meting {closing.round.pk} is gesloten.")
        if problems:
            raise CommandError("\n".join(problems))
