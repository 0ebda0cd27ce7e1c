"""Conditions of a form held against its questions: wrong, not ours, or usable."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from rondom.instruments.expressions import ExpressionError, NotSupported, references
from rondom.instruments.xlsform.log import Log
from rondom.instruments.xlsform.sheet import Row, Sheet

_CELLS = {"TRUE": "true()", "FALSE": "false()"}
"""What Excel makes of a condition that is only true or false."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """``names``: everything that a form names, and whether it is asked here."""

    sheet: Sheet
    names: Mapping[str, bool]
    log: Log

    def usable(self, row: Row, column: str, otherwise: str) -> str:
        """The condition in a cell, or '' with a note when Rondom cannot evaluate it; wrong ones are problems.

        ``otherwise`` says in Dutch what happens then.
        """
        expression = _CELLS.get(row[column], row[column])
        try:
            named = references(expression)
        except NotSupported as unsupported:
            self.log.note(self.sheet.at(row, column, f"{unsupported.reason}. {otherwise}"))
            return ""
        except ExpressionError as wrong:
            self.log.problem(self.sheet.at(row, column, f"De voorwaarde klopt niet op {wrong}."))
            return ""
        return expression if self._all_asked(row, column, named, otherwise) else ""

    def _all_asked(self, row: Row, column: str, named: frozenset[str], otherwise: str) -> bool:
        for name in sorted(named):
            if name not in self.names:
                self.log.problem(self.sheet.at(row, column, self._unknown(name)))
            elif not self.names[name]:
                text = f"De voorwaarde kijkt naar '{name}', dat hier niet wordt gevraagd. {otherwise}"
                self.log.note(self.sheet.at(row, column, text))
        return all(self.names.get(name) for name in named)

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, self.names, n=1)
        hint = f" Bedoelt u ${{{near[0]}}}?" if near else ""
        return f"Er is geen vraag met de naam '{name}'.{hint}"
