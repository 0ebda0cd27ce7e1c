"""Dot voting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.ballots import close_ballot, give_dots, open_ballot, prepare_ballot
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.forms.writing import BallotForm, DotsForm, PaperDotsForm
from rondom.cores.meet.models import Ballot, Gathering
from rondom.cores.meet.overviews import dots_given, totals
from rondom.cores.meet.views.polling import came_in, take_step
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
    form = DotsForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        me = participant_of(gathering, request.user)
        give_dots(found, dots=form.dots(), group=form.group, participant=me, by=request.user)
        messages.success(request, "Uw stippen tellen mee. Tot het sluiten kunt u ze nog verplaatsen.")
        return redirect("meet:ballot", gathering.pk, found.pk)
    return _page(request, gathering, found, **({"form": form} if request.method == "POST" else {}))


STEPS = {
    "open": (open_ballot, "De stemming is open."),
    "close": (close_ballot, "De stemming is gesloten en geteld. Wie wat koos, bewaren wij niet."),
}


@require_POST
def step(request: SignedIn, pk: int, ballot_pk: int) -> HttpResponse:
    """Open it, or close and count."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.ballots, pk=ballot_pk)
    take_step(request, found, STEPS)
    return redirect("meet:ballot", gathering.pk, found.pk)


@require_POST
def paper(request: SignedIn, pk: int, ballot_pk: int) -> HttpResponse:
    """The dots on a numbered paper."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.ballots.prefetch_related("options"), pk=ballot_pk)
    form = PaperDotsForm(found, request.POST, auto_id="papier_%s")

    def give() -> None:
        number = form.cleaned_data["number"]
        give_dots(found, dots=form.dots(), group=form.group, paper_number=number, by=request.user)

    if came_in(request, form, "number", give, said=f"Stembriefje {request.POST.get('number')} telt mee."):
        return redirect("meet:ballot", gathering.pk, found.pk)
    return _page(request, gathering, found, paper_form=form)


def _page(request: SignedIn, gathering: Gathering, ballot: Ballot, **forms: DotsForm) -> HttpResponse:
    """A ballot with its forms; those in ``forms`` keep what someone filled in."""
    given = dots_given(ballot, gathering.participants.filter(user=request.user).first())
    context = {
        "gathering": gathering,
        "ballot": ballot,
        "totals": totals(ballot),
        "form": DotsForm(ballot, initial=given),
        "given": given,
        "voters": ballot.voters if ballot.is_closed else ballot.papers.count(),
        "paper_form": PaperDotsForm(ballot, auto_id="papier_%s"),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "meet/ballot.html", context, status=422 if wrong else 200)
