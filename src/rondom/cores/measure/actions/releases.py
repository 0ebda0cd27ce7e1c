"""Releasing results, publishing reports made of them, and withdrawing a report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from rondom.cores.measure.matrix import matrix_of
from rondom.cores.measure.models import Publication, Release, Results, Round
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.results import VERSION, compute
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused


def minimum_for(audience: str) -> int:
    """From how many people a group is shown to this audience."""
    return settings.MINIMUM_PUBLIC if audience == Audience.PUBLIC else settings.MINIMUM_SIGNED_IN


def release_results(
    round_: Round, *, audience: str, lines: Mapping[str, Sequence[str]], by: User | None
) -> Results:
    """Compute what this audience may know, and keep it. Takes a while: call it from a task.

    What went out before about the same round is taken into account. Public results never show more than
    the results for those who take part, so these come first.
    """
    before = [one.released for one in round_.results.order_by("pk")]
    inner = round_.results.filter(audience=Audience.CIRCLE).order_by("-number").first()
    if audience == Audience.PUBLIC and inner is None:
        raise Refused("Maak eerst de rapporten voor deelnemers. Die voor iedereen laten nooit meer zien.")
    document = compute(
        matrix_of(round_),
        minimum=minimum_for(audience),
        lines=lines,
        earlier=before,
        not_beyond=[inner.released] if inner and audience == Audience.PUBLIC else [],
    )
    return _keep(round_, audience, document, by)


@transaction.atomic
def publish(
    results: Results,
    *,
    area: WorkArea | None,
    document: Mapping[str, Any],
    pdf: bytes,
    made_on: date,
    by: User | None,
) -> Release:
    """A new numbered release of the report about one neighbourhood, or (None) the municipality."""
    publication, _ = Publication.objects.get_or_create(
        circle=results.round.circle, round=results.round, area=area
    )
    last = publication.releases.select_for_update(no_key=True).order_by("-number").first()
    release = Release.objects.create(
        publication=publication,
        results=results,
        number=last.number + 1 if last else 1,
        made_on=made_on,
        document=dict(document),
        pdf=pdf,
    )
    record(by, "measure.report_published", publication, edition=release.number, audience=results.audience)
    return release


@transaction.atomic
def withdraw(release: Release, *, because: str, today: date, by: User) -> None:
    """Take a report back. Its address stays, and says why; what people wrote is gone from it."""
    release.refresh_from_db(from_queryset=Release.objects.select_for_update(no_key=True))
    if release.is_withdrawn:
        raise Refused("Deze uitgave is al ingetrokken.")
    if len(because.strip()) < 10:
        raise Refused("Schrijf in een zin waarom u de uitgave intrekt. Lezers zien die reden.")
    release.withdrawn_on, release.withdrawn_because = today, because.strip()
    release.pdf = None
    release.document = {**release.document, "ideas": []}
    release.save(update_fields=["withdrawn_on", "withdrawn_because", "pdf", "document"])
    record(by, "measure.report_withdrawn", release.publication, edition=release.number)


@transaction.atomic
def _keep(round_: Round, audience: str, document: dict[str, Any], by: User | None) -> Results:
    last = round_.results.filter(audience=audience).order_by("-number").first()
    results = Results.objects.create(
        round=round_,
        audience=audience,
        number=last.number + 1 if last else 1,
        document=document,
        version=VERSION,
    )
    record(by, "measure.results_released", round_, audience=audience, edition=results.number)
    return results
