"""Who may open these pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest

from rondom.foundation.access import SITE, may
from rondom.foundation.places.models import Organisation, Place, WorkArea


def require(request: HttpRequest, permission: str, subject: Any = SITE) -> None:
    """PermissionDenied unless whoever asks may do this."""
    if not may(request.user, permission, subject):
        raise PermissionDenied


def manageable_areas(user: Any) -> QuerySet[WorkArea]:
    """The work areas in whose municipality this user may manage partners."""
    municipalities = Place.objects.without_boundary().filter(work_areas__isnull=False).distinct()
    within = [place.pk for place in municipalities if may(user, "places.manage_partners", place)]
    parts = Prefetch("parts", queryset=Place.objects.without_boundary())
    return WorkArea.objects.filter(municipality__in=within).prefetch_related(parts)


def out_of_reach(user: Any) -> QuerySet[Organisation]:
    """Partners that work only in municipalities where this user may not manage partners."""
    reachable = Q(areas__isnull=True) | Q(areas__in=manageable_areas(user))
    return Organisation.objects.exclude(pk__in=Organisation.objects.filter(reachable).values("pk"))
