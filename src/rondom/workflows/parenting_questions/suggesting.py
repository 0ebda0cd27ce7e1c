"""Which themes a question may be about, by the beginnings of words in the codebook; a person decides."""

from collections.abc import Iterable
from re import findall

from rondom.workflows.parenting_questions.models import Question, Theme

NOT_MEANT = frozenset(
    """
    moet moeten moest moesten moeder moeders moeilijk moeilijke moeite moed duurt duren duurde geldt gelden
    regelmatig dikwijls bedankt bedenken bedacht bedoel bedoelt bedoelen bedoeld doodmoe
    """.split()
)
"""Words that begin like one of the codebook and mean something else."""


def suggested(question: Question, themes: Iterable[Theme], *, most: int = 3) -> list[Theme]:
    """What whoever brought it proposed, then the themes whose words stand in the text, most words first."""
    words = [word for word in findall(r"[^\W\d_][\w-]*", question.text.casefold()) if word not in NOT_MEANT]
    ranked = []
    for theme in themes:
        proposed = theme.pk == question.theme_id
        fitting = sum(word.startswith(start) for word in words for start in theme.words.split())
        if proposed or fitting:
            ranked.append((not proposed, -fitting, theme.label, theme))
    return [theme for *_, theme in sorted(ranked, key=lambda one: one[:3])[:most]]
