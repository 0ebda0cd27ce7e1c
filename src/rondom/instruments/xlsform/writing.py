"""An instrument as a questionnaire file."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Literal

from rondom.instruments.instrument import Choice, ChoiceList, Instrument, Item, Kind, Page, Repeat, Texts
from rondom.instruments.xlsform.bounds import number_text, write_bounds
from rondom.instruments.xlsform.choices import MISSING, MISSING_WORDS, NO_SCORE, SCORE
from rondom.instruments.xlsform.items import INTRO_SORT, PARTNERS_LIST, PARTNERS_SORT, SORT
from rondom.instruments.xlsform.scales import SHEET as SCALES_SHEET
from rondom.instruments.xlsform.scales import scale_cells, scale_rows
from rondom.instruments.xlsform.settings import settings_row
from rondom.instruments.xlsform.sheet import column_of
from rondom.instruments.xlsform.tables import Sheets, write_archive, write_folder, write_workbook
from rondom.instruments.xlsform.types import WRITTEN

Cells = dict[str, str]


def write_xlsform(
    instrument: Instrument, target: str | Path | IO[bytes], *, form: Literal["xlsx", "csv"] | None = None
) -> None:
    """Write an XLSForm that reads back as this instrument.

    A path that ends in .xlsx becomes a workbook, in .zip a zip of CSV files, any other a folder of CSV files.
    A buffer gets a workbook, or with ``form="csv"`` the zip.
    """
    sheets = form_sheets(instrument)
    path = Path(target) if isinstance(target, str | Path) else None
    goal = path or target
    assert not isinstance(goal, str)
    if path and form is None and path.suffix.lower() not in (".xlsx", ".zip"):
        write_folder(sheets, path)
    elif form == "csv" or (path and path.suffix.lower() == ".zip"):
        write_archive(sheets, goal)
    else:
        write_workbook(sheets, goal)


def form_sheets(instrument: Instrument) -> Sheets:
    """The sheets of the form, each as rows of text with the headings first."""
    languages = dict.fromkeys([*instrument.languages, *_other_languages(instrument)])
    labels = [column_of("label", code) for code in languages]
    survey = _with_kept(_survey_rows(instrument), instrument.extra.get("survey"))
    choices = [*_choice_rows(instrument), *_dicts(instrument.extra.get("choices"))]
    scores = [SCORE, MISSING]
    sheets = {
        "survey": _grid(survey, ["type", "name", *labels]),
        "choices": _grid(choices, ["list_name", "name", *labels, *scores]),
        "settings": _grid([settings_row(instrument)], ["form_title", "form_id", "version"]),
    }
    if instrument.scales:
        sheets[SCALES_SHEET] = _grid(scale_rows(instrument), ["name"])
    others = instrument.extra.get("sheets")
    return {**sheets, **(others if isinstance(others, dict) else {})}


def _grid(rows: Iterable[Mapping[str, str]], first: list[str]) -> list[list[str]]:
    """Rows of cells as a table; columns in order of appearance after those that always stand first."""
    rows = list(rows)
    columns = list(dict.fromkeys([*first, *(column for row in rows for column in row)]))
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def _survey_rows(instrument: Instrument) -> Iterator[tuple[str, Cells]]:
    """Rows with the place that they make: kept rows say after which place they stood."""
    for page in instrument.pages:
        begin = {"type": "begin_group", "name": page.name, **_texts("label", page.title)}
        cells = _filled({**begin, "relevant": page.relevant}) | dict(page.extra)
        intro = _intro(page)
        yield "" if intro else f"{page.name}/begin", cells
        if intro:
            yield f"{page.name}/begin", intro
        for part in page.parts:
            yield from _repeat(instrument, part) if isinstance(part, Repeat) else (_item(instrument, part),)
        yield f"{page.name}/end", {"type": "end_group"}


def _intro(page: Page) -> Cells:
    if not any(page.intro.values()):
        return {}
    cells = {"type": "note", "name": f"{page.name}_intro", SORT: INTRO_SORT}
    return {**cells, **_texts("label", page.intro)}


def _repeat(instrument: Instrument, repeat: Repeat) -> Iterator[tuple[str, Cells]]:
    begin = {
        "type": "begin_repeat",
        "name": repeat.name,
        **_texts("label", repeat.label),
        "relevant": repeat.relevant,
        "repeat_count": f"count-selected(${{{repeat.over}}})",
    }
    yield f"{repeat.name}/begin", _filled(begin) | dict(repeat.extra)
    for item in repeat.items:
        yield _item(instrument, item)
    yield f"{repeat.name}/end", {"type": "end_repeat"}


def _item(instrument: Instrument, item: Item) -> tuple[str, Cells]:
    cells = {
        "type": _type(item),
        "name": item.name,
        **_texts("label", item.label),
        **_texts("hint", item.hint),
        "required": "yes" if item.required else "",
        "relevant": item.relevant,
        "constraint": write_bounds(item),
        **_texts("constraint_message", item.constraint_message),
        **scale_cells(instrument, item.name),
    }
    if item.kind is Kind.PARTNERS and item.choices not in ("", PARTNERS_LIST):
        cells[SORT] = PARTNERS_SORT
    return item.name, _filled(cells) | dict(item.extra)


def _type(item: Item) -> str:
    word = "integer" if item.kind is Kind.NUMBER and item.whole else WRITTEN[item.kind]
    choices = item.choices or (PARTNERS_LIST if item.kind is Kind.PARTNERS else "")
    return f"{word} {choices}".strip()


def _choice_rows(instrument: Instrument) -> Iterator[Cells]:
    for choices in instrument.lists.values():
        for choice in choices.choices:
            yield _choice(choices, choice)


def _choice(choices: ChoiceList, choice: Choice) -> Cells:
    without = "" if choice.missing else NO_SCORE
    cells = {
        "list_name": choices.name,
        "name": choice.code,
        **_texts("label", choice.label),
        SCORE: without if choice.score is None else number_text(choice.score),
        MISSING: MISSING_WORDS[choice.missing] if choice.missing else "",
    }
    return _filled(cells) | dict(choice.extra)


def _with_kept(rows: Iterable[tuple[str, Cells]], kept: object) -> Iterator[Cells]:
    """The rows of the form, with those that are not asked back where they stood; at the end what lost it."""
    waiting: dict[str, list[Cells]] = {}
    for entry in kept if isinstance(kept, list) else ():
        waiting.setdefault(entry["after"], []).append(entry["row"])
    yield from waiting.pop("", [])
    for place, cells in rows:
        yield cells
        yield from waiting.pop(place, []) if place else ()
    for lost in waiting.values():
        yield from lost


def _other_languages(instrument: Instrument) -> Iterator[str]:
    for item in instrument.items():
        yield from item.label


def _texts(column: str, texts: Texts) -> Cells:
    return {column_of(column, code): text for code, text in texts.items()}


def _filled(cells: Cells) -> Cells:
    return {column: text for column, text in cells.items() if text}


def _dicts(value: object) -> list[Cells]:
    return value if isinstance(value, list) else []
