"""The library: dossiers as a reader sees them, and which working elements were there most often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from rondom.analysis.disclosure import FLOOR
from rondom.charts.chart import Chart, Width
from rondom.charts.counts import CountRow, counts
from rondom.ui.templatetags.rondom import counted
from rondom.workflows.parenting_questions.models import Approach, Correction, ParentGroup, Theme
from rondom.workflows.parenting_questions.models.approach import CLEARLY, ApproachQuerySet
from rondom.workflows.parenting_questions.models.group import ELEMENTS, LEVELS

PARTS = (
    ("question", "Wat vroegen ouders?"),
    ("cause", "Wat zat erachter?"),
    ("approach", "Aanpak"),
    ("partners", "Met wie"),
    ("what_worked", "Wat werkte"),
    ("tips", "Tips"),
)
"""The texts of a dossier, in the order in which people read them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Who took an approach over: what is different there, and what came of it once they looked back."""

    name: str
    address: str
    where: str
    state: str
    different: str
    strong: str
    what_worked: str


def dossiers(user: Any, *, theme: str = "", element: str = "") -> ApproachQuerySet:
    """What this user may read, with how often each was taken over."""
    found = Approach.objects.visible_to(user)
    if theme:
        found = found.about(theme)
    if element:
        found = found.with_element(element)
    return (
        found.select_related("circle__municipality", "group__bundle__theme", "group__bundle__area")
        .annotate(taken_over=Count("copies"))
        .order_by("name", "pk")
    )


def themes(user: Any) -> list[tuple[str, str]]:
    """Code and label of every theme that a visible dossier is about. The first label of a code names it."""
    seen = Approach.objects.visible_to(user).values("group__bundle__theme")
    found = Theme.objects.filter(pk__in=seen).order_by("label", "pk").values_list("code", "label")
    labels: dict[str, str] = {}
    for code, label in found:
        labels.setdefault(code, label)
    return list(labels.items())


def elements(user: Any, width: Width, *, theme: str = "") -> Chart | None:
    """In how many groups each working element was clearly there, of those that this user may know of."""
    shown = Approach.objects.visible_to(user).filter(group=OuterRef("pk"))
    own = ParentGroup.objects.visible_to(user).values("pk")
    groups = ParentGroup.objects.filter(Q(pk__in=own) | Exists(shown)).exclude(elements={}).order_by("pk")
    if theme:
        groups = groups.filter(bundle__theme__code=theme)
    given = list(groups.values_list("elements", flat=True))
    if not given:
        return None
    often = {name: sum(one.get(name, 0) >= CLEARLY for one in given) for name in ELEMENTS}
    rows = [
        CountRow(label=ELEMENTS[name].capitalize(), count=often[name], of=len(given))
        for name in sorted(often, key=lambda name: -often[name])
    ]
    head = ("Werkend element", "Groepen", "Van")
    return counts(rows, title=_finding(rows), key="elementen", width=width, head=head)


def _finding(rows: Sequence[CountRow]) -> str:
    """What was there most often, unless half of the elements share the first place."""
    first = [row.label.lower() for row in rows if row.count == rows[0].count]
    if len(first) >= len(rows) / 2:
        return f"Hoe vaak elk werkend element er was, in {counted(rows[0].of, 'groep,groepen')}"
    times = f"in {rows[0].count} van {counted(rows[0].of, 'groep,groepen')}"
    return f"Het vaakst: {'; '.join(first)}, {times}"


def attendance(group: ParentGroup) -> str:
    """How often the group met, and with how many parents; fewer than may be shown is not told apart."""
    parents = [meeting.parents for meeting in group.meetings.all()]
    if not parents:
        return "Hoeveel ouders er kwamen, is niet geteld."
    low, high = min(parents), max(parents)
    if high < FLOOR:
        came = f"minder dan {FLOOR} ouders"
    elif low < FLOOR:
        came = f"hoogstens {high} ouders"
    else:
        came = f"{low} ouders" if low == high else f"{low} tot {high} ouders"
    return f"{counted(len(parents), 'bijeenkomst,bijeenkomsten')}, met {came} per keer."


def marks(group: ParentGroup) -> list[tuple[str, str]]:
    """Every working element with its mark in words, the strongest first."""
    given = sorted(group.elements.items(), key=lambda one: -one[1])
    return [(ELEMENTS[name].capitalize(), LEVELS[value]) for name, value in given]


def parts(approach: Approach) -> list[tuple[str, str]]:
    """Title and text of everything that was written."""
    return [(title, text) for name, title in PARTS if (text := getattr(approach, name))]


def where(approach: Approach) -> str:
    """Neighbourhood and municipality."""
    return _place(approach.group)


def who_reads(approach: Approach) -> str:
    """'Wie ziet dit?' of one dossier."""
    if approach.shared:
        return "Professionals in alle kringen van deze site, ook van andere gemeenten. Geen ouders."
    return "Professionals, beleidsmedewerkers en onderzoekers in deze kring."


def history(approach: Approach) -> list[tuple[Correction, list[tuple[str, str]]]]:
    """Every correction, with what stood there under the title that it has on the page."""
    titles = {**dict(PARTS), "name": "Naam", "transferable": "Over te nemen", "conditions": "Voorwaarden"}
    return [
        (one, [(title, _said(one.before[name])) for name, title in titles.items() if name in one.before])
        for one in approach.corrections.select_related("by")
    ]


def _said(value: str | bool) -> str:
    return value or "(leeg)" if isinstance(value, str) else "ja" if value else "nee"


def copies(approach: Approach, user: Any) -> tuple[list[Copy], int]:
    """Who took it over as far as this user may know, and how many others did."""
    everyone = approach.copies.select_related("bundle__area", "circle__municipality").order_by("pk")
    own = set(ParentGroup.objects.visible_to(user).filter(copied_from=approach).values_list("pk", flat=True))
    shown = Approach.objects.visible_to(user).filter(group__copied_from=approach)
    addresses = {one.group_id: one.get_absolute_url() for one in shown}
    found = [
        _copy(group, addresses.get(group.pk) or group.get_absolute_url())
        for group in everyone
        if group.pk in own or group.pk in addresses
    ]
    return found, len(everyone) - len(found)


def _copy(group: ParentGroup, address: str) -> Copy:
    strong = [ELEMENTS[name] for name, value in group.elements.items() if value >= CLEARLY]
    return Copy(
        name=str(group),
        address=address,
        where=_place(group),
        state=str(group.get_state_display()),
        different=group.different,
        strong="; ".join(strong),
        what_worked=group.what_worked,
    )


def _place(group: ParentGroup) -> str:
    municipality = group.circle.municipality
    return f"{group.bundle.area}, {municipality}" if municipality else str(group.bundle.area)
