"""A file of answers, as every kind of file is read."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

NumberedRow = tuple[int, tuple[str, ...]]
Rows = Callable[[], Iterator[NumberedRow]]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file of answers. ``rows()`` reads it again from the start, with row numbers as in the file.

    ``labels``: column -> the question as the file tells it. ``value_labels``: column -> value -> its label.
    ``user_missing``: column -> values that the file itself declares as missing. ``origin``: limesurvey,
    qualtrics, kobo, spss, or '' when nothing gives it away.
    """

    columns: tuple[str, ...]
    rows: Rows
    labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    user_missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    origin: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A file on disk, or the bytes of a stream."""

    source: Path | bytes

    def open(self) -> IO[bytes]:
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")

    def start(self) -> bytes:
        if isinstance(self.source, Path) and not self.source.is_file():
            return b""
        with self.open() as stream:
            return stream.read(65536)
