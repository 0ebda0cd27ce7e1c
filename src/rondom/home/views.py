"""The start page, who sees what, and the people who may sign in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from rondom.foundation.access import SITE, may
from rondom.foundation.accounts.models import User
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import require
from rondom.home import actions, overviews, privacy, standing
from rondom.home.forms import ChangeUserForm, InviteForm

USERS_PER_PAGE = 50


def start(request: HttpRequest) -> HttpResponse:
    """What waits for me."""
    now = timezone.localtime()
    context = {
        "desk": overviews.desk(request.user, now),
        "today": now.date(),
        "manages": may(request.user, "accounts.manage", SITE),
    }
    return render(request, "home/start.html", context)


def neighbourhoods(request: SignedIn) -> HttpResponse:
    """Where every neighbourhood stands, and what comes next."""
    found = standing.lines(request.user, timezone.localdate())
    order = request.GET.get("volgorde", "")
    order = order if order in standing.ORDERS else "te-laat"
    context = {
        "lines": standing.ordered(found, order),
        "going": standing.going(request.user, timezone.localdate()),
        "late": sum(line.is_late for line in found),
        "maps": standing.maps(found),
        "orders": standing.ORDERS,
        "order": order,
    }
    return render(request, "home/standing.html", context)


@login_not_required
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Who may do what, from the rules that the site itself asks."""
    context = {
        "matrix": privacy.matrix(),
        "minimum": settings.MINIMUM_SIGNED_IN,
        "minimum_public": settings.MINIMUM_PUBLIC,
    }
    return render(request, "home/who_sees_what.html", context)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is, and where to go when something does not work."""
    return render(request, "home/accessibility.html")


def users(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, to search in."""
    require(request.user, "accounts.manage", SITE)
    words = request.GET.get("zoek", "").strip()
    found = User.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))
    page = Paginator(found, USERS_PER_PAGE).get_page(request.GET.get("pagina"))
    query = urlencode({"zoek": words}) + "&" if words else ""
    return render(request, "home/users.html", {"page": page, "words": words, "query": query})


def invite_user(request: HttpRequest) -> HttpResponse:
    """Make an account for someone and tell them."""
    require(request.user, "accounts.manage", SITE)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = request.build_absolute_uri("/")
        user = actions.invite_user(**form.cleaned_data, address=address, by=request.user)
        messages.success(request, f"{user} is uitgenodigd. De e-mail is onderweg naar {user.email}.")
        return redirect("home:users")
    return render(request, "home/invite_user.html", {"form": form})


def change_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or other rights on the site."""
    require(request.user, "accounts.manage", SITE)
    user = get_object_or_404(User, pk=pk)
    form = ChangeUserForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        actions.change_user(user, **form.cleaned_data, by=request.user)
        messages.success(request, f"De gegevens van {user} zijn bewaard.")
        return redirect("home:users")
    return render(request, "home/change_user.html", {"form": form, "person": User.objects.get(pk=pk)})
