"""Letters as they are compared: without case, marks or ways of writing that change nothing."""

import unicodedata

_LATIN = {"ı": "i", "ł": "l", "ø": "o", "’": "'", "‘": "'"}
_ARABIC = {"ـ": "", "ة": "ه", "ى": "ي"}
_AS = str.maketrans(_LATIN | _ARABIC)


def plain_letters(text: str) -> str:
    """Small letters without accents, dots and vowel marks; Arabic in one spelling; single spaces.

    'Çocuğumu DÖVÜYOR' becomes 'cocugumu dovuyor'.
    """
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in split if unicodedata.category(letter) not in {"Mn", "Cf"})
    return " ".join(kept.translate(_AS).split())
