"""A file of answers looked through without keeping anything: what counts where, and what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from rondom.cores.measure.models import FrameCell, Round
from rondom.cores.measure.overviews import partners_of
from rondom.cores.measure.placing import Places, Where
from rondom.instruments import NOBODY, Instrument, Kind, Repeat, check_answers, relevant_answers
from rondom.instruments.answers_in import (
    AnswerFile,
    AnswerMapping,
    MappingError,
    RefusedValue,
    apply_mapping,
)

NOT_A_PARTNER = (
    "Wie hier werkt, kan deze organisatie niet noemen: zij werkt niet in deze wijk, of het is de eigen "
    "organisatie. Voeg haar toe bij Partners, of lees deze kolom niet in."
)

Answers = dict[str, object]
Progress = Callable[[int], None]


@dataclass(slots=True)
class DryRun:
    """What a file holds for a round.

    ``placed``: every row with answers, in its cell. ``empty``: how many rows held no answer at all.
    ``not_asked``: question -> how many answers fall away, because the question did not apply to that row.
    """

    placed: list[tuple[FrameCell, Mapping[str, object]]] = field(default_factory=list)
    refused: list[RefusedValue] = field(default_factory=list)
    empty: int = 0
    not_asked: Counter[str] = field(default_factory=Counter)

    @property
    def new_cells(self) -> list[FrameCell]:
        """Cells that the frame does not have yet."""
        return [cell for cell, _ in self.per_cell() if cell._state.adding]

    def per_cell(self) -> list[tuple[FrameCell, int]]:
        """How many rows count in each cell."""
        cells = {id(cell): cell for cell, _ in self.placed}
        return [(cells[key], count) for key, count in Counter(id(cell) for cell, _ in self.placed).items()]


def look_through(
    round_: Round,
    file: AnswerFile,
    mapping: AnswerMapping,
    where: Where,
    *,
    progress: Progress | None = None,
) -> DryRun:
    """Read the whole file against the questionnaire and the frame. Raises MappingError.

    An obligatory question may be empty: on paper it often is, and that is an answer to keep as it is.
    """
    instrument = round_.instrument_version.instrument
    places = Places(round_, where, mapping.context)
    if problem := places.problem():
        raise MappingError([problem])
    checked = apply_mapping(file, mapping, instrument, progress=progress)
    found = DryRun(refused=checked.refused, empty=len(checked.empty))
    people = _Partners(instrument)
    for number, answers, said in zip(checked.numbers, checked.rows, checked.context, strict=True):
        cell = places.find(number, said)
        if isinstance(cell, RefusedValue):
            found.refused.append(cell)
            continue
        given = people.by_number(cell, answers)
        kept = relevant_answers(instrument, given)
        found.not_asked.update(given.keys() - kept.keys())
        found.refused += _refused(number, kept, check_answers(instrument, kept), mapping)
        found.refused += people.refused(number, cell, kept, mapping)
        found.placed.append((cell, kept))
    found.refused.sort(key=lambda refused: refused.row)
    return found


class _Partners:
    """The organisations that people in a cell can name, by number and by name."""

    def __init__(self, instrument: Instrument) -> None:
        parts = [part for page in instrument.pages for part in page.parts]
        self._asked = [part.name for part in parts if not isinstance(part, Repeat) and _names_partners(part)]
        self._repeats = [part.name for part in parts if isinstance(part, Repeat) and part.over in self._asked]
        self._known: dict[int, dict[str, str]] = {}

    def refused(
        self, row: int, cell: FrameCell, answers: Answers, mapping: AnswerMapping
    ) -> Iterator[RefusedValue]:
        """Organisations that were named and cannot be, each by its own column if it has one."""
        for name in self._asked:
            chosen = answers.get(name)
            for code in chosen if isinstance(chosen, list) else ():
                if code not in self._of(cell).values():
                    uses = mapping.columns.items()
                    columns = (
                        column for column, use in uses if use.item == name and use.choice in (code, "")
                    )
                    yield RefusedValue(row, next(columns, name), code, NOT_A_PARTNER)

    def by_number(self, cell: FrameCell, answers: Answers) -> Answers:
        """The same answers with the number of an organisation where the file has its name."""
        if not answers.keys() & {*self._asked, *self._repeats}:
            return answers
        known = self._of(cell)
        found = dict(answers)
        for name in self._asked:
            chosen = found.get(name)
            if isinstance(chosen, list):
                found[name] = [known.get(code.casefold(), code) for code in chosen]
        for name in self._repeats:
            rows = found.get(name)
            if isinstance(rows, Mapping):
                found[name] = {known.get(code.casefold(), code): row for code, row in rows.items()}
        return found

    def _of(self, cell: FrameCell) -> dict[str, str]:
        if id(cell) not in self._known:
            organisations = list(partners_of(cell))
            by_name = {one.name.casefold(): str(one.pk) for one in organisations}
            by_number = {str(one.pk): str(one.pk) for one in organisations}
            self._known[id(cell)] = by_name | by_number | {NOBODY: NOBODY}
        return self._known[id(cell)]


def _names_partners(item: object) -> bool:
    return getattr(item, "kind", None) is Kind.PARTNERS


def _refused(
    row: int, answers: Answers, problems: Mapping[str, list[str]], mapping: AnswerMapping
) -> Iterator[RefusedValue]:
    for key, reasons in problems.items():
        name, _, rest = key.partition(".")
        partner, _, item = rest.rpartition(".")
        columns = (
            column
            for column, use in mapping.columns.items()
            if (use.repeat, use.partner, use.item) == (name, partner, item)
            or (not use.repeat and use.item == name)
        )
        value = answers.get(name) if not rest else ""
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield RefusedValue(row, next(columns, key), shown, " ".join(reasons))
