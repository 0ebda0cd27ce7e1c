"""Groups of parents."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import counted
from rondom.wording import hard_to_read
from rondom.workflows.parenting_questions.actions import groups as actions
from rondom.workflows.parenting_questions.actions.opinions import TAKES_OPINIONS
from rondom.workflows.parenting_questions.forms.groups import (
    EvaluateForm,
    GroupForm,
    MeetingForm,
    StartGroupForm,
    StopForm,
)
from rondom.workflows.parenting_questions.library import attendance, marks
from rondom.workflows.parenting_questions.models import Approach, Opinion, ParentGroup, Pool
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.opinions import for_the_circle
from rondom.workflows.parenting_questions.views.revising import revising_page
from rondom.workflows.parenting_questions.views.stepping import stepped

STEPS: dict[str, tuple[str, Callable[..., None]]] = {
    GroupState.PREPARING: ("Voorbereiden", actions.prepare_group),
    GroupState.RECRUITING: ("Ouders zoeken", actions.recruit_parents),
    GroupState.STARTED: ("Starten", actions.begin_group),
    GroupState.FINISHED: ("Klaar", actions.finish_group),
}
"""Steps for which nothing needs to be written."""

WRITING: dict[str, type[forms.Form]] = {GroupState.STOPPED: StopForm, GroupState.EVALUATED: EvaluateForm}
"""What is written on the way to a state."""

MEETING = "meeting"
"""What a form that counts parents sends instead of a state."""


def groups(request: SignedIn, pk: int) -> HttpResponse:
    """All groups of a pool."""
    pool = get_for(request.user, "parenting_questions.view_bundle", Pool, pk)
    found = pool.groups.select_related("bundle__theme", "bundle__area")
    return render(request, "parenting_questions/groups.html", {"pool": pool, "groups": found})


@require_http_methods(["GET", "POST"])
def start_group(request: SignedIn, pk: int, bundle_pk: int) -> HttpResponse:
    """A group from a bundle."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    bundle = get_object_or_404(pool.bundles, pk=bundle_pk)
    chosen = {"copied_from": request.GET.get("aanpak", "")}
    form = StartGroupForm(request.POST or None, bundle=bundle, user=request.user, initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.start_group(bundle, **form.cleaned_data, by=request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
    return _form(request, pool, form, f"Een groep over {bundle}")


def group(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """One group: where it stands, and what comes next."""
    pool = get_for(request.user, "parenting_questions.view_bundle", Pool, pk)
    found = get_object_or_404(pool.groups, pk=group_pk)
    return _shown(request, found, {})


def _shown(request: SignedIn, found: ParentGroup, filled: Mapping[str, forms.Form]) -> HttpResponse:
    """The page of a group; ``filled`` are forms that were sent and are not right yet."""
    copied = found.copied_from
    writing = {to: filled.get(to) or form() for to, form in WRITING.items() if to in found.following}
    context = {
        "pool": found.pool,
        "group": found,
        "steps": [(str(to), words) for to, (words, _) in STEPS.items() if to in found.following],
        "not_yet": _not_yet(found, timezone.localdate()),
        "stop": writing.get(GroupState.STOPPED),
        "evaluate": writing.get(GroupState.EVALUATED),
        "meeting": filled.get(MEETING) or (MeetingForm() if found.is_counted else None),
        "marks": marks(found),
        "attendance": attendance(found),
        "opinions": for_the_circle(Opinion.objects.filter(group=found).first()),
        "asks_opinions": found.state in TAKES_OPINIONS,
        "dossier": Approach.objects.filter(group=found).first(),
        "write_dossier": GroupState.IN_LIBRARY in found.following,
        "copied": copied if may(request.user, "parenting_questions.view_approach", copied) else None,
    }
    return render(request, "parenting_questions/group.html", context, status=422 if filled else 200)


@require_http_methods(["GET", "POST"])
def change_group(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """What a group looks like."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    found = get_object_or_404(pool.groups, pk=group_pk)
    title = str(found)
    form = GroupForm(request.POST or None, instance=found)

    def save() -> HttpResponse:
        revision = form.cleaned_data["revision"]
        actions.change_group(found, changes=form.changes(), revision=revision, by=request.user)
        if found.is_announced and {"starts_on", "starts_at", "where"} & set(form.changed_data):
            _tell_parents(request, found)
        if "about" in form.changed_data and hard_to_read(found.about):
            messages.warning(
                request, "Bewaard. Kijk nog eens naar de tekst voor ouders: die kan eenvoudiger."
            )
            return redirect("parenting_questions:change_group", pool.pk, found.pk)
        messages.success(request, "Bewaard.")
        return redirect(found)

    context = {"pool": pool, "title": title}
    return revising_page(request, "parenting_questions/group_form.html", form, save=save, context=context)


@require_POST
def move_group(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """One step further, or a count of who was there."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    found = get_object_or_404(pool.groups, pk=group_pk)
    to = request.POST.get("to", "")
    if to == MEETING:
        return _count(request, found)
    form = WRITING[to](request.POST) if to in WRITING else None
    if form is not None and not form.is_valid():
        return _shown(request, found, {to: form})
    written = form.cleaned_data if form else {}
    return stepped(
        request,
        found,
        to,
        form,
        step=lambda: _step(found, to, dict(written), request),
        address=request.path,
        again=lambda wrong: _shown(request, found, {to: wrong}),
    )


def _step(found: ParentGroup, to: str, written: dict[str, Any], request: SignedIn) -> None:
    seen, today = request.POST.get("seen", ""), timezone.localdate()
    if to in (GroupState.STARTED, GroupState.FINISHED):
        STEPS[to][1](found, today=today, by=request.user)
    elif to in STEPS:
        STEPS[to][1](found, by=request.user)
    elif to == GroupState.STOPPED:
        actions.stop_group(found, **written, today=today, by=request.user, seen=seen)
    elif to == GroupState.EVALUATED:
        worked = written.pop("what_worked")
        actions.evaluate_group(found, elements=written, what_worked=worked, by=request.user, seen=seen)
    else:
        raise Refused("Dat kan nu niet. Kijk hoe de groep er nu voor staat.")


def _tell_parents(request: SignedIn, found: ParentGroup) -> None:
    """Whoever joined knows the group at another time or place; nobody but the coordinator tells them."""
    joined = found.enrolments.count()
    if joined:
        who = counted(joined, "ouder meldde,ouders meldden")
        messages.warning(
            request, f"{who} zich al aan. Vertel zelf wat er nu anders is: de site stuurt geen bericht."
        )


def _not_yet(found: ParentGroup, today: date) -> str:
    """Why the next step has to wait, in words; empty when it need not."""
    if found.state == GroupState.PREPARING and not (found.starts_on and found.where):
        return actions.FILL_IN_FIRST
    return actions.too_early(found, today) if found.state == GroupState.RECRUITING else ""


def _count(request: SignedIn, found: ParentGroup) -> HttpResponse:
    """Who is second for the same day reads both numbers and chooses."""
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, {MEETING: form})
    try:
        actions.count_meeting(found, **form.cleaned_data, by=request.user)
    except actions.AlreadyCounted as there:
        form.saw(there.parents)
        context = {"group": found, "pool": found.pool, "form": form, "there": there.parents}
        return render(request, "parenting_questions/meeting_counted.html", context, status=409)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _shown(request, found, {MEETING: form})
    messages.success(request, "Bewaard.")
    return redirect(found)


def _form(request: SignedIn, pool: Pool, form: forms.Form, title: str) -> HttpResponse:
    context = {"pool": pool, "form": form, "title": title, "now": []}
    status = 422 if form.errors else 200
    return render(request, "parenting_questions/group_form.html", context, status=status)
