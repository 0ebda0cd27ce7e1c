"""Writing a line, and checking that no line was touched."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from rondom.foundation.audit.models import Entry, Head


@transaction.atomic
def record(by: Any, action: str, about: models.Model | type[models.Model], **facts: Any) -> Entry:
    """Add a line about an object, or about a model when it is about many at once.

    ``facts`` are counts, codes and reasons; never names, answers or addresses.
    """
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=timezone.now(),
        user_id=getattr(by, "pk", None),
        circle_id=_circle_id(about),
        action=action,
        object_type=about._meta.label_lower,
        object_id=str(about.pk) if isinstance(about, models.Model) else "",
        facts=facts,
        previous=head.digest,
    )
    entry.digest = entry.computed_digest()
    entry.save()
    head.number, head.digest = entry.number, entry.digest
    head.save(update_fields=["number", "digest"])
    return entry


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of the chain. ``broken`` is the number of the first line that is wrong."""

    lines: int
    digest: str
    broken: int | None
    reason: str


def verify() -> Verdict:
    """Walk the chain from the first line; stop at the first one that does not fit.

    Lines that are written meanwhile stand after the end that is read here first, and are left for next time.
    """
    end = Head.objects.filter(pk=1).first() or Head()
    number, digest = 0, Head().digest
    for entry in Entry.objects.filter(number__lte=end.number).order_by("number").iterator(chunk_size=2000):
        reason = _fault(entry, number, digest)
        if reason:
            return Verdict(number, digest, number + 1, reason)
        number, digest = entry.number, entry.digest
    if number < end.number:
        return Verdict(number, digest, number + 1, "lines at the end are missing")
    if digest != end.digest:
        return Verdict(number - 1, digest, number, "was written anew")
    if _has_lines_beyond_the_end():
        return Verdict(number, digest, number + 1, "was not written by this site, or the end was put back")
    return Verdict(number, digest, None, "")


def _has_lines_beyond_the_end() -> bool:
    """One question, so that a line and its end are seen together."""
    end = models.Subquery(Head.objects.filter(pk=1).values("number"))
    return Entry.objects.filter(number__gt=Coalesce(end, 0)).exists()


def _fault(entry: Entry, number: int, digest: str) -> str:
    if entry.number != number + 1:
        return f"line {number + 1} is missing"
    if entry.previous != digest:
        return "does not follow from the line before"
    if entry.digest != entry.computed_digest():
        return "was changed"
    return ""


def _circle_id(about: models.Model | type[models.Model]) -> int | None:
    if not isinstance(about, models.Model):
        return None
    is_circle = about._meta.label_lower == "circles.circle"
    number: int | None = about.pk if is_circle else getattr(about, "circle_id", None)
    return number
