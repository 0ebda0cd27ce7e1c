"""Dutch numbers, days and plurals, and the menus. Built in: no template has to load them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import dateformat, timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rondom.ui import navigation

register = template.Library()

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WORDS = (
    "geen",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
UNKNOWN = "–"


@register.filter
def number(value: float | str | None, decimals: int = 0) -> str:
    """1234.5 with one decimal: '1.234,5'. What is not there is a dash."""
    if value is None or value == "":
        return UNKNOWN
    rounded = round(float(value), decimals) or 0.0  # no minus before a zero
    text = f"{rounded:,.{decimals}f}"
    return text.translate(str.maketrans(",.-", ".,−"))


@register.filter
def percent(value: float | str | None, decimals: int = 0) -> str:
    """61.4: '61%'. The value is already a percentage, not a share."""
    return UNKNOWN if value is None or value == "" else f"{number(value, decimals)}%"


@register.filter
def long_day(value: date | None) -> str:
    """'dinsdag 4 maart 2025', in the language of the page."""
    day = _day(value)
    return UNKNOWN if day is None else dateformat.format(day, "l j F Y")


@register.filter
def short_day(value: date | None) -> str:
    """'do 26 nov', with the year when it is not this one: 'do 26 nov 2024'."""
    day = _day(value)
    if day is None:
        return UNKNOWN
    month = "mrt" if day.month == 3 else MONTHS[day.month - 1][:3]
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{DAYS[day.weekday()][:2]} {day.day} {month}{year}"


@register.filter
def clock(value: datetime | None) -> str:
    """'19.30 uur', in Dutch time and the language of the page."""
    if value is None:
        return UNKNOWN
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(hour)s.%(minute)s uur") % {"hour": local.hour, "minute": f"{local.minute:02}"}


@register.filter
def due(value: date | None, today: date | None = None) -> str:
    """When something must be done: '3 dagen te laat', 'vandaag', 'morgen', or the day."""
    day = _day(value)
    if day is None:
        return ""
    left = (day - (today or timezone.localdate())).days
    if left < 0:
        return f"{counted(-left, 'dag,dagen')} te laat"
    return {0: "vandaag", 1: "morgen"}.get(left, short_day(day))


@register.filter
def late(value: date | None, today: date | None = None) -> bool:
    """Whether the day is past."""
    day = _day(value)
    return day is not None and day < (today or timezone.localdate())


@register.filter
def iso_day(value: date | None) -> str:
    """'2025-03-04', for the datetime attribute of ``<time>``."""
    day = _day(value)
    return "" if day is None else day.isoformat()


@register.filter
def plural(count: int, forms: str) -> str:
    """The word alone: {{ 2|plural:"wijk,wijken" }} is 'wijken'."""
    one, many = forms.split(",")
    return one if count == 1 else many


@register.filter
def counted(count: int, forms: str) -> str:
    """The number and the word: {{ 1200|counted:"antwoord,antwoorden" }} is '1.200 antwoorden'."""
    return f"{number(count)} {plural(count, forms)}"


@register.filter
def in_words(count: int) -> str:
    """Small numbers in a sentence are words: 'drie'; from thirteen they are figures."""
    return WORDS[count] if 0 <= count < len(WORDS) else number(count)


@register.filter
def table_columns(rows: Iterable[Sequence[Any]]) -> list[bool]:
    """Per column of a table, whether it holds numbers, which line up on the right."""
    return [all(_looks_numeric(cell) for cell in column) for column in zip(*rows, strict=False)]


@register.filter
def with_columns(row: Sequence[Any], columns: Sequence[bool]) -> list[tuple[Any, bool]]:
    """The cells of a row, each with whether its column holds numbers."""
    return list(zip(row, [*columns, *[False] * (len(row) - len(columns))], strict=False))


@register.filter
def first_input(field: BoundField) -> str:
    """The id of the input that a link in the error summary goes to: of a group, the first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """A single tick box has its label behind it, not above it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_block_tag(takes_context=True)
def navigation_menu(context: Context, content: str) -> SafeString:
    """The main menu; what stands between the tags is the code of the current section."""
    request = context["request"]
    return render_to_string(
        "ui/menu.html",
        {
            "main": navigation.entries(request, navigation.Place.MAIN),
            "user_menu": navigation.entries(request, navigation.Place.USER),
            "current": content.strip(),
        },
        request=request,
    )


@register.simple_tag(takes_context=True)
def foot_menu(context: Context) -> list[navigation.Entry]:
    """Entries under every page."""
    return navigation.entries(context["request"], navigation.Place.FOOT)


def _day(value: date | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value or None


def _looks_numeric(cell: Any) -> bool:
    return re.fullmatch(r"[+−-]?[\d.,]+\s?%?|[–·]", str(cell).strip()) is not None
