"""How questions are read before they count: for everyone to know, and for the circle to look back on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.places.spreadsheets import as_csv
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import WithheldFor
from rondom.workflows.parenting_questions.reading_policy import HEAD, read_until, reading_log


@login_not_required
@require_safe
def how_we_read(request: HttpRequest, entrance: str) -> HttpResponse:
    """Who reads, what leaves and why, and how often that happened."""
    pool = get_object_or_404(Pool, entrance=entrance)
    context = {"pool": pool, "reasons": WithheldFor.choices, "read": read_until(pool, timezone.localdate())}
    return render(request, "parenting_questions/how_we_read.html", context)


def log(request: SignedIn, pk: int) -> HttpResponse:
    """Every question that was read or taken away, by week, without its text."""
    pool = get_for(request.user, "parenting_questions.view_question", Pool, pk)
    response = HttpResponse(as_csv(HEAD, reading_log(pool)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nalezen-{pool.pk}.csv"'
    return response
