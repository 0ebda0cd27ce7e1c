"""What is found in a file that someone brings: where, why, and what to do about it, in Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one place in a file. ``row`` as the spreadsheet numbers it; 0: the whole sheet."""

    sheet: str
    text: str
    row: int = 0
    column: str = ""  # the heading as it stands in the file

    def __str__(self) -> str:
        places = [self.sheet, f"rij {self.row}" if self.row else "", self.column and f"kolom '{self.column}'"]
        place = ", ".join(part for part in places if part)
        return f"{place}: {self.text}" if place else self.text


class FormError(ValueError):
    """A questionnaire that cannot be read. ``problems``: all that is wrong, not only the first."""

    def __init__(self, problems: Iterable[Finding]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FileRefused(ValueError):
    """A file that cannot be read at all. The message is Dutch and says what to do."""
