"""Questionnaires as values: what is asked, read from and written to files, and what people answered.

An *instrument* is one version of a questionnaire: *pages* of *items*, *choice lists* to answer with, and
*scales* that items form together. Reading and writing files is in ``xlsform``, ``answers_in`` and
``answers_out``; they load spreadsheet libraries and are imported where they are needed. No Django here.
"""

from rondom.instruments.checking import check_answers, relevant_answers
from rondom.instruments.document import checksum, from_document, to_document
from rondom.instruments.expressions import ExpressionError, is_true
from rondom.instruments.findings import FileRefused, Finding, FormError
from rondom.instruments.instrument import (
    NOBODY,
    Choice,
    ChoiceList,
    Instrument,
    Item,
    Kind,
    Missing,
    Page,
    Repeat,
    Scale,
)
from rondom.instruments.own import shipped, shipped_names
from rondom.instruments.problems import Problem

__all__ = [
    "NOBODY",
    "Choice",
    "ChoiceList",
    "ExpressionError",
    "FileRefused",
    "Finding",
    "FormError",
    "Instrument",
    "Item",
    "Kind",
    "Missing",
    "Page",
    "Problem",
    "Repeat",
    "Scale",
    "check_answers",
    "checksum",
    "from_document",
    "is_true",
    "relevant_answers",
    "shipped",
    "shipped_names",
    "to_document",
]
