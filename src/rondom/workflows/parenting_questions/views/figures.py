"""How it goes with the questions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.workflows.parenting_questions.figures import (
    AIM_IN_TIME,
    AIM_WEEKS,
    FEWEST_GROUPS,
    figures_of,
    since,
)
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.reach import reach_of


def figures(request: SignedIn, pk: int) -> HttpResponse:
    """Taken together, answered in time, and from a signal to a group: quarter by quarter."""
    pool = get_for(request.user, "parenting_questions.view_signals", Pool, pk)
    today = timezone.localdate()
    context = {
        "pool": pool,
        "figures": figures_of([pool], today)[pool.pk],
        "reach": reach_of(pool, since(today)),
        "aim_in_time": AIM_IN_TIME,
        "aim_weeks": AIM_WEEKS,
        "fewest_groups": FEWEST_GROUPS,
    }
    return render(request, "parenting_questions/figures.html", context)
