"""Counting a quarter that has ended: decided once what may be shown, and kept."""

from datetime import date

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import Sum

from rondom.analysis.disclosure import FLOOR, Counts, Rule, freeze, release
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import Pool, QuarterCount, Question


@transaction.atomic
def count_quarter(pool: Pool, quarter: date, *, today: date, by: User | None) -> QuarterCount:
    """Areas by themes, in families. A quarter is counted once: twice would show who came in between."""
    if quarter != quarters.quarter_of(quarter) or quarters.after(quarter) > today:
        raise Refused("Dit kwartaal is nog niet voorbij. Tel het als het voorbij is.")
    asked = pool.questions.filter(week__gte=quarter, week__lt=quarters.after(quarter))
    if Question.objects.unread().filter(pk__in=asked.values("pk")).exists():
        raise Refused("Lees eerst alle vragen van dit kwartaal na, en geef ze een thema. Tel daarna.")
    areas = list(pool.areas.all())
    counted = asked.pooled().order_by().values("area", "theme").annotate(families=Sum("heard"))
    families = {(one["area"], one["theme"]): one["families"] for one in counted}
    themes = [theme for theme in pool.themes.all() if any(theme.pk == asked for _, asked in families)]
    if not themes:
        raise Refused("Er is in dit kwartaal niets gevraagd dat meetelt.")
    released = release(
        Counts(np.array([[families.get((area.pk, theme.pk), 0) for theme in themes] for area in areas])),
        rows=[str(area.pk) for area in areas],
        columns=[theme.code for theme in themes],
        rule=Rule(FLOOR),
    )
    document = {
        "released": freeze(released),
        "rows": {str(area.pk): area.name for area in areas},
        "columns": {theme.code: theme.label for theme in themes},
    }
    try:
        with transaction.atomic():
            count = QuarterCount.objects.create(pool=pool, quarter=quarter, document=document)
    except IntegrityError:
        raise Refused("Dit kwartaal is al geteld. Het wordt één keer geteld.") from None
    record(by, "parenting_questions.quarter_counted", pool, quarter=quarter.isoformat(), themes=len(themes))
    return count
