"""A mapping carried out: every row as answers, every value that does not fit named by row and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rondom.instruments.answers_in.answer_file import AnswerFile
from rondom.instruments.answers_in.mapping import AnswerMapping, ColumnUse, MappingError, item_of
from rondom.instruments.answers_in.values import (
    CHOSEN,
    NOT_CHOSEN,
    by_code,
    by_label,
    plain,
    read_date,
    read_number,
    without_zero,
)
from rondom.instruments.checking import problem_with
from rondom.instruments.instrument import Instrument, Item, Kind

PROGRESS_EVERY = 500


@dataclass(frozen=True, slots=True)
class RefusedValue:
    """A value that is no answer to the question. ``row`` as in the file; ``reason`` is Dutch."""

    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"rij {self.row}, kolom '{self.column}', waarde '{self.value}': {self.reason}"


@dataclass(slots=True)
class Checked:
    """What a file holds. ``rows``, ``numbers`` and ``context`` run parallel: the answers of a row, its number
    in the file, and what else it says. ``empty``: the numbers of rows without any answer, left out.
    """

    rows: list[dict[str, object]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    context: list[dict[str, str]] = field(default_factory=list)
    refused: list[RefusedValue] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)


def apply_mapping(
    file: AnswerFile,
    mapping: AnswerMapping,
    instrument: Instrument,
    *,
    progress: Callable[[int], None] | None = None,
) -> Checked:
    """Read all rows. ``progress`` hears now and then how many rows are done. Raises MappingError."""
    if problems := mapping.problems(file, instrument):
        raise MappingError(problems)
    cells = [_Cell.of(column, use, file, mapping, instrument) for column, use in mapping.columns.items()]
    places = {key: file.columns.index(column) for key, column in mapping.context.items()}
    checked = Checked()
    for count, (number, texts) in enumerate(file.rows(), start=1):
        _read_row(checked, number, texts, cells, places, len(file.columns), instrument)
        if progress and count % PROGRESS_EVERY == 0:
            progress(count)
    return checked


def _read_row(
    checked: Checked,
    number: int,
    texts: tuple[str, ...],
    cells: "list[_Cell]",
    places: Mapping[str, int],
    width: int,
    instrument: Instrument,
) -> None:
    if any(texts[width:]):
        reason = (
            "Deze rij heeft meer cellen dan er kolommen zijn. Kijk of er een scheidingsteken te veel staat."
        )
        checked.refused.append(RefusedValue(number, "", next(filter(None, texts[width:])), reason))
        return
    before = len(checked.refused)
    answers: dict[str, object] = {}
    for cell in cells:
        text = texts[cell.place] if cell.place < len(texts) else ""
        reason = cell.read(text, answers)
        if reason:
            checked.refused.append(RefusedValue(number, cell.column, text, reason))
    for cell in cells:
        if cell.is_first and (reason := cell.wrong_together(answers, instrument)):
            checked.refused.append(RefusedValue(number, cell.column, "", reason))
    if not answers and len(checked.refused) == before:
        checked.empty.append(number)
        return
    checked.rows.append(answers)
    checked.numbers.append(number)
    checked.context.append({key: texts[place] if place < len(texts) else "" for key, place in places.items()})


@dataclass(slots=True)
class _Cell:
    """Reads the cells of one column. Each different text is judged once."""

    column: str
    place: int
    use: ColumnUse
    item: Item
    codes: Mapping[str, str]
    missing: frozenset[str]
    check: Callable[[object], str]
    is_first: bool  # of the columns that tell the choices of one question
    _known: dict[str, tuple[object, str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, column: str, use: ColumnUse, file: AnswerFile, mapping: AnswerMapping, instrument: Instrument
    ) -> "_Cell":
        item = item_of(use, instrument)
        assert item is not None
        choices = instrument.choice_list(item)
        codes = {**by_label(choices), **by_code(choices), **use.values}
        declared = file.user_missing.get(column, frozenset())
        several = item.kind in (Kind.MANY, Kind.PARTNERS)
        same = (name for name, other in mapping.columns.items() if _question(other) == _question(use))
        return cls(
            column=column,
            place=file.columns.index(column),
            use=use,
            item=item,
            codes=codes,
            missing=frozenset((*mapping.missing, *use.missing, *(declared - codes.keys()))),
            check=lambda answer: problem_with(instrument, item, answer),
            is_first=several and next(same) == column,
        )

    def read(self, text: str, answers: dict[str, object]) -> str:
        """Put the answer in its place; what is wrong comes back, in Dutch."""
        if not text or text in self.missing:
            return ""
        if text not in self._known:
            self._known[text] = self._judge(text)
        answer, reason = self._known[text]
        if answer is not None and not reason:
            self._put(answer, answers)
        return reason

    def wrong_together(self, answers: Mapping[str, object], instrument: Instrument) -> str:
        """What is wrong with all choices together, such as too many."""
        holder: object = answers
        if self.use.repeat:
            rows = answers.get(self.use.repeat)
            holder = rows.get(self.use.partner) if isinstance(rows, Mapping) else None
        chosen = holder.get(self.item.name) if isinstance(holder, Mapping) else None
        return problem_with(instrument, self.item, chosen) if chosen is not None else ""

    def _judge(self, text: str) -> tuple[object, str]:
        match self.item.kind:
            case Kind.ONE:
                code = self._code(text)
                return code, "" if code else self._no_answer(text)
            case Kind.MANY | Kind.PARTNERS:
                return self._choice(text) if self.use.choice else self._choices(text)
            case Kind.NUMBER:
                number = read_number(text)
                return number, "Dit is geen getal." if number is None else self.check(number)
            case Kind.DATE:
                day = read_date(text)
                return day, "" if day else "Dit is geen datum. Schrijf jaar-maand-dag, zoals 2026-05-31."
            case _:
                return text, self.check(text)

    def _code(self, text: str) -> str | None:
        tries = (text, without_zero(text), text.casefold(), plain(text))
        return next((self.codes[one] for one in tries if one in self.codes), None)

    def _no_answer(self, text: str) -> str:
        codes = dict.fromkeys(self.codes.values())
        scale = ", ".join(list(codes)[:12])
        return f"'{text}' is geen antwoord op '{self.item.name}'. Mogelijk zijn: {scale}."

    def _choice(self, text: str) -> tuple[object, str]:
        """A column for one choice: yes, no, or the choice itself."""
        low = without_zero(text.casefold())
        if low in NOT_CHOSEN:
            return None, ""
        if low in CHOSEN or self._code(text) == self.use.choice or text == self.use.choice:
            return [self.use.choice], ""
        return None, f"'{text}' zegt niet of '{self.use.choice}' gekozen is. Gebruik 1 of 0."

    def _choices(self, text: str) -> tuple[object, str]:
        """All choices in one cell, with blanks, commas or semicolons between them."""
        if self.item.kind is Kind.PARTNERS:
            return list(dict.fromkeys(text.replace(";", " ").replace(",", " ").split())), ""
        if code := self._code(text):
            return [code], ""
        reason = ""
        for pieces in (text.split(), text.split(";"), text.split(","), text.split("|")):
            codes = [self._code(piece.strip()) for piece in pieces if piece.strip()]
            if all(codes):
                return list(dict.fromkeys(codes)), ""
            wrong = next(piece.strip() for piece, code in zip(pieces, codes, strict=False) if not code)
            reason = reason or self._no_answer(wrong)
        return None, reason

    def _put(self, answer: object, answers: dict[str, object]) -> None:
        if self.use.repeat:
            rows = answers.setdefault(self.use.repeat, {})
            assert isinstance(rows, dict)
            answers = rows.setdefault(self.use.partner, {})
        if isinstance(answer, list):
            before = answers.get(self.item.name)
            answers[self.item.name] = [*(before if isinstance(before, list) else ()), *answer]
        else:
            answers[self.item.name] = answer


def _question(use: ColumnUse) -> tuple[str, str, str]:
    return use.item, use.repeat, use.partner
