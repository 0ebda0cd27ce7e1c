"""Counting a quarter that has ended: decided once what may be shown, and kept.

Deciding takes seconds for a large pool (``benchmarks/questions.py``), so pages have it done in the
background, and nothing is locked meanwhile.
"""

from datetime import date
from typing import Any

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from rondom.analysis.disclosure import FLOOR, Counts, Rule, freeze, release
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import Counting, Pool, QuarterCount, Question, Theme

ALREADY = "Dit kwartaal is al geteld. Het wordt één keer geteld."
BROKEN = "Het tellen is gestopt door een fout in het programma. Vraag de beheerder van de site."


@transaction.atomic
def ask_to_count(pool: Pool, quarter: date, *, today: date) -> tuple[Counting, bool]:
    """A counting of this quarter, and whether it is new: one that is on is not started twice."""
    Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)
    _require_countable(pool, quarter, today)
    running = pool.countings.moving(timezone.now()).filter(quarter=quarter).first()
    if running:
        return running, False
    return Counting.objects.create(pool=pool, quarter=quarter), True


def finish_counting(counting: Counting, *, today: date, by: User | None) -> None:
    """Count the quarter. Takes a while: call it from a task. However it ends, the counting says so."""
    counting.problem = BROKEN
    try:
        count_quarter(counting.pool, counting.quarter, today=today, by=by)
        counting.problem = ""
    except Refused as refused:
        counting.problem = str(refused)
    finally:
        counting.finished = True
        counting.save(update_fields=["finished", "problem"])


def count_quarter(pool: Pool, quarter: date, *, today: date, by: User | None) -> QuarterCount:
    """Areas by themes, in families. A quarter is counted once: twice would show who came in between."""
    _require_countable(pool, quarter, today)
    document = _document(list(pool.areas.all()), list(pool.themes.all()), _families(pool, quarter))
    return _keep(pool, quarter, document, by)


def _require_countable(pool: Pool, quarter: date, today: date) -> None:
    if quarter > today or quarter != quarters.quarter_of(quarter) or quarters.after(quarter) > today:
        raise Refused("Dit kwartaal is nog niet voorbij. Tel het als het voorbij is.")
    if pool.quarter_counts.filter(quarter=quarter).exists():
        raise Refused(ALREADY)
    asked = pool.questions.filter(week__gte=quarter, week__lt=quarters.after(quarter))
    if Question.objects.unread().filter(pk__in=asked.values("pk")).exists():
        raise Refused("Lees eerst alle vragen van dit kwartaal na, en geef ze een thema. Tel daarna.")
    if not asked.pooled().exists():
        raise Refused("Er is in dit kwartaal niets gevraagd dat meetelt.")


def _families(pool: Pool, quarter: date) -> dict[tuple[int, int], int]:
    asked = pool.questions.pooled().filter(week__gte=quarter, week__lt=quarters.after(quarter))
    counted = asked.order_by().values("area", "theme").annotate(families=Sum("heard"))
    return {(one["area"], one["theme"]): one["families"] for one in counted}


def _document(
    areas: list[WorkArea], themes: list[Theme], families: dict[tuple[int, int], int]
) -> dict[str, Any]:
    themes = [theme for theme in themes if any(theme.pk == asked for _, asked in families)]
    released = release(
        Counts(np.array([[families.get((area.pk, theme.pk), 0) for theme in themes] for area in areas])),
        rows=[str(area.pk) for area in areas],
        columns=[theme.code for theme in themes],
        rule=Rule(FLOOR),
    )
    return {
        "released": freeze(released),
        "rows": {str(area.pk): area.name for area in areas},
        "columns": {theme.code: theme.label for theme in themes},
    }


@transaction.atomic
def _keep(pool: Pool, quarter: date, document: dict[str, Any], by: User | None) -> QuarterCount:
    try:
        with transaction.atomic():
            count = QuarterCount.objects.create(pool=pool, quarter=quarter, document=document)
    except IntegrityError:
        raise Refused(ALREADY) from None
    themes = len(document["columns"])
    record(by, "parenting_questions.quarter_counted", pool, quarter=quarter.isoformat(), themes=themes)
    return count
