"""Words in a file of questions, understood: a neighbourhood by name or code, an age by years, a week."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from rondom.foundation.places.models import Organisation, WorkArea
from rondom.workflows.parenting_questions.models import Pool, Theme
from rondom.workflows.parenting_questions.models.question import AgeGroup
from rondom.workflows.parenting_questions.sheets import Row

DATES = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y")
_WEEKS = (
    r"(?:week\s*)?(?P<week>\d{1,2})[\s,/-]+(?P<year>20\d\d)",
    r"(?P<year>20\d\d)[\s,/-]*w(?:eek)?\s*(?P<week>\d{1,2})",
)
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(r"^(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(20\d\d)$", re.IGNORECASE)
_BY_YEARS = (
    *(AgeGroup.BABY,) * 2, *(AgeGroup.TODDLER,) * 2, *(AgeGroup.YOUNG,) * 4, *(AgeGroup.OLDER,) * 4,
    *(AgeGroup.TEEN,) * 7,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What can be chosen in a pool, by number; asked of the database once for a whole file."""

    areas: Mapping[str, WorkArea]
    organisations: Mapping[str, Organisation]
    themes: Mapping[str, Theme]
    known: Mapping[str, Mapping[str, str]]

    def understood(self, row: Row) -> Row:
        """The row with what is known by its number; what is not known stays as it was written."""
        areas = list(self.areas)
        area = row["area"] or (areas[0] if len(areas) == 1 else "")
        return {
            **row,
            **{name: known.get(row[name].casefold(), row[name]) for name, known in self.known.items()},
            "area": self.known["area"].get(area.casefold(), area),
            "age_group": age_of(row["age_group"]),
            "week": day_of(row["week"]),
        }


def words_of(pool: Pool) -> Words:
    """The words of one pool."""
    areas = {str(one.pk): one for one in pool.areas.prefetch_related("parts")}
    partners = Organisation.objects.active().filter(areas__in=pool.areas.all()).distinct().order_by("name")
    organisations = {str(one.pk): one for one in partners}
    themes = {str(one.pk): one for one in pool.themes.filter(in_use=True)}
    codes = {part.code.casefold(): pk for pk, area in areas.items() for part in area.parts.all()}
    known = {
        "area": codes | _by_name(areas.items()),
        "organisation": _by_name(organisations.items()),
        "theme": {one.code: pk for pk, one in themes.items()} | _by_name(themes.items()),
    }
    return Words(areas, organisations, themes, known)


def age_of(text: str) -> str:
    """The code of an age group, of its words or of a number of years."""
    groups = {group.label.casefold(): str(group) for group in AgeGroup}
    if not text or text in AgeGroup.values:
        return text or str(AgeGroup.ALL)
    years = re.fullmatch(r"(\d{1,2})(?:\s*jaar)?", text.casefold())
    if years and int(years[1]) < len(_BY_YEARS):
        return str(_BY_YEARS[int(years[1])])
    return groups.get(text.casefold(), text)


def day_of(text: str) -> str:
    """A day as ISO, of a date or of a week with its year; what is neither stays as it is."""
    for pattern in _WEEKS:
        if found := re.fullmatch(pattern, text.casefold()):
            with suppress(ValueError):
                return date.fromisocalendar(int(found["year"]), int(found["week"]), 1).isoformat()
    text_of_day = _WRITTEN.sub(_with_a_number, text)
    for form in DATES:
        with suppress(ValueError):
            return datetime.strptime(text_of_day, form).date().isoformat()  # noqa: DTZ007  # a day has no zone
    return text


def _with_a_number(found: re.Match[str]) -> str:
    """A day with its month in words, as 12-8-2026; an unknown month stays."""
    short = found[2].casefold().replace("maart", "mrt")[:3]
    month = _MONTHS.index(short) + 1 if short in _MONTHS else found[2]
    return f"{found[1]}-{month}-{found[3]}"


def _by_name(things: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {str(one).casefold(): pk for pk, one in things}
