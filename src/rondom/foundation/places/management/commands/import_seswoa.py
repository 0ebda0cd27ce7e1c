"""``rondom import_seswoa FILE``: take in the SES-WOA scores of Statistics Netherlands."""

from rondom.foundation.places.cbs import read_seswoa
from rondom.foundation.places.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = "Lees de SES-WOA-scores van het CBS in."
    year_help = "jaar van de gebieden, uit de titel van de tabel; anders het nieuwste jaar in het bestand"
    read = staticmethod(read_seswoa)
