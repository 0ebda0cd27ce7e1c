"""Who is in a circle, and what happened there."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from rondom.foundation.access import SITE
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member, remove_member
from rondom.foundation.circles.door import get_for, require
from rondom.foundation.circles.forms import MemberForm
from rondom.foundation.circles.models import Circle
from rondom.foundation.circles.overviews import log_actions, log_length, log_lines
from rondom.foundation.refusals import Refused
from rondom.foundation.workflow import home_of

LINES = 25


def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in; a coordinator lets people in."""
    circle = get_for(request.user, "circles.view_circle", Circle, pk)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        circle = get_for(request.user, "circles.manage_members", Circle, pk)
        if form.is_valid():
            membership = add_member(circle, by=_user(request), **form.member())
            messages.success(request, f"{membership.user} is nu {membership.get_role_display()}.")
            return redirect("circles:members", circle.pk)
    context = {
        "circle": circle,
        "workflow_address": home_of(circle.workflow, circle.pk),
        "memberships": circle.memberships.select_related("user"),
        "form": form,
    }
    return render(request, "circles/members.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: HttpRequest, pk: int, user_pk: int) -> HttpResponse:
    """Someone no longer sees anything of the circle."""
    circle = get_for(request.user, "circles.manage_members", Circle, pk)
    user = get_object_or_404(circle.members, pk=user_pk)
    try:
        remove_member(circle, user=user, by=_user(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("circles:members", circle.pk)
    if user == request.user:
        messages.success(request, f"U bent uit de kring {circle}. U ziet er niets meer van.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    messages.success(request, f"{user} is geen lid meer.")
    return redirect("circles:members", circle.pk)


def log(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened in this circle and who looked, newest first."""
    return _show_log(request, get_for(request.user, "circles.view_log", Circle, pk))


def site_log(request: HttpRequest) -> HttpResponse:
    """What happened to accounts, places, partners and questionnaires, which belong to no circle."""
    require(request.user, "circles.view_site_log", SITE)
    return _show_log(request, None)


def _show_log(request: HttpRequest, circle: Circle | None) -> HttpResponse:
    actions = log_actions(circle)
    action = request.GET.get("wat", "")
    action = action if action in dict(actions) else ""
    paginator = Paginator(range(log_length(circle, action=action)), LINES)
    page = paginator.get_page(request.GET.get("pagina"))
    context = {
        "circle": circle,
        "workflow_address": home_of(circle.workflow, circle.pk) if circle else "",
        "lines": log_lines(circle, first=(page.number - 1) * LINES, number=LINES, action=action),
        "page": page,
        "actions": actions,
        "action": action,
        "query": f"{urlencode({'wat': action})}&" if action else "",
    }
    return render(request, "circles/log.html", context)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
