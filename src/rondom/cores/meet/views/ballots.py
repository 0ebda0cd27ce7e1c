"""Dot voting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.ballots import close_ballot, give_dots, open_ballot, prepare_ballot
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.forms.writing import BallotForm, DotsForm, PaperDotsForm
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.overviews import dots_given, totals
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for


def new(request: SignedIn, pk: int) -> HttpResponse:
    """A question with things to choose from."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = BallotForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = prepare_ballot(gathering, **form.cleaned_data, by=request.user)
        return redirect("meet:ballot", gathering.pk, made.pk)
    context = {"gathering": gathering, "form": form}
    return render(request, "meet/new_ballot.html", context, status=422 if form.errors else 200)


def ballot(request: SignedIn, pk: int, ballot_pk: int) -> HttpResponse:
    """The dots of a member while it is open; the totals when it is closed."""
    permission = "meet.contribute" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    found = get_object_or_404(gathering.ballots.prefetch_related("options"), pk=ballot_pk)
    mine = gathering.participants.filter(user=request.user).first()
    given = dots_given(found, mine)
    form = DotsForm(found, request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        me = participant_of(gathering, request.user)
        give_dots(found, dots=form.dots(), group=form.group, participant=me, by=request.user)
        messages.success(request, "Uw stippen tellen mee. Tot het sluiten kunt u ze nog verplaatsen.")
        return redirect("meet:ballot", gathering.pk, found.pk)
    context = {
        "gathering": gathering,
        "ballot": found,
        "totals": totals(found),
        "form": form,
        "given": given,
        "voters": found.voters if found.is_closed else found.papers.count(),
        "paper_form": PaperDotsForm(found, auto_id="papier_%s"),
    }
    return render(request, "meet/ballot.html", context, status=422 if form.errors else 200)


@require_POST
def step(request: SignedIn, pk: int, ballot_pk: int) -> HttpResponse:
    """Open it, or close and count."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.ballots, pk=ballot_pk)
    wanted = request.POST.get("step")
    if wanted == "open":
        open_ballot(found, by=request.user)
        messages.success(request, "De stemming is open.")
    elif wanted == "close":
        close_ballot(found, by=request.user)
        messages.success(request, "De stemming is gesloten en geteld. Wie wat koos, bewaren wij niet.")
    return redirect("meet:ballot", gathering.pk, found.pk)


@require_POST
def paper(request: SignedIn, pk: int, ballot_pk: int) -> HttpResponse:
    """The dots on a numbered paper."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.ballots.prefetch_related("options"), pk=ballot_pk)
    form = PaperDotsForm(found, request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"]
        give_dots(found, dots=form.dots(), group=form.group, paper_number=number, by=request.user)
        messages.success(request, f"Stembriefje {number} telt mee.")
    else:
        messages.error(request, f"Vul het nummer in, en verdeel 1 tot {found.dots} stippen.")
    return redirect("meet:ballot", gathering.pk, found.pk)
