"""Bringing something in, from a screen or from paper; and the minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.contributions import change_contribution, contribute, enter_paper
from rondom.cores.meet.actions.people import confirm_minutes, participant_of
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.audience import who_sees
from rondom.cores.meet.forms.people import ConfirmForm
from rondom.cores.meet.forms.writing import ContributionForm, PaperForm, TextForm
from rondom.cores.meet.models import Confirmation, Contribution, Gathering
from rondom.cores.meet.overviews import attendance, minutes
from rondom.cores.meet.paper import minutes_pdf
from rondom.cores.meet.pictures import draw_closed
from rondom.cores.meet.views.agenda import pdf_response
from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused


@require_POST
def add(request: SignedIn, pk: int) -> HttpResponse:
    """Something from a member."""
    gathering = get_for(request.user, "meet.contribute", Gathering, pk)
    form = ContributionForm(gathering, request.POST)
    if not form.is_valid():
        context = {"gathering": gathering, "form": form, "who_sees": who_sees(gathering)}
        return render(request, "meet/contribute.html", context, status=422)
    contribute(participant_of(gathering, request.user), **form.cleaned_data, by=request.user)
    messages.success(request, "Uw inbreng is bewaard.")
    return redirect(f"{_address(gathering)}#inbreng")


def contribution(request: SignedIn, pk: int, contribution_pk: int) -> HttpResponse:
    """One contribution with what stood there before. Its writer can change it; nobody else."""
    permission = "meet.contribute" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    found = get_object_or_404(
        gathering.contributions.select_related("participant__user", "point", "gathering"), pk=contribution_pk
    )
    form = TextForm(request.POST or None, initial={"text": found.text, "seen": found.version})
    overtaken = False
    if request.method == "POST":
        if not _wrote(request, gathering, found):
            raise Refused("Dit schreef iemand anders. Voeg uw eigen inbreng toe.")
        if form.is_valid():
            try:
                change_contribution(found, **form.cleaned_data, by=request.user)
            except Overtaken:
                overtaken = True
                form = TextForm({"text": form.cleaned_data["text"], "seen": found.version})
            else:
                messages.success(request, "Uw tekst is bewaard. De vorige tekst staat eronder.")
                return redirect("meet:contribution", gathering.pk, found.pk)
    context = {
        "gathering": gathering,
        "contribution": found,
        "form": form,
        "overtaken": overtaken,
        "may_change": gathering.takes_writing and _wrote(request, gathering, found),
        "earlier": found.earlier.all(),
        "who_sees": who_sees(gathering),
    }
    status = 409 if overtaken else 422 if form.errors else 200
    return render(request, "meet/contribution.html", context, status=status)


def paper(request: SignedIn, pk: int) -> HttpResponse:
    """What someone wrote on paper, entered for them."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = PaperForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enter_paper(gathering, **form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, f"Papier {form.cleaned_data['number']} is ingevoerd.")
            return redirect("meet:paper", gathering.pk)
    entered = gathering.contributions.exclude(paper_number=None).order_by("paper_number")
    context = {
        "gathering": gathering,
        "form": form,
        "entered": entered.values_list("paper_number", flat=True),
    }
    return render(request, "meet/paper.html", context, status=422 if form.errors else 200)


def show_minutes(request: SignedIn, pk: int) -> HttpResponse:
    """What came out, and whether it is right according to who was there."""
    permission = "meet.contribute" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        place = participant_of(gathering, request.user)
        confirm_minutes(place, agrees=said["agrees"] == "yes", remark=said["remark"], by=request.user)
        messages.success(request, "Dank u wel. Uw reactie staat bij het verslag.")
        return redirect("meet:minutes", gathering.pk)
    confirmations = Confirmation.objects.filter(participant__gathering=gathering)
    context = {
        "gathering": gathering,
        "came_out": minutes(gathering, request.user),
        "said": draw_closed(gathering.statementrounds.all()),
        "attendance": attendance(gathering),
        "confirmations": confirmations.select_related("participant__user"),
        "mine": confirmations.filter(participant__user=request.user).first(),
        "form": form,
        "who_sees": who_sees(gathering),
    }
    return render(request, "meet/minutes.html", context, status=422 if form.errors else 200)


def pdf(request: SignedIn, pk: int) -> HttpResponse:
    """The minutes to print."""
    gathering = get_for(request.user, "meet.view_gathering", Gathering, pk)
    return pdf_response(minutes_pdf(gathering, made_on=timezone.localdate()), f"verslag-{gathering.pk}.pdf")


def _wrote(request: SignedIn, gathering: Gathering, found: Contribution) -> bool:
    """Whether this user wrote it; what came from paper belongs to who leads."""
    if found.participant is None:
        return may(request.user, "meet.lead_gathering", gathering)
    return found.participant.user_id == request.user.pk


def _address(gathering: Gathering) -> str:
    return reverse("meet:gathering", args=[gathering.pk])
