"""What people write about a group leads to nobody, and is not what a parent wrote."""

from rondom.foundation.refusals import Refused
from rondom.wording import identifying
from rondom.workflows.parenting_questions.models import Bundle

SHORTEST = 15
"""Signs from which on the same words are no chance."""


def require_nobody(*texts: str) -> None:
    """Refused while a text holds what could lead to a person."""
    clues = [clue.text for text in texts for clue in identifying(text) if clue.certain]
    if clues:
        raise Refused(f"Haal dit eerst weg: {', '.join(clues)}. Het kan naar iemand leiden.")


def require_own_words(bundle: Bundle, *texts: str) -> None:
    """Refused while a text leads to a person, or holds word for word what a parent asked."""
    require_nobody(*texts)
    written = [_bare(text) for text in texts]
    for question in bundle.questions.order_by("pk"):
        asked = _bare(question.text)
        if len(asked) >= SHORTEST and any(asked in text for text in written):
            raise Refused(f"Een ouder schreef dit: ‘{question.text}’ Zeg het in uw eigen woorden.")


def _bare(text: str) -> str:
    """Letters and digits alone, so that other signs or breaks do not make it another text."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
