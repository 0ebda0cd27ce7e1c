"""Goals and the scores that people give."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.plan.actions import goals
from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.forms.goals import GoalForm, ScoreForm
from rondom.cores.plan.forms.plans import ReasonForm
from rondom.cores.plan.models import Version
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.overviews.history import history
from rondom.cores.plan.overviews.progress import progress_of
from rondom.cores.plan.pictures import scores
from rondom.cores.plan.views.finding import CHANGE, form_page, goal_for, number_in, once, plan_for, saved
from rondom.foundation.accounts.requests import SignedIn

RECENT = 10


def show(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """What it is, what a family would notice, whether it comes nearer, and which actions ran."""
    goal = goal_for(request, pk, goal_pk)
    given = list(goal.scores.all())
    versions = Version.objects.of("goal", goal.pk).select_related("by")
    context = {
        "goal": goal,
        "plan": goal.plan,
        "progress": progress_of(goal, timezone.localdate()),
        "origins": goal.origins.all(),
        "looks": goal.looks.select_related("evaluation").order_by("evaluation__on", "pk"),
        "scores": scores(goal, given, "wide"),
        "scores_narrow": scores(goal, given, "narrow"),
        "lines": history(versions[:RECENT]),
        "may_forget": False,  # that is done on the page of the whole history
        "today": timezone.localdate(),
        "who": who_sees(goal.plan),
    }
    return render(request, "plan/goal.html", context)


def add(request: SignedIn, pk: int) -> HttpResponse:
    """A goal at the end of the list."""
    plan = plan_for(request, pk, CHANGE)
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        goal = goals.add_goal(plan, by=request.user, **form.new())
        messages.success(request, "Het doel staat erin. Schrijf nu op wat u gaat doen.")
        return redirect(goal)
    return form_page(request, form, plan=plan, title="Een doel opschrijven")


def change(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """Other words."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    form = GoalForm(request.POST or None, thing=goal)
    done = saved(
        request, form, lambda: goals.change_goal(goal, form.values(), by=request.user, **form.edit()),
        said="Het doel is bewaard.", to=goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=goal.plan, title="Het doel wijzigen", back=goal.get_absolute_url()
    )


@require_POST
def up(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """One place earlier in the list."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    goals.move_goal_up(goal, by=request.user, seen=number_in(request, "seen"))
    return redirect(goal.plan)


@require_POST
def move(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """Reached, or open again."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    if request.POST.get("state") == "reached":
        once(lambda: goals.reach_goal(goal, by=request.user), goal, GoalState.REACHED)
    else:
        once(lambda: goals.reopen_goal(goal, by=request.user), goal, GoalState.OPEN)
    messages.success(request, f"Het doel is nu: {goal.get_state_display()}.")
    return redirect(goal)


def drop(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """Letting it go, with a reason."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    form = ReasonForm(request.POST or None)
    done = saved(
        request, form, lambda: once(
            lambda: goals.drop_goal(goal, by=request.user, **form.cleaned_data),
            goal, GoalState.DROPPED, drop_reason=form.cleaned_data["reason"],
        ),
        said="Het doel is losgelaten.", to=goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=goal.plan, title="Het doel loslaten", button="Loslaten",
        back=goal.get_absolute_url(),
    )  # fmt: skip


def score(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """How near it is, from 0 to 10."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    form = ScoreForm(request.POST or None, initial={"on": timezone.localdate()})
    done = saved(
        request, form, lambda: goals.give_score(goal, by=request.user, **form.cleaned_data),
        said="Het cijfer is bewaard.", to=goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=goal.plan, title="Een cijfer geven", lead=goal.words, back=goal.get_absolute_url()
    )
