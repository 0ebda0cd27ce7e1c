"""Languages in column headings: ``label::Nederlands (nl)``, ``label::nl``, ``label::English``."""

import re

_NAMES = {
    "nl": "Nederlands",
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "tr": "Türkçe",
    "ar": "العربية",
    "pl": "Polski",
    "uk": "Українська",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "fa": "فارسی",
    "pap": "Papiamentu",
    "pt": "Português",
    "ru": "Русский",
    "zh": "中文",
}
_OTHER_NAMES = {
    "dutch": "nl",
    "engels": "en",
    "german": "de",
    "duits": "de",
    "french": "fr",
    "frans": "fr",
    "spanish": "es",
    "spaans": "es",
    "turkish": "tr",
    "turks": "tr",
    "arabic": "ar",
    "arabisch": "ar",
    "polish": "pl",
    "pools": "pl",
    "ukrainian": "uk",
    "oekraïens": "uk",
}
_CODES = {name.casefold(): code for code, name in _NAMES.items()} | _OTHER_NAMES
_IN_BRACKETS = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*$")


def language_code(written: str) -> str:
    """The code of a language as people write it; a name that is not known stays what it is."""
    written = written.strip()
    if in_brackets := _IN_BRACKETS.search(written):
        return in_brackets[1].lower()
    return _CODES.get(written.casefold(), written.casefold())


def language_heading(code: str) -> str:
    """A language as it stands in a heading: 'Nederlands (nl)'."""
    return f"{_NAMES[code]} ({code})" if code in _NAMES else code
