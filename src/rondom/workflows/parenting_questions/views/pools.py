"""Pools."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rondom.foundation.access import SITE
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for, require
from rondom.foundation.circles.models import Circle, roles_remembered
from rondom.workflows.parenting_questions.actions.pools import start_pool
from rondom.workflows.parenting_questions.cards import languages
from rondom.workflows.parenting_questions.figures import figures_of
from rondom.workflows.parenting_questions.forms.pools import PoolForm
from rondom.workflows.parenting_questions.models import Approach, Pool
from rondom.workflows.parenting_questions.overviews import progress


def pools(request: SignedIn) -> HttpResponse:
    """Every pool that someone takes part in."""
    found = Pool.objects.visible_to(request.user).prefetch_related("areas").select_related("circle")
    has_approaches = Approach.objects.visible_to(request.user).exists()
    context = {"pools": found, "site": SITE, "has_approaches": has_approaches}
    with roles_remembered(request.user):
        return render(request, "parenting_questions/pools.html", context)


def add_pool(request: SignedIn) -> HttpResponse:
    """A new pool: a name and its neighbourhoods."""
    require(request.user, "parenting_questions.start_pool", SITE)
    form = PoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pool = start_pool(
            form.cleaned_data["name"],
            municipality=form.municipality,
            areas=form.cleaned_data["areas"],
            by=request.user,
        )
        return redirect(pool)
    status = 422 if form.errors else 200
    return render(request, "parenting_questions/add_pool.html", {"form": form}, status=status)


def of_circle(request: SignedIn, circle_pk: int) -> HttpResponse:
    """From a circle to its pool."""
    circle = get_for(request.user, "circles.view_circle", Circle, circle_pk)
    found = Pool.objects.visible_to(request.user).filter(circle=circle).first()
    return redirect(found) if found else redirect("parenting_questions:pools")


def pool(request: SignedIn, pk: int) -> HttpResponse:
    """What was asked, how far it is, and what comes next."""
    found = get_for(request.user, "parenting_questions.view_pool", Pool, pk)
    context = {"pool": found, "progress": progress(found), "areas": found.areas.all()}
    context["card_languages"] = languages()
    context["facts"] = list(figures_of([found], timezone.localdate())[found.pk].facts)
    context["is_alone"] = found.circle.memberships.count() == 1
    return render(request, "parenting_questions/pool.html", context)
