"""Adding and changing the neighbourhoods that people work in."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from rondom.foundation.accounts.models import User
from rondom.foundation.events import tell
from rondom.foundation.places.models import Place, WorkArea
from rondom.foundation.refusals import Refused


@transaction.atomic
def save_area(area: WorkArea, *, parts: Sequence[Place], by: User | None) -> WorkArea:
    """Keep a new or changed work area. With one part, the code of that part is its address."""
    if not parts:
        raise Refused("Een wijk heeft minstens één deel. Kies een wijk of buurt van het CBS.")
    is_new = area.pk is None
    area.slug = slugify(area.name)
    area.code = parts[0].code if len(parts) == 1 else ""
    area.save()
    area.parts.set(parts)
    tell(by, "places.area_added" if is_new else "places.area_changed", area, parts=len(parts))
    return area
