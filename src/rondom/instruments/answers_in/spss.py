"""SPSS files of answers, with their labels and what they call missing."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rondom.instruments.answers_in.answer_file import AnswerFile, Content, NumberedRow
from rondom.instruments.cells import clean, text_of
from rondom.instruments.findings import FileRefused

CHUNK = 1000

_DECLARED = "Wat het bestand zelf ontbrekend noemt, telt als geen antwoord."


def read_spss(content: Content) -> AnswerFile:
    """An SPSS file. It is read in pieces; what comes from a stream goes through a temporary file."""
    import pyreadstat

    try:
        with _on_disk(content) as path:
            _, meta = pyreadstat.read_sav(path, metadataonly=True, user_missing=True)
    except Exception as wrong:
        raise FileRefused("Dit SPSS-bestand kan niet worden gelezen. Bewaar het opnieuw als .sav.") from wrong
    return AnswerFile(
        columns=tuple(meta.column_names),
        rows=lambda: _spss_rows(content, meta),
        labels={name: clean(label) for name, label in meta.column_names_to_labels.items() if label},
        value_labels={
            name: {text_of(value): clean(str(label)) for value, label in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        user_missing={
            name: _declared(ranges, meta.variable_value_labels.get(name, {}))
            for name, ranges in meta.missing_ranges.items()
        },
        origin="spss",
        notes=(_DECLARED,) if meta.missing_ranges else (),
    )


def _declared(ranges: list[Any], labels: Mapping[Any, Any]) -> frozenset[str]:
    """The values that SPSS was told are missing: single ones, and the labelled ones within a range."""
    found = set()
    for one in ranges:
        low, high = (one["lo"], one["hi"]) if isinstance(one, Mapping) else (one, one)
        inside = [value for value in labels if type(value) is not str and type(low) is not str]
        found |= {text_of(low), text_of(high), *(text_of(v) for v in inside if low <= v <= high)}
    return frozenset(found)


def _spss_rows(content: Content, meta: Any) -> Iterator[NumberedRow]:
    import pyreadstat

    read = [
        _reader(meta.missing_ranges.get(name, ()), meta.variable_value_labels.get(name, {}))
        for name in meta.column_names
    ]
    with _on_disk(content) as path:
        number = 0
        pieces = pyreadstat.read_file_in_chunks(
            pyreadstat.read_sav, path, chunksize=CHUNK, user_missing=True, output_format="dict"
        )
        try:
            for columns, _ in pieces:
                for values in zip(*columns.values(), strict=True):
                    number += 1
                    yield number, tuple(text(value) for text, value in zip(read, values, strict=True))
        except (OverflowError, ValueError, pyreadstat.ReadstatError) as wrong:
            raise FileRefused(
                "Dit SPSS-bestand kan niet tot het einde worden gelezen. Kijk of er een datum in staat die "
                "niet kan, of bewaar het als CSV."
            ) from wrong


def _reader(ranges: Iterable[Any], labels: Mapping[Any, Any]) -> Callable[[object], str]:
    """What turns a value into text. In a range that means missing, only labelled values count."""
    between = [(one["lo"], one["hi"]) for one in ranges if isinstance(one, Mapping)]
    between = [(low, high) for low, high in between if type(low) is not str and low != high]

    def read(value: object) -> str:
        if isinstance(value, int | float) and value not in labels:
            return "" if any(low <= value <= high for low, high in between) else text_of(value)
        return text_of(value)

    return read if between else text_of


class _on_disk:  # noqa: N801  read as a verb: with _on_disk(content) as path
    def __init__(self, content: Content) -> None:
        self._content = content
        self._made = ""

    def __enter__(self) -> str:
        if isinstance(self._content.source, Path):
            return str(self._content.source)
        handle, self._made = tempfile.mkstemp(suffix=".sav")
        with os.fdopen(handle, "wb") as stream:
            stream.write(self._content.source)
        return self._made

    def __exit__(self, *_: object) -> None:
        if self._made:
            Path(self._made).unlink()
