"""Answers that were gathered elsewhere: read a file, propose a mapping, carry it out."""

from rondom.instruments.answers_in.answer_file import AnswerFile
from rondom.instruments.answers_in.applying import Checked, RefusedValue, apply_mapping
from rondom.instruments.answers_in.files import read_answers
from rondom.instruments.answers_in.mapping import AnswerMapping, ColumnUse, MappingError
from rondom.instruments.answers_in.matching import propose_mapping
from rondom.instruments.answers_in.wording import other_words

__all__ = [
    "AnswerFile",
    "AnswerMapping",
    "Checked",
    "ColumnUse",
    "MappingError",
    "RefusedValue",
    "apply_mapping",
    "other_words",
    "propose_mapping",
    "read_answers",
]
