"""Changing a pool."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.workflows.parenting_questions.actions.pool_settings import change_pool as change
from rondom.workflows.parenting_questions.forms.pool_settings import PoolSettingsForm
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.views.revising import revising_page


@require_http_methods(["GET", "POST"])
def change_pool(request: SignedIn, pk: int) -> HttpResponse:
    """Which neighbourhoods take part, and whether parents can ask themselves."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    form = PoolSettingsForm(request.POST or None, instance=pool)

    def save() -> HttpResponse:
        change(pool, **form.changes(), revision=form.cleaned_data["revision"], by=request.user)
        messages.success(request, "Bewaard.")
        return redirect(pool)

    return revising_page(
        request, "parenting_questions/change_pool.html", form, save=save, context={"pool": pool}
    )
