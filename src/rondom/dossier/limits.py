"""What evidence must reach, each limit with its source. Agreements for making decisions, not laws."""

from dataclasses import dataclass

VERSION = "2"
"""Of these limits; a dossier says with which version it was made."""

SECTOR, WAVE, ORGANISATION = "sector", "meting", "organisatie"
"""Names of the comparisons that uses ask for."""

AREA = "wijk"
"""A comparison that no use asks for yet."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A named limit and its source."""

    value: float
    source: str


EFPA = "EFPA (2013), Review model for the description and evaluation of psychological tests, 4.2.6"

RELIABLE_GROUPS = Limit(0.70, f"{EFPA}: uitspraken over groepen")
RELIABLE_ONE = Limit(0.80, f"{EFPA}: uitspraken over één persoon of instelling, ondergrens")
GROUP_MEANS = Limit(0.70, "LeBreton en Senter (2008): ICC(2) van gemiddelden")
CFI = Limit(0.95, "Hu en Bentler (1999)")
SRMR = Limit(0.08, "Hu en Bentler (1999)")
LOADING = Limit(0.40, "Stevens (2009): ladingen")
DISCRIMINANT = Limit(0.85, "Henseler, Ringle en Sarstedt (2015): HTMT")
ENOUGH_FOR_MODEL = Limit(200, "Flora en Curran (2004): WLSMV bij kleine groepen")
ENOUGH_PER_GROUP = Limit(100, "Vuistregel voor meetinvariantie: honderd per groep")
FEWEST_POINTS = Limit(5, "Rhemtulla, Brosseau-Liard en Savalei (2012): antwoorden als getallen")
DIF_MODERATE = Limit(0.035, "Jodoin en Gierl (2001): winst in R² van Nagelkerke, matig")
DIF_LARGE = Limit(0.070, "Jodoin en Gierl (2001): winst in R² van Nagelkerke, groot")
DIF_LEVEL = Limit(0.05, "Holm (1979): p, aangepast voor het aantal vragen")
ENOUGH_TALKED = Limit(7, "Terwee e.a. (2018), COSMIN: inhoudsvaliditeit; zeven mensen of meer")
FEWEST_IN_PANEL = Limit(3, "Lynn (1986): drie beoordelaars of meer")
SMALL_PANEL = Limit(5, "Lynn (1986): tot en met vijf beoordelaars moeten allen een vraag relevant vinden")
CVI_ITEM = Limit(0.78, "Lynn (1986); Polit, Beck en Owen (2007): inhoudsvaliditeitsindex")
CVI_SCALE = Limit(0.90, "Polit, Beck en Owen (2007): S-CVI/Ave")
ENOUGH_TO_SAY = Limit(30, "Eigen afspraak: onder dertig antwoorden geen uitspraak")
