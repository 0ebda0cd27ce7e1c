"""What parents thought of a group, in a sentence: exact for its circle, and as others may read it."""

from rondom.analysis.disclosure import FLOOR
from rondom.ui.templatetags.rondom import counted
from rondom.workflows.parenting_questions.models import Approach, Opinion
from rondom.workflows.parenting_questions.models.opinion import QUESTION

FEWEST_FOR_SHARES = 10
"""With fewer people a percentage says more than it knows."""


def for_the_circle(opinion: Opinion | None) -> str:
    """How many papers and answers there are, and every count."""
    if opinion is None or not opinion.papers:
        return ""
    papers = f"{counted(opinion.papers, 'ouder vulde,ouders vulden')} een papier in."
    return f"{papers} {_asked(opinion)}: {_counts(opinion)}." if any(opinion.answers.values()) else papers


def opinions_of(approach: Approach) -> str:
    """What stands in the dossier about this."""
    return for_everyone(Opinion.objects.filter(group=approach.group_id).first())


def for_everyone(opinion: Opinion | None) -> str:
    """As it stands in a dossier: a count under five is not told, and does not follow from the others."""
    answers = opinion.answers if opinion else {}
    n = sum(answers.values())
    if opinion is None or not n:
        return ""
    if n < FLOOR:
        return f"Wat ouders vonden, staat er niet bij: minder dan {FLOOR} gaven antwoord."
    if min(answers.values()) >= FLOOR:
        return f"{_asked(opinion)}: {_counts(opinion)}."
    most = [words for words, count in answers.items() if count > n / 2]
    return f"{_asked(opinion)}. " + (
        f"Meer dan de helft zei: {most[0]}." if most else "Geen antwoord kwam van meer dan de helft."
    )


def _asked(opinion: Opinion) -> str:
    n = sum(opinion.answers.values())
    return f"{counted(n, 'ouder antwoordde,ouders antwoordden')} op ‘{QUESTION}’"


def _counts(opinion: Opinion) -> str:
    n = sum(opinion.answers.values())
    return ", ".join(
        f"{words} {count}" + (f" ({100 * count / n:.0f}%)" if n >= FEWEST_FOR_SHARES else "")
        for words, count in opinion.answers.items()
    )
