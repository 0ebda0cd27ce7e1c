"""Questionnaires from and to XLSForm, the spreadsheet that KoboToolbox, ODK and others use."""

from rondom.instruments.findings import Finding, FormError
from rondom.instruments.xlsform.reading import Reading, read_xlsform
from rondom.instruments.xlsform.writing import write_xlsform

__all__ = ["Finding", "FormError", "Reading", "read_xlsform", "write_xlsform"]
