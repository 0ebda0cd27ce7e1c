"""Answers as files for statistics programs and spreadsheets, with their codebook."""

from rondom.instruments.answers_out.codebook import codebook, codebook_html
from rondom.instruments.answers_out.export import Export, Leading
from rondom.instruments.answers_out.files import write_codebook, write_csv, write_sav, write_xlsx
from rondom.instruments.answers_out.variables import Variable, variables

__all__ = [
    "Export",
    "Leading",
    "Variable",
    "codebook",
    "codebook_html",
    "variables",
    "write_codebook",
    "write_csv",
    "write_sav",
    "write_xlsx",
]
