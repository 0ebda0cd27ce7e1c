"""Words that come out of the database but are ours: they too can be said in another language."""

from django.utils.translation import gettext, gettext_noop

STATUSES = (gettext_noop("concept"), gettext_noop("concept, nog niet gevalideerd"))

SECTORS = (
    gettext_noop("Basisonderwijs"),
    gettext_noop("Voortgezet onderwijs en mbo"),
    gettext_noop("Kinderopvang en peuteropvang"),
    gettext_noop("Jeugdgezondheidszorg"),
    gettext_noop("Geboortezorg"),
    gettext_noop("Eerstelijnszorg"),
    gettext_noop("Sociaal wijkteam"),
    gettext_noop("Welzijn en jongerenwerk"),
    gettext_noop("Werk, inkomen en schulden"),
    gettext_noop("Wonen"),
    gettext_noop("Veiligheid"),
    gettext_noop("Jeugdhulp en jeugd-ggz"),
    gettext_noop("Vrijwilligers en fondsen"),
    gettext_noop("Sport, cultuur en bibliotheek"),
    gettext_noop("Ervaringsdeskundigen"),
    gettext_noop("Gemeente (beleid)"),
)


def are_ours(words: str) -> bool:
    """Whether these words can be said in another language."""
    return words in STATUSES or words in SECTORS


def said(words: str) -> str:
    """In the language of the page when the words are ours, else as they stand."""
    return gettext(words) if are_ours(words) else words
