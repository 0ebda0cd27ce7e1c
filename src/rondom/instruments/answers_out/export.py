"""Answers with the columns that they will stand in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rondom.instruments.answers_out.variables import Variable, variables
from rondom.instruments.instrument import Instrument, Kind

Answers = Mapping[str, object]
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Leading:
    """A column that stands before the answers, such as the neighbourhood: one text per respondent."""

    name: str
    label: str
    values: Sequence[str]


@dataclass(frozen=True)
class Export:
    """What is written. ``answers``: one mapping per respondent, as ``check_answers`` describes.

    ``partners``: code -> name of the organisations that could be named; absent: the codes that occur.
    ``without``: names of items that are left out, such as open answers that nobody has read yet.
    """

    instrument: Instrument
    answers: Sequence[Answers]
    leading: Sequence[Leading] = ()
    partners: Mapping[str, str] | None = None
    without: Collection[str] = ()
    language: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)  # shown in the readme: filters, date, round
    left_out: Sequence[str] = ()  # sentences: what is not in the file, and why

    def __post_init__(self) -> None:
        for column in self.leading:
            if len(column.values) != len(self.answers):
                raise ValueError(f"column {column.name} has {len(column.values)} values")

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """The columns of the answers."""
        found = variables(
            self.instrument,
            partners=self._partners(),
            language=self.language,
            taken=[column.name for column in self.leading],
        )
        return tuple(one for one in found if not {one.item, one.repeat} & set(self.without))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*(column.name for column in self.leading), *(variable.name for variable in self.variables))

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """One row per respondent; None where there is no answer."""
        for number, answers in enumerate(self.answers):
            lead = (column.values[number] for column in self.leading)
            yield (*lead, *(cell(variable, answers) for variable in self.variables))

    @cached_property
    def omitted(self) -> tuple[str, ...]:
        """What is not in the file, as sentences."""
        items = [item.name for item in self.instrument.items() if item.name in set(self.without)]
        named = f"Niet in dit bestand: de antwoorden op {', '.join(items)}."
        return (*([named] if items else []), *self.left_out)

    def _partners(self) -> Mapping[str, str]:
        if self.partners is not None:
            return self.partners
        names = [item.name for item in self.instrument.items() if item.kind is Kind.PARTNERS]
        codes = {code for answers in self.answers for name in names for code in _codes(answers.get(name))}
        return {code: code for code in sorted(codes)}


def cell(variable: Variable, answers: Answers) -> Cell:
    """The answer of one respondent as it stands in the column of this variable."""
    source: object = answers
    if variable.repeat:
        rows = answers.get(variable.repeat)
        source = rows.get(variable.partner) if isinstance(rows, Mapping) else None
    answer = source.get(variable.item) if isinstance(source, Mapping) else None
    if answer is None:
        return None
    if variable.choice:
        return float(variable.choice in _codes(answer))
    if variable.kind is Kind.ONE:
        return variable.numbers.get(str(answer))
    return float(answer) if isinstance(answer, int | float) else str(answer)


def _codes(answer: object) -> list[str]:
    return answer if isinstance(answer, list) else []
