"""Whether the answers of one person fit the questionnaire.

Answers are a mapping: item name -> code for ONE, list of codes for MANY and PARTNERS, number for NUMBER,
ISO date for DATE, text for TEXT. A repeat: name -> {code: {item: answer}}. Unanswered items are absent.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from rondom.instruments.expressions import is_true
from rondom.instruments.instrument import NOBODY, Instrument, Item, Kind, Repeat
from rondom.instruments.problems import Problem

Answers = Mapping[str, object]
Problems = dict[str, list[str]]

LONGEST_TEXT = 5000


def check_answers(
    instrument: Instrument,
    answers: Answers,
    *,
    partners: Collection[str] | None = None,
    require: bool = False,
) -> Problems:
    """What does not fit, in Dutch: item name -> what to do. Empty: everything fits.

    What is ours to say is a ``Problem``; what the questionnaire itself says is in its default language.

    In a repeat the key is ``repeat.code.item``. Answers to questions that do not apply, or about a choice
    that was taken back, are no problem here: ``relevant_answers`` leaves them out. ``partners``: the
    organisations that can be named; None: any.
    ``require``: obligatory questions that apply must have an answer.
    """
    parts = {part.name: part for page in instrument.pages for part in page.parts}
    problems: Problems = {}
    for name, answer in answers.items():
        part = parts.get(name)
        if part is None or (isinstance(part, Item) and part.kind is Kind.NOTE):
            problems[name] = [Problem("Deze vraag staat niet in de vragenlijst.")]
        elif isinstance(part, Repeat):
            problems |= _check_repeat(instrument, part, answer, answers)
        elif found := list(_wrong(instrument, part, answer, answers, partners)):
            problems[name] = found
    if require:
        problems |= _unanswered(instrument, answers)
    return problems


def relevant_answers(instrument: Instrument, answers: Answers) -> dict[str, object]:
    """The answers without those to questions that do not apply, given the other answers."""
    kept = dict(answers)
    while True:
        asked = {part.name for part in _asked(instrument, kept)}
        fewer = {name: answer for name, answer in kept.items() if name in asked}
        for part in _asked(instrument, fewer):
            if isinstance(part, Repeat) and part.name in fewer:
                fewer[part.name] = _relevant_repeat(part, fewer)
        if fewer == kept:
            return kept
        kept = fewer


def problem_with(instrument: Instrument, item: Item, answer: object) -> str:
    """What is wrong with one answer, looked at by itself; empty when nothing is."""
    return next(_wrong(instrument, item, answer, {}, None, alone=True), "")


def _asked(instrument: Instrument, answers: Answers) -> Iterator[Item | Repeat]:
    for page in instrument.pages:
        if is_true(page.relevant, answers):
            yield from (part for part in page.parts if is_true(part.relevant, answers))


def _relevant_repeat(repeat: Repeat, answers: Answers) -> dict[str, object]:
    rows = answers[repeat.name]
    chosen = answers.get(repeat.over)
    if not isinstance(rows, Mapping) or not isinstance(chosen, list):
        return {}
    return {code: _relevant_row(repeat, row, answers) for code, row in rows.items() if code in chosen}


def _relevant_row(repeat: Repeat, row: object, answers: Answers) -> object:
    if not isinstance(row, Mapping):
        return row
    conditions = {item.name: item.relevant for item in repeat.items}
    known = {**answers, **row}
    return {name: answer for name, answer in row.items() if is_true(conditions.get(name, ""), known)}


def _unanswered(instrument: Instrument, answers: Answers) -> Problems:
    problems: Problems = {}
    for part in _asked(instrument, answers):
        if isinstance(part, Repeat):
            problems |= _unanswered_in(part, answers)
        elif part.required and part.kind is not Kind.NOTE and part.name not in answers:
            problems[part.name] = [Problem("Vul deze vraag in.")]
    return problems


def _unanswered_in(repeat: Repeat, answers: Answers) -> Problems:
    rows, chosen = answers.get(repeat.name), answers.get(repeat.over)
    problems: Problems = {}
    for code in chosen if isinstance(chosen, list) and chosen != [NOBODY] else ():
        row = rows.get(code, {}) if isinstance(rows, Mapping) else {}
        for item in repeat.items:
            asked = item.required and is_true(item.relevant, {**answers, **row})
            if asked and item.kind is not Kind.NOTE and item.name not in row:
                problems[f"{repeat.name}.{code}.{item.name}"] = [Problem("Vul deze vraag in.")]
    return problems


def _check_repeat(instrument: Instrument, repeat: Repeat, answer: object, answers: Answers) -> Problems:
    if not isinstance(answer, Mapping):
        return {repeat.name: [Problem("Bij deze vraag hoort een antwoord per keuze.")]}
    items = {item.name: item for item in repeat.items if item.kind is not Kind.NOTE}
    problems: Problems = {}
    for code, row in answer.items():
        if not isinstance(row, Mapping):
            problems[f"{repeat.name}.{code}"] = [Problem("Bij deze keuze horen antwoorden per vraag.")]
        else:
            problems |= _check_row(instrument, items, row, answers, f"{repeat.name}.{code}")
    return problems


def _check_row(
    instrument: Instrument,
    items: Mapping[str, Item],
    row: Mapping[str, object],
    answers: Answers,
    key: str,
) -> Problems:
    problems: Problems = {}
    for name, answer in row.items():
        if name not in items:
            problems[f"{key}.{name}"] = [Problem("Deze vraag staat niet in de vragenlijst.")]
        elif found := list(_wrong(instrument, items[name], answer, {**answers, **row}, None)):
            problems[f"{key}.{name}"] = found
    return problems


def _wrong(
    instrument: Instrument,
    item: Item,
    answer: object,
    answers: Answers,
    partners: Collection[str] | None,
    *,
    alone: bool = False,
) -> Iterator[str]:
    """What is wrong with this answer; ``alone``: there are no other answers to hold it against."""
    codes = {choice.code for choice in instrument.choice_list(item).choices}
    match item.kind:
        case Kind.ONE:
            yield from _wrong_code(answer, codes)
        case Kind.MANY:
            yield from _wrong_codes(item, answer, codes)
        case Kind.PARTNERS:
            yield from _wrong_codes(item, answer, partners)
            if isinstance(answer, list) and NOBODY in answer and len(answer) > 1:
                yield Problem("U koos organisaties én ‘met geen van deze’. Haal een van de twee weg.")
        case Kind.NUMBER:
            yield from _wrong_number(item, answer)
        case Kind.DATE:
            yield from _wrong_date(answer)
        case Kind.TEXT:
            yield from _wrong_text(answer)
    if item.constraint and not alone and not is_true(item.constraint, answers, answer):
        message = instrument.text(item.constraint_message)
        yield message or Problem("Dit antwoord past niet bij de voorwaarde van deze vraag. Kies iets anders.")


def _wrong_code(answer: object, codes: Collection[str]) -> Iterator[str]:
    if not isinstance(answer, str) or answer not in codes:
        yield Problem("Het antwoord '{answer}' bestaat niet. Kies een van de antwoorden.", answer=answer)


def _wrong_codes(item: Item, answer: object, codes: Collection[str] | None) -> Iterator[str]:
    if not isinstance(answer, list) or not all(isinstance(code, str) for code in answer):
        yield Problem("Kies uit de lijst.")
        return
    for code in answer:
        if codes is not None and code not in codes:
            yield Problem("Het antwoord '{answer}' bestaat niet. Kies uit de lijst.", answer=code)
    if len(set(answer)) < len(answer):
        yield Problem("Hetzelfde antwoord is twee keer gekozen. Kies het één keer.")
    if item.maximum is not None and len(answer) > item.maximum:
        yield Problem("U koos er {chosen}. Kies er hoogstens {most}.", chosen=len(answer), most=item.maximum)
    if item.minimum is not None and len(answer) < item.minimum:
        yield Problem("U koos er {chosen}. Kies er minstens {least}.", chosen=len(answer), least=item.minimum)


def _wrong_number(item: Item, answer: object) -> Iterator[str]:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or abs(answer) >= float("inf"):
        yield Problem("'{answer}' is geen getal. Vul een getal in.", answer=answer)
    elif answer != answer:
        yield Problem("Vul een getal in.")
    elif item.whole and answer != int(answer):
        yield Problem("Vul een heel getal in, zonder komma.")
    elif item.minimum is not None and answer < item.minimum:
        yield Problem("Vul een getal in van {least} of hoger.", least=item.minimum)
    elif item.maximum is not None and answer > item.maximum:
        yield Problem("Vul een getal in van {most} of lager.", most=item.maximum)


def _wrong_date(answer: object) -> Iterator[str]:
    try:
        date.fromisoformat(str(answer))
    except ValueError:
        yield Problem("'{answer}' is geen datum. Vul een datum in als jaar-maand-dag.", answer=answer)


def _wrong_text(answer: object) -> Iterator[str]:
    if not isinstance(answer, str):
        yield Problem("Vul tekst in.")
    elif "\0" in answer:
        yield Problem("In deze tekst staat een teken dat niet te bewaren is. Typ de tekst opnieuw.")
    elif len(answer) > LONGEST_TEXT:
        yield Problem("Deze tekst is te lang. Gebruik hoogstens {most} tekens.", most=LONGEST_TEXT)
