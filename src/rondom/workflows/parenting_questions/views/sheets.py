"""Questions from a spreadsheet: looked through first, mended on the page, and only then kept.

Between looking and keeping the rows travel in the page itself, signed: a file may hold names, and what is
not on the server cannot stay there.
"""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.workflows.parenting_questions.actions.sheets import take_in_questions
from rondom.workflows.parenting_questions.forms.sheets import LookedThrough, SheetForm, mended
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.quarters import quarter_of
from rondom.workflows.parenting_questions.template_sheet import template_of
from rondom.workflows.parenting_questions.understanding import words_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ONE_DAY = 24 * 60 * 60


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def from_sheet(request: SignedIn, pk: int) -> HttpResponse:
    """First look through a file without keeping anything, then take in what is good."""
    pool = get_for(request.user, "parenting_questions.log_question", Pool, pk)
    if "draft" in request.POST:
        return _go_on(request, pool)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = words_of(pool)
        rows = [(number, words.understood(row)) for number, row in form.rows]
        looked = LookedThrough(pool, rows, words=words, today=timezone.localdate(), unsafe=())
        return _checked(request, pool, looked)
    context = {"pool": pool, "form": form}
    return render(request, "parenting_questions/from_sheet.html", context, status=422 if form.errors else 200)


def template(request: SignedIn, pk: int) -> HttpResponse:
    """An empty file to fill in, with what can be chosen in this pool."""
    pool = get_for(request.user, "parenting_questions.log_question", Pool, pk)
    response = HttpResponse(template_of(words_of(pool)), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="opvoedvragen.xlsx"'
    return response


def _go_on(request: SignedIn, pool: Pool) -> HttpResponse:
    try:
        draft = signing.loads(request.POST["draft"], salt=_salt(request, pool), max_age=ONE_DAY)
    except signing.BadSignature:
        messages.error(request, "Dit bestand is te lang geleden nagekeken. Kies het opnieuw.")
        return redirect("parenting_questions:from_sheet", pool.pk)
    rows = [(number, mended(number, row, request.POST)) for number, row in draft["rows"]]
    today = timezone.localdate()
    looked = LookedThrough(pool, rows, words=words_of(pool), today=today, unsafe=draft["unsafe"])
    if "keep" not in request.POST or not looked.good:
        return _checked(request, pool, looked)
    taken = take_in_questions(pool, [row.sheet_row for row in looked.good], today=today, by=request.user)
    messages.success(request, _told(taken.added, len(looked.double) + taken.double))
    return redirect(pool)


def _checked(request: SignedIn, pool: Pool, looked: LookedThrough) -> HttpResponse:
    draft = signing.dumps(
        {"rows": looked.rows, "unsafe": looked.unsafe}, salt=_salt(request, pool), compress=True
    )
    counted = set(pool.quarter_counts.values_list("quarter", flat=True))
    late = sum(quarter_of(row.sheet_row.week) in counted for row in looked.good)
    context = {"pool": pool, "looked": looked, "draft": draft, "late": late}
    return render(request, "parenting_questions/check_sheet.html", context)


def _salt(request: SignedIn, pool: Pool) -> str:
    return f"parenting_questions.sheet.{pool.pk}.{request.user.pk}"


def _told(added: int, double: int) -> str:
    words = "1 vraag staat" if added == 1 else f"{added} vragen staan"
    there = f" Al bekend of dubbel: {double}. Dat telt één keer." if double else ""
    return f"{words} in de pot. Een coördinator leest eerst alles na.{there}"
