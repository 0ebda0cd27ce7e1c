"""Finding a report by its address, for whoever may read it."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rondom.cores.measure.models import Release
from rondom.foundation.access import may
from rondom.workflows.quickscan.instead import plans_instead, reports_instead

FIRST_YEAR, LAST_YEAR, LAST_NUMBER = 2000, 9999, 100_000


def found_release(request: HttpRequest, year: int, key: str, number: int) -> Release | HttpResponse:
    """The release, if this visitor may read it; else the way to sign in, or why it is gone."""
    if not FIRST_YEAR <= year <= LAST_YEAR or number > LAST_NUMBER:
        raise Http404
    releases = Release.objects.visible_to(request.user).select_related(
        "publication__circle__municipality", "publication__area", "results__round__instrument_version"
    )
    found = releases.filter(made_on__year=year, publication__key=key, number=number).first()
    if found is None:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    if not found.is_public and not may(request.user, "measure.view_report", found.publication):
        raise Http404
    if found.is_withdrawn:
        return _withdrawn(request, found)
    return found


def newer_than(found: Release) -> Release | None:
    """A later edition of the same report, for the same readers."""
    same = found.publication.releases.standing().filter(results__audience=found.results.audience)
    return same.filter(number__gt=found.number).order_by("-number").first()


def _withdrawn(request: HttpRequest, found: Release) -> HttpResponse:
    context = {
        "release": found,
        "instead": reports_instead(found, request.user),
        "plans": plans_instead(found, request.user),
    }
    return render(request, "quickscan/withdrawn.html", context, status=410)
