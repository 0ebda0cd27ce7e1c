"""``rondom tidy``: what has to happen every night."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from rondom.cores.measure.actions.imports import drop_old_uploads
from rondom.cores.measure.management.housekeeping import CannotShrink, remove_leftovers, shrink
from rondom.foundation.nightly import jobs


class Command(BaseCommand):
    help = (
        "Sluit metingen waarvan de laatste dag voorbij is, wis verlopen sessies, bestanden die niemand "
        "afmaakte en aanmeldingen van lang geleden, en haal weg wat er van gewiste gegevens nog op de "
        "schijf staat. Elke nacht."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        problem = self._close()
        call_command("clearsessions")
        drop_old_uploads(timezone.localdate())
        removed = remove_leftovers()
        if removed:
            self.stdout.write(f"{removed} resten van gesloten metingen gewist.")
        for job in jobs():
            if number := job.does(timezone.localdate()):
                self.stdout.write(job.said.format(number))
        try:
            shrink(connection)
        except CannotShrink:
            problem += "\nGewiste antwoorden staan misschien nog op de schijf. Draai rondom tidy opnieuw."
        if problem:
            raise CommandError(problem.strip())
        self.stdout.write("Opgeruimd.")

    def _close(self) -> str:
        """What went wrong while closing; the rest of the night's work goes on."""
        try:
            call_command("close_rounds", stdout=self.stdout)
        except CommandError as error:
            return str(error)
        return ""
