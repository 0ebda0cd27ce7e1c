"""The codebook that a new pool starts with: twenty-six themes of questions about bringing up children."""

from dataclasses import dataclass

SAFETY = "vei"
"""Questions about safety at home go to help lines, never into a pool."""

_TABLE = """
slp | Slapen | 0–8 | inslapen, doorslapen, eigen bed | slaap slapen inslapen doorslapen bed wakker
etn | Eten en drinken | 0–8 | moeilijke eters, borstvoeding, snoep | eet eten drink borstvoed snoep
zin | Zindelijk worden | 1–5 | potje, bedplassen | zindelijk potje plas luier
hui | Huilen en troosten | 0–1 | veel huilen, ritme | huil troost ritme
grz | Grenzen en regels | 1–12 | nee zeggen, volhouden | grens grenzen regel consequent
lui | Luisteren | 2–12 | niet luisteren, afspraken | luister afspra gehoorz
bld | Boos, driftig, agressief | 1–8 | driftbui, slaan, bijten | boos drift woede slaat bijt agressie
ang | Bang, verlegen, verdrietig | 2–12 | scheidingsangst, nachtmerries | bang verlegen verdriet angst
zvt | Zelfvertrouwen en weerbaarheid | 3–12 | complimenten, durven | zelfvertrouw weerba durf onzeker
bel | Belonen en straffen | 2–12 | stickers, time-out | belon straf sticker time-out
spr | Praten, taal en meertaligheid | 0–8 | laat praten, thuistaal | praat praten taal tweetal spraak
ont | Ontwikkeling en spelen | 0–6 | bewegen, speelgoed, achterblijven | ontwikkel speel kruip lopen
med | Media en schermen | 0–18 | schermtijd, gamen, sociale media | scherm game gamen tiktok telefoon ipad
vrd | Vriendjes en pesten | 3–12 | erbij horen, ruzie | vriendje pest gepest erbij
brs | Broertjes en zusjes | 1–12 | ruzie, nieuwe baby | broer zus
sch | School en thuiszitten | 4–18 | niet naar school, overgang, huiswerk | school huiswerk thuiszit
bew | Gewicht, bewegen, gezondheid | 2–18 | overgewicht, gezond eten | gewicht dik bewegen sport
sdg | Scheiding en samengesteld gezin | 0–18 | omgang, twee huizen | scheid gescheiden omgang stief
gld | Geldzorgen en meedoen | alle | sportclub, uitjes, schaamte | geld betalen schuld duur
str | Stress en hoe het met u gaat | alle | moe, geen tijd, alleen | stress moe alleen overbelast
rel | Relatie en ruzie tussen ouders | alle | verschil in opvoeding | ruzie partner oneens
vei | Veiligheid thuis | alle | naar Veilig Thuis, nooit een groep |
rou | Rouw, verlies, ziekte in het gezin | alle | overlijden, ziekte | overle rouw ziek dood
cul | Opvoeden tussen culturen | alle | waarden, geloof, taal | cultuur geloof waarden
pub | Pubers en seksuele vorming | 10–18 | puberteit, online | puber seks verliefd
net | Steun en netwerk | alle | oppas, andere ouders leren kennen | oppas steun hulp
"""


@dataclass(frozen=True, slots=True)
class StartingTheme:
    """A theme as the codebook has it; ``words`` are beginnings of words that suggest it."""

    code: str
    label: str
    ages: str
    examples: str
    words: str


STARTING_THEMES = tuple(
    StartingTheme(*(part.strip() for part in line.split("|"))) for line in _TABLE.strip().splitlines()
)
