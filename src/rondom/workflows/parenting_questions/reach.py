"""How many organisations of a neighbourhood wrote down what parents asked: things, not people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from rondom.charts.chart import Chart, Width
from rondom.charts.counts import CountRow, counts
from rondom.foundation.places.models import Organisation
from rondom.workflows.parenting_questions.models import Pool


@dataclass(frozen=True, slots=True)
class Reach:
    """For a screen and for a phone."""

    wide: Chart
    narrow: Chart


def reach_of(pool: Pool, since: date) -> Reach | None:
    """Of every neighbourhood of a pool, since a day; nothing when no organisation wrote anything down."""
    asked, there = _asked(pool, since), _there(pool)
    if not asked:
        return None
    rows = [
        CountRow(label=area.name, count=len(asked[area.pk]), of=len(asked[area.pk] | there[area.pk]))
        for area in pool.areas.all()
    ]

    def drawn(width: Width) -> Chart:
        title = "Zoveel organisaties schreven in een wijk vragen op"
        head = ("Wijk", "Schreven vragen op", "Organisaties in de wijk")
        return counts(rows, title=title, key=f"bereik-{pool.pk}", width=width, head=head)

    return Reach(drawn("wide"), drawn("narrow"))


def _asked(pool: Pool, since: date) -> dict[int, set[int]]:
    written = pool.questions.pooled().filter(week__gte=since, organisation__isnull=False).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for area, organisation in written.values_list("area", "organisation").distinct():
        found[area].add(organisation or 0)
    return found


def _there(pool: Pool) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    partners = Organisation.objects.active().filter(areas__in=pool.areas.all()).order_by()
    for area, organisation in partners.values_list("areas", "pk"):
        found[area].add(organisation)
    return found
