"""A calendar of one's own."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from rondom.cores.meet.actions.feeds import make_feed, stop_feed
from rondom.cores.meet.calendars import feed as written
from rondom.cores.meet.codes import address_digests
from rondom.cores.meet.models import Feed, Gathering
from rondom.foundation.accounts.requests import SignedIn

BACK = timedelta(days=90)


@never_cache
def mine(request: SignedIn) -> HttpResponse:
    """Make the address (shown once), make another, or stop it."""
    address = ""
    if request.method == "POST" and request.POST.get("do") == "stop":
        stop_feed(request.user, by=request.user)
        messages.success(request, "Het adres werkt niet meer.")
        return redirect("meet:feed")
    if request.method == "POST" and request.POST.get("had", "") == _mark(request):
        secret = make_feed(request.user, by=request.user)
        address = request.build_absolute_uri(reverse("meet:calendar", args=[secret]))
    elif request.method == "POST":
        messages.success(request, "U heeft al een adres. Het werkt nog.")
    return render(request, "meet/feed.html", {"address": address, "had": _mark(request)})


def _mark(request: SignedIn) -> str:
    """Which address someone has, without giving it away: a page that is sent again makes no other one."""
    found = Feed.objects.filter(user=request.user).first()
    return found.digest[:8] if found else ""


@login_not_required
@never_cache
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """What the owner of this address takes part in and still sees."""
    found = Feed.objects.select_related("user").filter(digest__in=address_digests(secret)).first()
    if found is None or not found.user.is_active:
        raise Http404
    since = timezone.now() - BACK
    seen = Gathering.objects.visible_to(found.user).filter(
        participants__user=found.user,
        starts_at__gte=since,
        state__in=("planned", "held", "closed", "cancelled"),
    )
    dated = [
        (gathering, request.build_absolute_uri(reverse("meet:gathering", args=[gathering.pk])))
        for gathering in seen
    ]
    return HttpResponse(written(dated, now=timezone.now()), content_type="text/calendar; charset=utf-8")
