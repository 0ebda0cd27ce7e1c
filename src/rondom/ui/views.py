"""Pages for when something does not go as meant, and the page that shows every component."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from rondom.ui import samples


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without, or with an old, safety token."""
    return render(request, "403_csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Someone may know that this exists, but not do this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that this visitor may know of."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page uses no database, no user and no context: those may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds pages."""
    if not (settings.DEBUG or settings.DEMO or getattr(request.user, "is_staff", False)):
        raise Http404
    return render(request, "ui/components.html", samples.context())
