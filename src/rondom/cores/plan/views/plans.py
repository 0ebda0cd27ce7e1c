"""A plan: starting it, reading it, changing it, and bringing it further."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.plan.actions import evaluations, forgetting, plans
from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.forms.plans import (
    AudienceForm,
    CorrectionForm,
    ForgetForm,
    LookBackForm,
    PlanForm,
    ReasonForm,
    ResumeForm,
)
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.overviews.history import history as in_words
from rondom.cores.plan.overviews.lists import left_without_owner
from rondom.cores.plan.stages import stages
from rondom.cores.plan.views.finding import CHANGE, form_page, number_in, once, plan_for, saved
from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.circles.models import Circle
from rondom.foundation.workflow import named
from rondom.ui.templatetags.rondom import counted

PLANS, LINES = 30, 50


def listing(request: SignedIn) -> HttpResponse:
    """Every plan that someone sees, in all their circles."""
    return _listed(request, None)


def of_circle(request: SignedIn, circle_pk: int) -> HttpResponse:
    """The plans of one circle, as far as someone sees them."""
    return _listed(request, get_for(request.user, "circles.view_circle", Circle, circle_pk))


def start(request: SignedIn, circle_pk: int) -> HttpResponse:
    """A new plan in a circle."""
    circle = get_for(request.user, "plan.start_plan", Circle, circle_pk)
    form = PlanForm(request.POST or None, circle=circle)
    if request.method == "POST" and form.is_valid():
        plan = plans.start_plan(circle, by=request.user, **form.new())
        messages.success(request, "Het plan staat klaar. Schrijf nu op wat u wilt bereiken.")
        return redirect("plan:add_goal", plan.pk)
    context = {"form": form, "circle": circle}
    return render(request, "plan/start.html", context, status=422 if form.errors else 200)


def show(request: SignedIn, pk: int) -> HttpResponse:
    """The goals with their actions, where the plan stands, and what was learnt."""
    plan = plan_for(request, pk)
    workflow = named(plan.circle.workflow)
    context = {
        "plan": plan,
        "stages": stages(plan),
        "may_agree": plans.may_agree(plan, request.user),
        "newest": plan.versions.order_by("-pk").values_list("pk", flat=True).first(),
        "goals": plan.goals.prefetch_related("actions__organisation", "actions__owner", "origins"),
        "origins": plan.origins.filter(goal=None, action=None),
        "evaluations": plan.evaluations.prefetch_related("looks__goal"),
        "today": timezone.localdate(),
        "who": who_sees(plan),
        "workflow": workflow,
        "workflow_address": reverse(workflow.home, args=[plan.circle_id]) if workflow else "",
    }
    return render(request, "plan/plan.html", context)


def change(request: SignedIn, pk: int) -> HttpResponse:
    """Another title, neighbourhood or day."""
    plan = plan_for(request, pk, CHANGE)
    form = PlanForm(request.POST or None, thing=plan, circle=plan.circle)
    done = saved(
        request, form, lambda: plans.change_plan(plan, form.values(), by=request.user, **form.edit()),
        said="Het plan is bewaard.", to=plan,
    )  # fmt: skip
    return done or form_page(request, form, plan=plan, title="Het plan wijzigen")


def share(request: SignedIn, pk: int) -> HttpResponse:
    """Who in the circle sees the plan."""
    plan = plan_for(request, pk, CHANGE)
    initial = {"audience": plan.audience, "named": plan.named.all(), "revision": plan.revision}
    form = AudienceForm(request.POST or None, circle=plan.circle, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            plans.share_plan(plan, by=request.user, **form.shared())
        except Stale as stale:
            form.show_both(stale)
        else:
            return _shared(request, plan)
    lead = "Wie niet in de kring zit, ziet het plan nooit."
    return form_page(request, form, plan=plan, title="Wie ziet dit plan?", lead=lead)


MOVES: dict[str, Callable[..., None]] = {
    PlanState.AGREED: plans.agree_plan,
    PlanState.RUNNING: plans.start_work,
    PlanState.CLOSED: plans.close_plan,
}
"""Moves of a plan that a press is enough for."""


@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    """One step further."""
    plan = plan_for(request, pk, CHANGE)
    step = MOVES.get(request.POST.get("state", ""))
    if step is None:
        messages.error(request, "Kies een van de knoppen.")
        return redirect(plan)
    more = _agreeing(request) if step is plans.agree_plan else {}
    once(lambda: step(plan, by=request.user, **more), plan, request.POST["state"])
    messages.success(request, f"Het plan is nu {plan.get_state_display()}.")
    return redirect(plan)


def stop(request: SignedIn, pk: int) -> HttpResponse:
    """Stopping, with a reason."""
    plan = plan_for(request, pk, CHANGE)
    form = ReasonForm(request.POST or None)
    done = saved(
        request, form, lambda: once(
            lambda: plans.stop_plan(plan, by=request.user, **form.cleaned_data),
            plan, PlanState.STOPPED, stop_reason=form.cleaned_data["reason"],
        ),
        said="Het plan is gestopt.", to=plan,
    )  # fmt: skip
    lead = "Een plan dat stopt, blijft te lezen. Er verandert niets meer aan."
    return done or form_page(request, form, plan=plan, title="Het plan stoppen", button="Stoppen", lead=lead)


def resume(request: SignedIn, pk: int) -> HttpResponse:
    """Going on after an evaluation."""
    plan = plan_for(request, pk, CHANGE)
    form = ResumeForm(request.POST or None)
    done = saved(
        request, form, lambda: plans.resume_plan(plan, by=request.user, **form.cleaned_data),
        said="Het plan gaat verder.", to=plan,
    )  # fmt: skip
    return done or form_page(request, form, plan=plan, title="Het plan gaat verder", button="Verder")


def evaluate(request: SignedIn, pk: int) -> HttpResponse:
    """At the end of a period."""
    plan = plan_for(request, pk, CHANGE)
    form = LookBackForm(request.POST or None, initial={"on": timezone.localdate()})
    done = saved(
        request, form, lambda: evaluations.evaluate_plan(plan, by=request.user, **form.cleaned_data),
        said="De evaluatie is bewaard.", to=plan,
    )  # fmt: skip
    return done or form_page(request, form, plan=plan, title="Evalueren", lead=_counts(plan))


def correct(request: SignedIn, pk: int, evaluation_pk: int) -> HttpResponse:
    """Other words for what was learnt."""
    plan = plan_for(request, pk, CHANGE)
    evaluation = get_object_or_404(plan.evaluations, pk=evaluation_pk)
    texts = {**evaluation.words, "revision": evaluation.mark}
    form = CorrectionForm(request.POST or None, initial=texts, looks=evaluation.looks.select_related("goal"))
    done = saved(
        request, form,
        lambda: evaluations.correct_evaluation(evaluation, by=request.user, **form.corrected()),
        said="De terugblik is verbeterd.", to=plan,
    )  # fmt: skip
    return done or form_page(request, form, plan=plan, title=f"{evaluation.title} verbeteren")


def forget(request: SignedIn, pk: int, version_pk: int) -> HttpResponse:
    """Taking an old text out of the history."""
    plan = plan_for(request, pk, CHANGE)
    version = get_object_or_404(plan.versions, pk=version_pk)
    form = ForgetForm(request.POST or None)
    done = saved(
        request, form, lambda: forgetting.forget_text(version, by=request.user, **form.cleaned_data),
        said="De oude tekst is weg.", to=reverse("plan:history", args=[plan.pk]),
    )  # fmt: skip
    old = " / ".join(version.old_texts.values())
    lead = f"Dit verdwijnt uit de geschiedenis: ‘{old}’. Wie wijzigde en wanneer, blijft staan."
    return done or form_page(
        request, form, plan=plan, title="Een oude tekst weghalen", button="Weghalen",
        lead=lead if old else "Hier is geen oude tekst om weg te halen.",
        back=reverse("plan:history", args=[plan.pk]),
    )  # fmt: skip


def history(request: SignedIn, pk: int) -> HttpResponse:
    """Every change, newest first."""
    plan = plan_for(request, pk)
    page = Paginator(plan.versions.select_related("by"), LINES).get_page(request.GET.get("pagina"))
    context = {
        "plan": plan,
        "may_forget": may(request.user, CHANGE, plan),
        "lines": in_words(page.object_list),
        "page": page,
        "who": who_sees(plan),
    }
    return render(request, "plan/history.html", context)


def _shared(request: SignedIn, plan: Plan) -> HttpResponse:
    messages.success(request, "Bewaard. Alleen deze mensen zien het plan nu.")
    if number := left_without_owner(plan):
        said = counted(number, "actie heeft,acties hebben") + " een trekker die het plan niet meer ziet."
        messages.warning(request, f"{said} Kies daar iemand anders.")
    still_sees = Plan.objects.visible_to(request.user).filter(pk=plan.pk).exists()
    return redirect(plan) if still_sees else redirect("plan:of_circle", plan.circle_id)


def _listed(request: SignedIn, circle: Circle | None) -> HttpResponse:
    seen = Plan.objects.filter(pk__in=Plan.objects.visible_to(request.user))
    if circle:
        seen = seen.filter(circle=circle)
    done = Q(goals__actions__state=ActionState.DONE)
    rows = seen.select_related("circle", "area").annotate(
        number_of_actions=Count("goals__actions", distinct=True),
        number_done=Count("goals__actions", filter=done, distinct=True),
    )
    page = Paginator(rows.order_by("title", "pk"), PLANS).get_page(request.GET.get("pagina"))
    return render(request, "plan/plans.html", {"page": page, "circle": circle})


def _agreeing(request: SignedIn) -> dict[str, Any]:
    """Today, and the last change that someone had before them when they pressed."""
    return {"on": timezone.localdate(), "seen": number_in(request, "seen")}


def _counts(plan: Plan) -> str:
    states = [one.state for goal in plan.goals.prefetch_related("actions") for one in goal.actions.all()]
    done = states.count(ActionState.DONE)
    return f"Van de {len(states)} acties zijn er {done} klaar." if states else ""
