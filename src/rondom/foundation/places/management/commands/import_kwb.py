"""``rondom import_kwb FILE``: take in 'Kerncijfers wijken en buurten' of Statistics Netherlands."""

from rondom.foundation.places.cbs import read_kwb
from rondom.foundation.places.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = "Lees de CBS-publicatie Kerncijfers wijken en buurten in."
    year_help = "jaar van de cijfers, als dat niet in het bestand staat"
    read = staticmethod(read_kwb)
