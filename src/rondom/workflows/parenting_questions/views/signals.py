"""What is asked often, and what rises, in every neighbourhood."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.places.overviews import map_of
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.actions.bundles import set_thresholds
from rondom.workflows.parenting_questions.forms.pools import ThresholdsForm
from rondom.workflows.parenting_questions.models import Bundle, Pool
from rondom.workflows.parenting_questions.overviews import loose, to_count
from rondom.workflows.parenting_questions.pooling import course_of, table_of
from rondom.workflows.parenting_questions.signals import found_signals
from rondom.workflows.parenting_questions.views.revising import revising_page


def signals(request: SignedIn, pk: int) -> HttpResponse:
    """Counts as they may be shown, a picture over time, a map, and what people may want to look at."""
    pool = get_for(request.user, "parenting_questions.view_signals", Pool, pk)
    today = timezone.localdate()
    counts = list(pool.quarter_counts.order_by("quarter"))
    found = found_signals(pool, today)
    chosen = pool.themes.filter(code=request.GET.get("thema", "")).first()
    theme = chosen or (found[0].theme if found else None)
    areas = list(pool.areas.prefetch_related("parts"))
    marked = tuple({signal.area for signal in found})
    bundles = Bundle.objects.visible_to(request.user).filter(pool=pool).select_related("theme", "area")
    works = may(request.user, "parenting_questions.work_on_bundle", pool)
    context = {
        "pool": pool,
        "found": found,
        "loose": loose(pool) if works else [],
        "last": counts[-1] if counts else None,
        "last_name": quarters.said(counts[-1].quarter) if counts else "",
        "table": table_of(counts[-1]) if counts else None,
        "course": course_of(counts, theme.code, theme.label) if theme else None,
        "themes": pool.themes.filter(in_use=True),
        "theme": theme,
        "map": map_of(areas, marked=marked, title="In deze wijken is een signaal") if marked else None,
        "bundles": bundles,
        "to_count": [(one, quarters.said(one)) for one in to_count(pool, today)] if works else [],
    }
    return render(request, "parenting_questions/signals.html", context)


@require_http_methods(["GET", "POST"])
def thresholds(request: SignedIn, pk: int) -> HttpResponse:
    """From when something is a signal."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    form = ThresholdsForm(request.POST or None, instance=pool)

    def save() -> HttpResponse:
        set_thresholds(pool, **form.cleaned_data, by=request.user)
        messages.success(request, "De grenzen zijn bewaard.")
        return redirect("parenting_questions:signals", pool.pk)

    context = {"pool": pool}
    return revising_page(request, "parenting_questions/thresholds.html", form, save=save, context=context)
