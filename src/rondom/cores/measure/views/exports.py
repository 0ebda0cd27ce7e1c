"""Answers for research: which format, what for, and the file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rondom.cores.measure.actions.exports import export_answers, require_closed
from rondom.cores.measure.exporting import LEFT_OUT
from rondom.cores.measure.forms.exports import ExportForm
from rondom.cores.measure.models import Response, Round
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for


@never_cache
@require_http_methods(["GET", "POST"])
def export(request: SignedIn, pk: int) -> HttpResponse:
    """All answers of a closed round, without name, code or organisation."""
    round_ = get_for(request.user, "measure.export_answers", Round, pk)
    require_closed(round_)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["form"]
        content = export_answers(round_, form=chosen, because=form.cleaned_data["because"], by=request.user)
        name = f"{slugify(round_.name) or 'meting'}-{chosen}.zip"
        return HttpResponse(
            content,
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    context = {
        "round": round_,
        "form": form,
        "rows": Response.objects.filter(cell__round=round_).count(),
        "left_out": LEFT_OUT,
    }
    return render(request, "measure/export.html", context, status=422 if form.errors else 200)
