"""Questions taken together: what lies behind them, what will be done, and what parents hear."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.wording import hard_to_read
from rondom.workflows.parenting_questions.actions.bundles import (
    NO_SIGNAL,
    bundle_questions,
    close_bundle,
    decide_bundle,
    give_back,
    interpret_bundle,
    raise_signal,
)
from rondom.workflows.parenting_questions.forms.bundles import DecideForm, GiveBackForm, InterpretForm
from rondom.workflows.parenting_questions.models import Bundle, Pool
from rondom.workflows.parenting_questions.models.bundle import BundleState
from rondom.workflows.parenting_questions.models.written import mark
from rondom.workflows.parenting_questions.signals import signal_of
from rondom.workflows.parenting_questions.views.stepping import stepped

FORMS: dict[str, type[forms.Form]] = {
    BundleState.INTERPRETED: InterpretForm,
    BundleState.DECIDED: DecideForm,
    BundleState.RETURNED: GiveBackForm,
}
"""What is written on the way to a state."""


@require_POST
def take_together(request: SignedIn, pk: int) -> HttpResponse:
    """Questions of one theme in one neighbourhood become a bundle."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    theme = {one.code: one for one in pool.themes.all()}.get(request.POST.get("theme", ""))
    number = request.POST.get("area", "")
    area = pool.areas.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None
    if theme is None or area is None:
        raise Refused("Kies een thema en een wijk uit de lijst.")
    bundle = bundle_questions(pool, theme=theme, area=area, today=timezone.localdate(), by=request.user)
    return redirect(bundle)


def bundle(request: SignedIn, pk: int, bundle_pk: int) -> HttpResponse:
    """The words of parents, and everything that was written about them."""
    pool = get_for(request.user, "parenting_questions.view_bundle", Pool, pk)
    found = get_object_or_404(pool.bundles, pk=bundle_pk)
    return _shown(request, found, {})


@require_POST
def go_on(request: SignedIn, pk: int, bundle_pk: int) -> HttpResponse:
    """One step further; what was written is checked first."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    found = get_object_or_404(pool.bundles, pk=bundle_pk)
    to = request.POST.get("to", "")
    if to not in (*found.following, found.state):
        raise Refused(
            "Dat kan nu niet. Misschien was een collega u voor. Kijk hoe de bundel er nu voor staat."
        )
    form = FORMS[to](request.POST) if to in FORMS else None
    if form is not None and (not form.is_valid() or _may_be_easier(request, form)):
        return _shown(request, found, {to: form})
    written = form.cleaned_data if form else {}
    return stepped(
        request,
        found,
        to,
        form,
        step=lambda: _step(found, to, written, request),
        address=request.path,
        again=lambda wrong: _shown(request, found, {to: wrong}),
    )


def _step(found: Bundle, to: str, written: dict[str, Any], request: SignedIn) -> None:
    seen = request.POST.get("seen", "")
    if to == BundleState.SIGNAL:
        raise_signal(found, today=timezone.localdate(), by=request.user)
    elif to == BundleState.INTERPRETED:
        interpret_bundle(found, **written, by=request.user, seen=seen)
    elif to == BundleState.DECIDED:
        decide_bundle(found, **written, by=request.user, seen=seen)
    elif to == BundleState.RETURNED:
        give_back(found, **written, today=timezone.localdate(), by=request.user, seen=seen)
    else:
        close_bundle(found, by=request.user)


def _may_be_easier(request: SignedIn, form: forms.Form) -> bool:
    """Whether to show the text once more: the writer asks how it reads, or it is hard and not sent twice."""
    if not isinstance(form, GiveBackForm) or "anyway" in request.POST:
        return False
    return "check" in request.POST or bool(hard_to_read(form.cleaned_data["told"]))


def _shown(request: SignedIn, found: Bundle, filled: dict[str, forms.Form]) -> HttpResponse:
    wrong = any(form.errors for form in filled.values())
    is_read = bool(filled) and not wrong
    context = {
        "bundle": found,
        "pool": found.pool,
        "questions": list(found.questions.order_by("week", "pk")),
        "groups": list(found.groups.order_by("pk")),
        "steps": [
            (str(to), filled.get(to) or (FORMS[to]() if to in FORMS else None)) for to in found.following
        ],
        "no_signal": _no_signal(found),
        "correct": _correcting(found, filled),
        "seen": request.POST.get("seen") or mark(found.written),
        "is_read": is_read,
        "is_hard": is_read and bool(hard_to_read(request.POST["told"])),
        "stages": _stages(found),
    }
    return render(request, "parenting_questions/bundle.html", context, status=422 if wrong else 200)


def _correcting(found: Bundle, filled: dict[str, forms.Form]) -> forms.Form | None:
    """What parents read can be made better until the bundle is closed."""
    if found.state != BundleState.RETURNED:
        return None
    return filled.get(BundleState.RETURNED) or GiveBackForm(initial={"told": found.told})


def _no_signal(found: Bundle) -> str:
    """Why it cannot become a signal now, in words; empty when it can, or when that is not asked."""
    asks = BundleState.SIGNAL in found.following
    return NO_SIGNAL if asks and not signal_of(found, timezone.localdate()) else ""


def _stages(found: Bundle) -> list[dict[str, str]]:
    order = list(BundleState)
    here = order.index(BundleState(found.state))
    return [
        {
            "name": state.label,
            "state": "done" if place < here else "now" if place == here else "",
            "address": "",
        }
        for place, state in enumerate(order)
    ]
