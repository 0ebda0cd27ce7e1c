"""Parents join a group through a link; the coordinator sees who."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from rondom.cores.measure.sealing import lookups
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.ui.languages import as_sent
from rondom.workflows.parenting_questions.actions.enrolment import (
    join_group,
    leave_group,
    remove_parent,
    tell_of_place,
)
from rondom.workflows.parenting_questions.crowding import joins_too_often
from rondom.workflows.parenting_questions.forms.joining import JoinForm
from rondom.workflows.parenting_questions.models import Enrolment, ParentGroup, Pool
from rondom.workflows.parenting_questions.models.enrolment import LISTED
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.reaching import reached_alike
from rondom.workflows.parenting_questions.views.codes import look_up


@login_not_required
@never_cache
@sensitive_post_parameters("first_name", "contact")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, entrance: str) -> HttpResponse:
    """What the group is, and a first name and a way to reach someone. No account."""
    group = get_object_or_404(ParentGroup.objects.select_related("bundle__theme"), entrance=entrance)
    if group.state != GroupState.RECRUITING:
        return render(request, "parenting_questions/join_closed.html", status=410)
    form = JoinForm(**as_sent(request))
    if form.is_valid() and joins_too_often(request, entrance):
        return render(request, "parenting_questions/join_later.html", status=429)
    if form.is_valid():
        enrolment, code = join_group(group, **form.cleaned_data)
        context = {"group": group, "enrolment": enrolment, "code": code}
        return render(request, "parenting_questions/joined.html", context)
    parents = group.enrolments.count()
    context = {
        "group": group,
        "form": form,
        "is_full": parents >= group.places,
        "takes_nobody": parents >= LISTED * group.places,
    }
    return render(request, "parenting_questions/join.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def my_place(request: HttpRequest) -> HttpResponse:
    """With the code: do I have a place? And: I do not come."""
    enrolment, asking, status = look_up(request, _of)
    leaves = enrolment is not None and "leave" in request.POST
    if enrolment is not None and leaves:
        leave_group(enrolment)
    context = {"enrolment": enrolment, "left": leaves, **asking}
    return render(request, "parenting_questions/my_place.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def enrolments(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """Who joined, for the coordinator."""
    pool = get_for(request.user, "parenting_questions.view_enrolments", Pool, pk)
    group = get_object_or_404(pool.groups, pk=group_pk)
    if request.method == "POST":
        enrolment = _chosen(group, request.POST.get("parent", ""))
        if "remove" in request.POST:
            remove_parent(enrolment, by=request.user)
            messages.success(request, "De aanmelding is gewist.")
        else:
            tell_of_place(enrolment, by=request.user)
            messages.success(request, "Bewaard.")
        return redirect("parenting_questions:enrolments", pool.pk, group.pk)
    everyone = list(group.enrolments.all())
    context = {
        "pool": pool,
        "group": group,
        "placed": [one for one in everyone if one.has_place],
        "waiting": [one for one in everyone if not one.has_place],
        "alike": reached_alike(one.contact for one in everyone),
    }
    return render(request, "parenting_questions/enrolments.html", context)


def _of(code: str) -> Enrolment | None:
    found = Enrolment.objects.filter(lookup__in=lookups(code))
    return found.select_related("group__bundle__theme").first()


def _chosen(group: ParentGroup, number: str) -> Enrolment:
    found = group.enrolments.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise Refused("Deze aanmelding is er niet meer. Ga terug naar de lijst.")
    return found
