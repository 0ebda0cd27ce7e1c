"""What someone who kept the address of a withdrawn report can read in its place."""

from __future__ import annotations

from typing import Any

from rondom.cores.measure.models import Release
from rondom.cores.plan.models import Plan
from rondom.workflows.quickscan.chain import plans_of
from rondom.workflows.quickscan.models import Wave


def reports_instead(release: Release, user: Any) -> list[Release]:
    """Per wave from this one on: the report about the same neighbourhood that stands and that this user sees.

    For the same readers where there is one; then the newest.
    """
    publication, audience = release.publication, release.results.audience
    this = Wave.objects.filter(round=publication.round_id)
    waves = Wave.objects.filter(scan__in=this.values("scan"), number__gte=this.values("number"))
    standing = (
        Release.objects.visible_to(user)
        .standing()
        .filter(publication__round__in=waves.values("round"), publication__area=publication.area_id)
    )
    found = standing.select_related("publication__round", "publication__area", "results")
    per_round: dict[int, Release] = {}
    for one in sorted(found, key=lambda one: (one.results.audience == audience, one.number)):
        per_round[one.publication.round_id] = one
    return [
        per_round[pk] for pk in waves.order_by("number").values_list("round", flat=True) if pk in per_round
    ]


def plans_instead(release: Release, user: Any) -> list[Plan]:
    """The plans about the same neighbourhood that were made of this round, as far as this user sees them."""
    made = [plan.pk for plans in plans_of([release.results.round]).values() for plan in plans]
    return list(Plan.objects.visible_to(user).filter(pk__in=made, area=release.publication.area_id))
