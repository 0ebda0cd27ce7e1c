"""Which themes a text may be about, by the beginnings of words in the codebook; a person decides."""

from collections.abc import Iterable
from re import findall

from rondom.workflows.parenting_questions.models import Theme


def suggested(text: str, themes: Iterable[Theme], *, most: int = 3) -> list[Theme]:
    """The themes whose words stand in the text, most words first."""
    words = findall(r"[^\W\d_][\w-]*", text.casefold())
    found = [
        (sum(word.startswith(start) for word in words for start in theme.words.split()), theme)
        for theme in themes
        if theme.words
    ]
    ranked = sorted((one for one in found if one[0]), key=lambda one: (-one[0], one[1].label))
    return [theme for _, theme in ranked[:most]]
