"""Indicators of a goal, and the numbers that people count themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from rondom.cores.plan.actions import indicators
from rondom.cores.plan.forms.indicators import CountForm, IndicatorForm
from rondom.cores.plan.views.finding import CHANGE, form_page, goal_for, indicator_for, saved
from rondom.foundation.accounts.requests import SignedIn


def add(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """Something by which people will see whether the goal comes nearer."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    form = IndicatorForm(request.POST or None, plan=goal.plan)
    done = saved(
        request, form, lambda: indicators.choose_indicator(goal, by=request.user, **form.new()),
        said="De indicator staat erin.", to=goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=goal.plan, title="Kiezen hoe u ziet of het beter gaat", lead=goal.words,
        back=goal.get_absolute_url(),
    )  # fmt: skip


def change(request: SignedIn, pk: int, indicator_pk: int) -> HttpResponse:
    """Other words, another target, or another definition."""
    indicator = indicator_for(request, pk, indicator_pk, CHANGE)
    goal = indicator.goal
    form = IndicatorForm(request.POST or None, thing=indicator, plan=goal.plan)
    done = saved(
        request, form,
        lambda: indicators.change_indicator(indicator, form.values(), by=request.user, **form.edit()),
        said="De indicator is bewaard.", to=goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=goal.plan, title="De indicator wijzigen", back=goal.get_absolute_url(),
        lead="Meet u voortaan iets anders? Dan begint een nieuwe reeks. De oude waarden blijven staan.",
    )  # fmt: skip


def count(request: SignedIn, pk: int, indicator_pk: int) -> HttpResponse:
    """A number that people counted."""
    indicator = indicator_for(request, pk, indicator_pk, CHANGE)
    form = CountForm(request.POST or None, initial={"on": timezone.localdate()})
    done = saved(
        request, form, lambda: indicators.record_count(indicator, by=request.user, **form.cleaned_data),
        said="Het aantal is bewaard.", to=indicator.goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=indicator.plan, title="Een aantal invullen", lead=indicator.name,
        back=indicator.goal.get_absolute_url(),
    )  # fmt: skip
