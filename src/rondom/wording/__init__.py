"""What a Dutch text gives away, and how easily it reads: rules that anyone can check, and no Django.

``identifying`` finds what could lead to a person, ``danger`` what asks for help at once, ``hard_to_read``
what is difficult for people who read at level B1. All three are plain lists and patterns: they miss things
and are sometimes wrong, so a person always has the last word.
"""

from rondom.wording.danger import Danger, danger
from rondom.wording.identity import Clue, ClueKind, identifying
from rondom.wording.plain import LONGEST_SENTENCE, Remark, RemarkKind, hard_to_read, words_per_sentence

__all__ = [
    "LONGEST_SENTENCE",
    "Clue",
    "ClueKind",
    "Danger",
    "Remark",
    "RemarkKind",
    "danger",
    "hard_to_read",
    "identifying",
    "words_per_sentence",
]
