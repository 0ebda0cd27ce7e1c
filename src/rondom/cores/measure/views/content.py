"""What people said of the questions: reading it, recording it, correcting it and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from rondom.cores.measure.actions.content import (
    CHANGED,
    correct_content,
    record_content,
    withdraw_content,
)
from rondom.cores.measure.forms.content import ContentForm, WithdrawContentForm
from rondom.cores.measure.models import ContentRecord, Round
from rondom.dossier.content_words import study_in_words
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused

LAST_NUMBER = 100_000


def listing(request: SignedIn, pk: int) -> HttpResponse:
    """Everything that was recorded about the questionnaire of this round."""
    round_ = get_for(request.user, "measure.view_dossier", Round, pk)
    found = ContentRecord.objects.about(round_).newest()
    context = {"round": round_, "records": [(one, study_in_words(one.study)) for one in found]}
    return render(request, "measure/content.html", context)


def show(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """One study as it holds now, and every version before."""
    round_ = get_for(request.user, "measure.view_dossier", Round, pk)
    versions = _versions(round_, number)
    told = [(one, study_in_words(one.study)) for one in versions]
    context = {"round": round_, "record": versions[0], "study": told[0][1], "earlier": told[1:]}
    return render(request, "measure/content_study.html", context)


def add(request: SignedIn, pk: int) -> HttpResponse:
    """Record one."""
    round_ = get_for(request.user, "measure.record_content", Round, pk)
    form = ContentForm(round_.instrument_version.instrument, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = record_content(round_, form.study(), by=request.user)
        messages.success(request, "Het staat erin. Een nieuwe uitgave van het dossier leest het mee.")
        return redirect("measure:content_study", round_.pk, made.study_number)
    return _ask(request, round_, form)


def correct(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """Change what stands there: a next version."""
    round_ = get_for(request.user, "measure.record_content", Round, pk)
    kept = _versions(round_, number)[0]
    form = ContentForm(round_.instrument_version.instrument, request.POST or None, kept=kept)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["of"] != kept.version:
            raise Refused(CHANGED)
        correct_content(kept, form.study(), because=form.cleaned_data["because"], by=request.user)
        messages.success(request, "Gewijzigd. Wat er stond, blijft te lezen bij de geschiedenis.")
        return redirect("measure:content_study", round_.pk, number)
    return _ask(request, round_, form, kept=kept)


def withdraw(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """It no longer counts."""
    round_ = get_for(request.user, "measure.record_content", Round, pk)
    kept = _versions(round_, number)[0]
    form = WithdrawContentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_content(kept, because=form.cleaned_data["because"], by=request.user)
        messages.success(request, "Ingetrokken. Een nieuwe uitgave van het dossier leest het niet meer mee.")
        return redirect("measure:content_study", round_.pk, number)
    context = {"round": round_, "record": kept, "form": form}
    return render(request, "measure/withdraw_content.html", context, status=422 if form.errors else 200)


def _versions(round_: Round, number: int) -> list[ContentRecord]:
    """The newest first."""
    found = ContentRecord.objects.about(round_).filter(study_number=number) if number <= LAST_NUMBER else None
    versions = list(found.order_by("-version")) if found is not None else []
    if not versions:
        raise Http404
    return versions


def _ask(
    request: SignedIn, round_: Round, form: ContentForm, *, kept: ContentRecord | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"round": round_, "form": form, "record": kept}
    return render(request, "measure/content_form.html", context, status=422 if form.errors else 200)
