"""Questionnaires: looking, reading one in from a file, and taking one out."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from rondom.cores.measure.actions.instruments import add_instrument
from rondom.cores.measure.forms.instruments import InstrumentFileForm
from rondom.cores.measure.models import InstrumentVersion
from rondom.foundation.access import SITE
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import require
from rondom.instruments import shipped, shipped_names
from rondom.instruments.xlsform import write_xlsform

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listing(request: SignedIn) -> HttpResponse:
    """The newest version of every questionnaire."""
    require(request.user, "measure.view_instruments", SITE)
    versions = list(InstrumentVersion.objects.latest_of_each())
    known = {version.name for version in versions}
    offered = [instrument for name in shipped_names() if (instrument := shipped(name)).name not in known]
    context = {
        "versions": versions,
        "offered": [(one.name, one.text(one.title)) for one in offered],
        "site": SITE,
    }
    return render(request, "measure/instruments.html", context)


def show(request: SignedIn, pk: int) -> HttpResponse:
    """One version: pages, questions, answers and scales."""
    require(request.user, "measure.view_instruments", SITE)
    version = get_object_or_404(InstrumentVersion, pk=pk)
    others = InstrumentVersion.objects.filter(name=version.name).exclude(pk=pk).order_by("-number")
    context = {"version": version, "instrument": version.instrument, "others": others, "site": SITE}
    return render(request, "measure/instrument.html", context)


def add(request: SignedIn) -> HttpResponse:
    """Read a questionnaire from an XLSForm; what is wrong is shown per sheet, row and column."""
    require(request.user, "measure.manage_instruments", SITE)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InstrumentFileForm(*given)
    if request.method == "POST" and form.is_valid():
        version = add_instrument(form.reading.instrument, by=request.user)
        messages.success(request, f"{version} staat erin.")
        for note in form.reading.notes:
            messages.info(request, str(note))
        return redirect("measure:instrument", version.pk)
    context = {"form": form, "problems": form.problems}
    return render(request, "measure/add_instrument.html", context, status=422 if form.errors else 200)


@require_POST
def take(request: SignedIn) -> HttpResponse:
    """Add a questionnaire that comes with Rondom."""
    require(request.user, "measure.manage_instruments", SITE)
    name = request.POST.get("name", "")
    found = next((shipped(one) for one in shipped_names() if shipped(one).name == name), None)
    if found is None:
        messages.error(request, "Deze vragenlijst hoort niet bij Rondom. Kies er een uit de lijst.")
        return redirect("measure:instruments")
    return redirect("measure:instrument", add_instrument(found, by=request.user).pk)


def download(request: SignedIn, pk: int) -> HttpResponse:
    """The questionnaire as an XLSForm."""
    require(request.user, "measure.view_instruments", SITE)
    version = get_object_or_404(InstrumentVersion, pk=pk)
    file = BytesIO()
    write_xlsform(version.instrument, file)
    name = f"{slugify(version.name)}-v{version.number}.xlsx"
    return HttpResponse(
        file.getvalue(), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
