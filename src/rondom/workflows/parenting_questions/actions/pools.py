"""Starting a pool with its codebook."""

from collections.abc import Sequence

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.places.models import Place, WorkArea
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models import Pool, Theme
from rondom.workflows.parenting_questions.themes import STARTING_THEMES


@transaction.atomic
def start_pool(name: str, *, municipality: Place, areas: Sequence[WorkArea], by: User) -> Pool:
    """A pool with a circle of its own, and the codebook that everyone begins with."""
    if not areas:
        raise Refused("Kies minstens één wijk.")
    if any(area.municipality_id != municipality.pk for area in areas):
        raise Refused("Kies alleen wijken van deze gemeente.")
    circle = start_circle(name, workflow="parenting_questions", by=by, municipality=municipality)
    pool = Pool.objects.create(circle=circle, name=name)
    pool.areas.set(areas)
    Theme.objects.bulk_create(
        Theme(
            pool=pool,
            code=one.code,
            label=one.label,
            ages=one.ages,
            examples=one.examples,
            words=one.words,
        )
        for one in STARTING_THEMES
    )
    record(by, "parenting_questions.pool_started", pool, areas=len(areas))
    return pool
