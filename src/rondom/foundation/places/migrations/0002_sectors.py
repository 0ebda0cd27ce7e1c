"""The sixteen sectors of a Dutch neighbourhood.

The groups are our own proposal for merging cells that are too small, fixed before any answer: te controleren.
"""

from django.db import migrations

LEARNING = "Onderwijs en opvang"
HEALTH = "Gezondheid"
CARE = "Hulp en veiligheid"
LIVING = "Inkomen, wonen en beleid"
COMMUNITY = "Buurt, sport en vrijwilligers"

SECTORS = [
    ("po", "Basisonderwijs", "basisschool, speciaal basisonderwijs, kindcentrum", LEARNING),
    ("vo", "Voortgezet onderwijs en mbo", "middelbare school, roc", LEARNING),
    ("ko", "Kinderopvang en peuteropvang", "kinderdagverblijf, bso, peuteropvang, gastouder", LEARNING),
    ("jgz", "Jeugdgezondheidszorg", "GGD, consultatiebureau, CJG", HEALTH),
    ("geb", "Geboortezorg", "verloskundigenpraktijk, kraamzorg, ziekenhuis", HEALTH),
    ("hui", "Eerstelijnszorg", "huisartsenpraktijk, fysiotherapie, tandarts", HEALTH),
    ("soc", "Sociaal wijkteam", "wijkteam, buurtteam", CARE),
    ("wel", "Welzijn en jongerenwerk", "welzijnsstichting, buurthuis, speeltuinvereniging", COMMUNITY),
    ("ink", "Werk, inkomen en schulden", "gemeente, kredietbank, budgetcoach", LIVING),
    ("won", "Wonen", "woningcorporatie, huismeester", LIVING),
    ("vei", "Veiligheid", "wijkagent, Veilig Thuis, leerplicht", CARE),
    ("jhv", "Jeugdhulp en jeugd-ggz", "jeugdhulpaanbieder, pleegzorg, vrouwenopvang", CARE),
    ("vrw", "Vrijwilligers en fondsen", "Leergeld, voedselbank, Home-Start, kerk, moskee", COMMUNITY),
    ("spo", "Sport, cultuur en bibliotheek", "sportvereniging, buurtsportcoach, bibliotheek", COMMUNITY),
    ("erv", "Ervaringsdeskundigen", "ervaringsdeskundigen in de wijk of de gemeente", COMMUNITY),
    ("gem", "Gemeente (beleid)", "beleid voor jeugd en armoede, wijkmanager", LIVING),
]


def add_sectors(apps, schema_editor):
    Sector = apps.get_model("places", "Sector")
    for order, (code, name, examples, group) in enumerate(SECTORS, start=1):
        values = {"name": name, "examples": examples, "group": group, "order": order}
        Sector.objects.update_or_create(code=code, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(add_sectors, migrations.RunPython.noop)]
