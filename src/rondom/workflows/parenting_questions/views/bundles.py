"""Questions taken together: what lies behind them, what will be done, and what parents hear."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.wording import hard_to_read
from rondom.workflows.parenting_questions.actions.bundles import (
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

FORMS: dict[str, type[forms.Form]] = {
    BundleState.INTERPRETED: InterpretForm,
    BundleState.DECIDED: DecideForm,
    BundleState.RETURNED: GiveBackForm,
}
"""What is written on the way to a state."""

NEXT: dict[str, tuple[str, ...]] = {
    BundleState.BUNDLED: (BundleState.SIGNAL, BundleState.RETURNED),
    BundleState.SIGNAL: (BundleState.INTERPRETED,),
    BundleState.INTERPRETED: (BundleState.DECIDED,),
    BundleState.DECIDED: (BundleState.RETURNED,),
    BundleState.RETURNED: (BundleState.CLOSED,),
    BundleState.CLOSED: (),
}
"""What can be done next, as the page offers it."""


@require_POST
def take_together(request: SignedIn, pk: int) -> HttpResponse:
    """Questions of one theme in one neighbourhood become a bundle."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    theme = pool.themes.filter(code=request.POST.get("theme", "")).first()
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
    if to not in NEXT[found.state]:
        raise Refused(
            "Dat kan nu niet. Misschien was een collega u voor. Kijk hoe de bundel er nu voor staat."
        )
    form = FORMS[to](request.POST) if to in FORMS else None
    if form is not None and (not form.is_valid() or "check" in request.POST):
        return _shown(request, found, {to: form}, checked="check" in request.POST)
    _step(found, to, form.cleaned_data if form else {}, request)
    messages.success(request, "Bewaard.")
    return redirect(found)


def _step(found: Bundle, to: str, written: dict[str, Any], request: SignedIn) -> None:
    if to == BundleState.SIGNAL:
        raise_signal(found, today=timezone.localdate(), by=request.user)
    elif to == BundleState.INTERPRETED:
        interpret_bundle(found, behind=written["behind"], by=request.user)
    elif to == BundleState.DECIDED:
        decide_bundle(found, answer=written["answer"], reason=written["reason"], by=request.user)
    elif to == BundleState.RETURNED:
        give_back(found, told=written["told"], by=request.user)
    else:
        close_bundle(found, by=request.user)


def _shown(
    request: SignedIn, found: Bundle, filled: dict[str, forms.Form], *, checked: bool = False
) -> HttpResponse:
    steps = [(to, filled.get(to) or (FORMS[to]() if to in FORMS else None)) for to in NEXT[found.state]]
    wrong = any(form.errors for form in filled.values())
    told = request.POST.get("told", "") if checked else ""
    context = {
        "bundle": found,
        "pool": found.pool,
        "questions": found.questions.order_by("week", "pk"),
        "steps": [(str(to), form) for to, form in steps],
        "checked": checked and not wrong,
        "remarks": hard_to_read(told),
        "stages": _stages(found),
    }
    return render(request, "parenting_questions/bundle.html", context, status=422 if wrong else 200)


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
