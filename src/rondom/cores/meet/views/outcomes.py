"""Findings and agreements: written down and corrected."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rondom.cores.meet.actions.decisions import correct_outcome, note_outcome
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.forms.writing import OutcomeCorrectionForm, OutcomeForm
from rondom.cores.meet.models import Gathering
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for


def new(request: SignedIn, pk: int) -> HttpResponse:
    """Write down a finding or an agreement."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = OutcomeForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        note_outcome(gathering, **form.cleaned_data, by=request.user)
        messages.success(request, "Bewaard. Schrijf er nog een op, of ga terug naar de bijeenkomst.")
        return redirect("meet:outcome", gathering.pk)
    context = {"gathering": gathering, "form": form}
    return render(request, "meet/outcome.html", context, status=422 if form.errors else 200)


def correct(request: SignedIn, pk: int, outcome_pk: int) -> HttpResponse:
    """One of them in better words. Who saves on top of someone else sees both."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.outcomes.select_related("gathering"), pk=outcome_pk)
    shown = {"text": found.text, "who": found.who, "day": found.day, "seen": found.version}
    form = OutcomeCorrectionForm(request.POST or None, initial=shown)
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            correct_outcome(found, **form.cleaned_data, by=request.user)
        except Overtaken:
            overtaken = True
            form = OutcomeCorrectionForm({**form.cleaned_data, "seen": found.version})
        else:
            messages.success(request, "Bewaard. Wat er stond, is nog te lezen.")
            return redirect("meet:correct_outcome", gathering.pk, found.pk)
    context = {
        "gathering": gathering,
        "outcome": found,
        "form": form,
        "overtaken": overtaken,
        "earlier": found.earlier.all(),
    }
    status = 409 if overtaken else 422 if form.errors else 200
    return render(request, "meet/correct_outcome.html", context, status=status)
