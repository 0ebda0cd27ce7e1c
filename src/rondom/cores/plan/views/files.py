"""A plan on paper and as a spreadsheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from rondom.cores.plan.overviews.lists import Chosen
from rondom.cores.plan.paper import plan_pdf
from rondom.cores.plan.sheet import plan_xlsx
from rondom.cores.plan.views.finding import plan_for
from rondom.foundation.accounts.requests import SignedIn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pdf(request: SignedIn, pk: int) -> HttpResponse:
    """The whole plan, to print or to hand out."""
    plan = plan_for(request, pk)
    return _file(plan_pdf(plan, timezone.localdate()), "application/pdf", f"plan-{plan.pk}.pdf")


def xlsx(request: SignedIn, pk: int) -> HttpResponse:
    """The actions as they were chosen in the list."""
    plan = plan_for(request, pk)
    chosen = Chosen.from_address(request.GET.dict())
    today = timezone.localdate()
    content = plan_xlsx(plan, chosen.actions(plan, request.user, today), today)
    return _file(content, XLSX, f"plan-{plan.pk}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
