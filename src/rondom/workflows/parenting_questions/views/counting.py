"""Counting a quarter, in the background."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.actions.counting import ask_to_count
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.tasks import count_quarter


@require_POST
def count(request: SignedIn, pk: int) -> HttpResponse:
    """Have one quarter counted; what stands in the way is said at once."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    try:
        quarter = date.fromisoformat(request.POST.get("quarter", ""))
    except ValueError:
        raise Refused("Kies een kwartaal uit de lijst.") from None
    counting, is_new = ask_to_count(pool, quarter, today=timezone.localdate())
    if is_new:
        count_quarter.enqueue(counting.pk, request.user.pk)
    return redirect("parenting_questions:counting", pool.pk, counting.pk)


def progress(request: SignedIn, pk: int, counting_pk: int) -> HttpResponse:
    """Whether it is done. The page asks again by itself; without JavaScript one reloads it."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    counting = get_object_or_404(pool.countings, pk=counting_pk)
    if counting.finished and not counting.problem:
        address = reverse("parenting_questions:signals", args=[pool.pk])
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)
    context = {
        "pool": pool,
        "counting": counting,
        "name": quarters.said(counting.quarter),
        "is_stuck": counting.is_stuck(timezone.now()),
    }
    return render(request, "parenting_questions/counting.html", context)
