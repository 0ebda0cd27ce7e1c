"""Pages about neighbourhoods and partners."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rondom.foundation.places.models import WorkArea


def areas(request: HttpRequest) -> HttpResponse:
    """All neighbourhoods that people work in."""
    return render(request, "places/areas.html", {"areas": WorkArea.objects.active()})


def area(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One neighbourhood."""
    found = get_object_or_404(WorkArea, pk=key) if key.isdigit() else get_object_or_404(WorkArea, code=key)
    if found.get_absolute_url() != request.path:
        return redirect(found)
    return render(request, "places/area.html", {"area": found})
