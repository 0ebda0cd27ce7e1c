"""The list of neighbourhoods, and the page of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rondom.foundation.access import SITE, may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.places.actions.areas import save_area
from rondom.foundation.places.codes import COUNTRY
from rondom.foundation.places.figures import FigureBook, with_parts
from rondom.foundation.places.forms import WorkAreaForm
from rondom.foundation.places.models import Place, WorkArea
from rondom.foundation.places.overviews import (
    area_lines,
    figure_rows,
    map_around,
    map_of,
    partners_by_sector,
    running_in,
)
from rondom.foundation.places.views.permission import require
from rondom.foundation.places.wealth import wealth_of


def areas(request: SignedIn) -> HttpResponse:
    """All neighbourhoods that people work in."""
    require(request, "places.view")
    lines = area_lines(with_parts())
    active = [line for line in lines if line.area.active]
    return render(
        request,
        "places/areas.html",
        {
            "lines": active,
            "map": map_of([line.area for line in active]),
            "stopped": [line for line in lines if not line.area.active],
            "manages": may(request.user, "places.manage", SITE),
            "has_places": Place.objects.exclude(code=COUNTRY).exists(),
        },
    )


def area(request: SignedIn, key: str, slug: str = "") -> HttpResponse:
    """One neighbourhood: figures, how incomes compare, partners, and what runs here."""
    require(request, "places.view")
    found = _area(key)
    if found.get_absolute_url() != request.path:
        return redirect(found, permanent=False)
    with_its_parts = with_parts([found])
    book = FigureBook(with_its_parts)
    return render(
        request,
        "places/area.html",
        {
            "area": with_its_parts[0],
            "manages": may(request.user, "places.manage", SITE),
            "figures": list(figure_rows(with_its_parts[0], book)),
            "wealth": wealth_of(with_its_parts[0], book=book),
            "sectors": partners_by_sector(found),
            "running": running_in(found, request.user),
            "map": map_around(with_its_parts[0]),
        },
    )


def new_area(request: SignedIn) -> HttpResponse:
    """Add a neighbourhood."""
    require(request, "places.manage")
    return _edit(request, WorkArea(), "Wijk toevoegen")


def change_area(request: SignedIn, key: str, slug: str) -> HttpResponse:
    """Change the name or the parts of a neighbourhood, or put it out of use."""
    require(request, "places.manage")
    found = _area(key)
    return _edit(request, found, f"{found} wijzigen")


def _edit(request: SignedIn, area: WorkArea, title: str) -> HttpResponse:
    form = WorkAreaForm(request.POST or None, instance=area)
    if request.method == "POST" and form.is_valid():
        saved = save_area(form.save(commit=False), parts=form.chosen_parts, by=request.user)
        messages.success(request, f"{saved.name} is bewaard.")
        return redirect(saved)
    context = {
        "form": form,
        "title": title,
        "area": area if area.pk else None,
        "choices": form.part_choices(),
    }
    return render(request, "places/area_form.html", context)


def _area(key: str) -> WorkArea:
    return get_object_or_404(WorkArea, pk=key) if key.isdigit() else get_object_or_404(WorkArea, code=key)
