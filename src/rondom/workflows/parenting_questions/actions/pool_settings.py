"""A pool as it goes on: its neighbourhoods, and whether parents can ask themselves."""

from collections.abc import Sequence

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.revising import lock, require_last
from rondom.workflows.parenting_questions.models import Pool


@transaction.atomic
def change_pool(
    pool: Pool, *, areas: Sequence[WorkArea], open_to_parents: bool, by: User, revision: int | None = None
) -> None:
    """Raises Overtaken. A neighbourhood in which something was asked stays: who asked has a right to hear."""
    lock(pool)
    now, wanted = set(pool.areas.all()), set(areas)
    if now == wanted and pool.open_to_parents == open_to_parents:
        return  # sent twice
    require_last(pool, revision)
    if not wanted:
        raise Refused("Kies minstens één wijk.")
    if not wanted <= {*now, *WorkArea.objects.filter(municipality__code=municipality_of(pool))}:
        raise Refused("Kies alleen wijken van deze gemeente.")
    if asked := pool.questions.filter(area__in=now - wanted).order_by("area__name").first():
        raise Refused(f"In {asked.area} is al iets gevraagd. Laat die wijk erbij.")
    pool.areas.set(wanted)
    pool.open_to_parents, pool.revision = open_to_parents, pool.revision + 1
    pool.save(update_fields=["open_to_parents", "revision"])
    record(by, "parenting_questions.pool_changed", pool, areas=len(wanted), open=open_to_parents)


def municipality_of(pool: Pool) -> str:
    """Its code: a new year of figures gives the municipality another row."""
    municipality = pool.circle.municipality
    return municipality.code if municipality else ""
