"""Taking in files: a list of partners, and figures and borders of Statistics Netherlands."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render

from rondom.foundation.accounts.models import User
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.places.actions.boundaries import import_boundaries
from rondom.foundation.places.actions.figures import division_of, import_figures
from rondom.foundation.places.actions.partners import import_partners
from rondom.foundation.places.boundaries import read_boundaries
from rondom.foundation.places.cbs import read_kwb, read_seswoa
from rondom.foundation.places.forms import FiguresForm, FileForm
from rondom.foundation.places.odata import read_cbs_sheet
from rondom.foundation.places.partner_list import PartnerList, read_partners
from rondom.foundation.places.sheets import Sheet, UnreadableFile, read_sheet
from rondom.foundation.places.summaries import drawn_lines, imported_lines
from rondom.foundation.places.views.permission import manageable_areas, out_of_reach, require

SALT = "places.partner-list"


def upload_partners(request: SignedIn) -> HttpResponse:
    """First look through a list without changing anything, then take it in."""
    require(request, "places.manage_partners")
    if "checked" in request.POST:
        return _take_in(request)
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            rows = list(read_sheet(form.cleaned_data["file"].read()).rows)
            context["partners"] = _looked_through(request, rows)
            context["checked"] = signing.dumps(rows, salt=SALT, compress=True)
        except UnreadableFile as error:
            form.add_error("file", str(error))
    return render(request, "places/upload_partners.html", context)


def upload_figures(request: SignedIn) -> HttpResponse:
    """Take in a file of Statistics Netherlands, whole or not at all."""
    require(request, "places.manage")
    form = FiguresForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            lines = list(_import(form.cleaned_data, by=request.user))
        except UnreadableFile as error:
            form.add_error("file", str(error).splitlines())
        else:
            messages.success(request, " ".join(lines))
            return redirect("places:areas")
    return render(request, "places/upload_figures.html", {"form": form})


def _take_in(request: SignedIn) -> HttpResponse:
    """The rows come back signed, and are looked through once more: the site may have changed meanwhile."""
    try:
        rows = signing.loads(request.POST["checked"], salt=SALT, max_age=60 * 60)
    except signing.BadSignature:
        messages.error(request, "De controle is verlopen. Kies het bestand opnieuw.")
        return redirect("places:upload_partners")
    within = list(manageable_areas(request.user))
    done = import_partners(_looked_through(request, rows), within=within, by=request.user)
    messages.success(request, f"{done.added} partners toegevoegd, {done.changed} bijgewerkt.")
    return redirect("places:partners")


def _looked_through(request: SignedIn, rows: list[tuple[int, list[str]]]) -> PartnerList:
    areas = manageable_areas(request.user)
    return read_partners(Sheet(rows), areas=areas, out_of_reach=out_of_reach(request.user))


def _import(given: Mapping[str, Any], *, by: User) -> Iterator[str]:
    kind, year, content = given["kind"], given["year"], given["file"].read()
    if kind == "grenzen":
        return drawn_lines(import_boundaries(read_boundaries(content), year=year, by=by))
    reading = (read_kwb if kind == "kwb" else read_seswoa)(read_cbs_sheet(content))
    division = division_of(reading, given=year, filename=given["file"].name or "")
    return imported_lines(import_figures(reading, division=division, by=by))
