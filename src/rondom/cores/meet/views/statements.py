"""A round of statements."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.actions.statements import (
    admit_statement,
    close_round,
    decline_statement,
    give_stances,
    open_round,
    prepare_round,
    propose_statement,
)
from rondom.cores.meet.forms.statements import (
    DeclineForm,
    PaperStancesForm,
    ProposalForm,
    RoundForm,
    StancesForm,
)
from rondom.cores.meet.models import Gathering, StatementRound
from rondom.cores.meet.models.statements import StatementState
from rondom.cores.meet.pictures import draw
from rondom.cores.meet.stances import opinions, reasons, stances_given, to_answer
from rondom.cores.meet.views.polling import came_in, take_step
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for


def new(request: SignedIn, pk: int) -> HttpResponse:
    """A question with statements."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = RoundForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = prepare_round(gathering, **form.cleaned_data, by=request.user)
        return redirect("meet:statements", gathering.pk, made.pk)
    context = {"gathering": gathering, "form": form}
    return render(request, "meet/new_statements.html", context, status=422 if form.errors else 200)


def show(request: SignedIn, pk: int, round_pk: int) -> HttpResponse:
    """The answers of a member while it is open; what came out when it is closed."""
    permission = "meet.contribute" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    found = get_object_or_404(gathering.statementrounds, pk=round_pk)
    if request.method != "POST":
        return _page(request, gathering, found)
    form = StancesForm(found, to_answer(found), request.POST)
    if form.is_valid():
        me = participant_of(gathering, request.user)
        give_stances(found, stances=form.stances(), participant=me, by=request.user)
        messages.success(request, "Uw antwoorden tellen mee. Tot het sluiten kunt u ze nog wijzigen.")
        return redirect("meet:statements", gathering.pk, found.pk)
    return _page(request, gathering, found, form=form)


STEPS = {
    "open": (open_round, "De stellingenronde is open."),
    "close": (close_round, "De stellingenronde is gesloten en geteld. Wie wat zei, bewaren wij niet."),
}


@require_POST
def step(request: SignedIn, pk: int, round_pk: int) -> HttpResponse:
    """Open it, or close and count."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.statementrounds, pk=round_pk)
    take_step(request, found, STEPS)
    return redirect("meet:statements", gathering.pk, found.pk)


@require_POST
def paper(request: SignedIn, pk: int, round_pk: int) -> HttpResponse:
    """The answers on a numbered paper."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.statementrounds, pk=round_pk)
    form = PaperStancesForm(found, to_answer(found), request.POST, auto_id="papier_%s")

    def give() -> None:
        number = form.cleaned_data["number"]
        give_stances(found, stances=form.stances(), paper_number=number, by=request.user)

    if came_in(request, form, "number", give, said=f"Papier {request.POST.get('number')} telt mee."):
        return redirect("meet:statements", gathering.pk, found.pk)
    return _page(request, gathering, found, paper_form=form)


@require_POST
def propose(request: SignedIn, pk: int, round_pk: int) -> HttpResponse:
    """A statement of a member, for whoever leads to let through."""
    gathering = get_for(request.user, "meet.contribute", Gathering, pk)
    found = get_object_or_404(gathering.statementrounds, pk=round_pk)
    form = ProposalForm(found, request.POST, auto_id="voorstel_%s")

    def give() -> None:
        me = participant_of(gathering, request.user)
        propose_statement(found, text=form.cleaned_data["text"], participant=me)

    said = "Dank u wel. Wie de bijeenkomst leidt, leest uw stelling eerst."
    if came_in(request, form, "text", give, said=said):
        return redirect("meet:statements", gathering.pk, found.pk)
    return _page(request, gathering, found, proposal_form=form)


@require_POST
def decide(request: SignedIn, pk: int, round_pk: int, statement_pk: int) -> HttpResponse:
    """Let a statement through, or say why not."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.statementrounds, pk=round_pk)
    statement = get_object_or_404(found.statements, pk=statement_pk)
    form = DeclineForm(request.POST)
    if request.POST.get("step") == "admit":
        admit_statement(statement, by=request.user)
        messages.success(request, "De stelling is toegelaten. Iedereen kan er nu op antwoorden.")
    elif form.is_valid():
        decline_statement(statement, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "De stelling is niet toegelaten. De reden staat erbij.")
    else:
        messages.error(request, "Schrijf op waarom u de stelling niet toelaat.")
    return redirect("meet:statements", gathering.pk, found.pk)


def _page(request: SignedIn, gathering: Gathering, round_: StatementRound, **forms: Form) -> HttpResponse:
    """A round with its forms; those in ``forms`` keep what someone filled in."""
    given = stances_given(round_, gathering.participants.filter(user=request.user).first())
    statements = to_answer(round_)
    context = {
        "gathering": gathering,
        "round": round_,
        "drawn": draw(opinions(round_)) if round_.is_closed else None,
        "statements": statements,
        "reasons": reasons(round_),
        "waiting": round_.statements.filter(state=StatementState.PROPOSED),
        "form": StancesForm(round_, statements, initial=given),
        "given": given,
        "voters": round_.voters if round_.is_closed else round_.papers.count(),
        "proposal_form": ProposalForm(round_, auto_id="voorstel_%s"),
        "paper_form": PaperStancesForm(round_, statements, auto_id="papier_%s"),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "meet/statements.html", context, status=422 if wrong else 200)
