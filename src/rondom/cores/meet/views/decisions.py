"""Decisions: written down, corrected, objected to, looked back on."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.decisions import (
    answer_objection,
    correct_decision,
    decide,
    look_back,
    object_to,
)
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.audience import who_sees
from rondom.cores.meet.forms.writing import (
    CorrectionForm,
    DecisionForm,
    LookBackForm,
    ObjectionAnswerForm,
    ObjectionForm,
    ObjectionOfOthersForm,
)
from rondom.cores.meet.models import Decision, Gathering
from rondom.cores.meet.overviews import follow_up
from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for


def new(request: SignedIn, pk: int) -> HttpResponse:
    """Write down a decision."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = DecisionForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = decide(gathering, **form.cleaned_data, by=request.user)
        messages.success(request, "Het besluit is opgeschreven. Had iemand een bezwaar? Schrijf het erbij.")
        return redirect("meet:decision", gathering.pk, made.pk)
    context = {"gathering": gathering, "form": form}
    return render(request, "meet/decide.html", context, status=422 if form.errors else 200)


def decision(request: SignedIn, pk: int, decision_pk: int) -> HttpResponse:
    """One decision: its objections, what stood there before, and a form to correct it."""
    permission = "meet.lead_gathering" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    found = get_object_or_404(gathering.decisions.select_related("gathering", "point"), pk=decision_pk)
    form = CorrectionForm(request.POST or None, initial=_shown(found))
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            correct_decision(found, **form.cleaned_data, by=request.user)
        except Overtaken:
            overtaken = True
            form = CorrectionForm({**form.cleaned_data, "seen": found.version}, initial=_shown(found))
        else:
            messages.success(request, "Het besluit is verbeterd. Wat er stond, is nog te lezen.")
            return redirect("meet:decision", gathering.pk, found.pk)
    status = 409 if overtaken else 422 if form.errors else 200
    return _page(request, found, status=status, form=form, overtaken=overtaken)


def _shown(decision: Decision) -> dict[str, object]:
    """A decision as the form that corrects it shows it."""
    names = ("text", "reason", "look_back_on")
    return {name: getattr(decision, name) for name in names} | {"seen": decision.version}


def _page(request: SignedIn, found: Decision, *, status: int, **forms: object) -> HttpResponse:
    """A decision with its forms; those in ``forms`` keep what someone filled in."""
    follow_up([found], request.user)
    context = {
        "gathering": found.gathering,
        "decision": found,
        "form": CorrectionForm(initial=_shown(found)),
        "objections": found.objections.all(),
        "earlier": found.earlier.all(),
        "objection_form": _objection_form(request, found.gathering),
        "answer_form": ObjectionAnswerForm(auto_id="antwoord_%s"),
        "look_back_form": LookBackForm(auto_id="terug_%s"),
        "who_sees": who_sees(found.gathering),
        "today": timezone.localdate(),
        **forms,
    }
    return render(request, "meet/decision.html", context, status=status)


def _objection_form(request: SignedIn, gathering: Gathering, data: QueryDict | None = None) -> ObjectionForm:
    """Who leads can also write down what someone else says."""
    leads = may(request.user, "meet.lead_gathering", gathering)
    return (ObjectionOfOthersForm if leads else ObjectionForm)(data, auto_id="bezwaar_%s")


@require_POST
def objection(request: SignedIn, pk: int, decision_pk: int) -> HttpResponse:
    """A member has an objection, or another opinion."""
    gathering = get_for(request.user, "meet.contribute", Gathering, pk)
    found = get_object_or_404(gathering.decisions.select_related("gathering"), pk=decision_pk)
    form = _objection_form(request, gathering, request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, objection_form=form)
    me = participant_of(gathering, request.user)
    said = form.cleaned_data
    who = f"{said['who']}, opgeschreven door {me}" if said.get("who") else me.named
    object_to(found, kind=said["kind"], text=said["text"], who=who, by=request.user)
    messages.success(request, "Het staat bij het besluit, en blijft daar staan.")
    return redirect("meet:decision", gathering.pk, found.pk)


@require_POST
def objection_answer(request: SignedIn, pk: int, decision_pk: int, objection_pk: int) -> HttpResponse:
    """Say what is done with an objection."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.decisions.select_related("gathering"), pk=decision_pk)
    said = get_object_or_404(found.objections.select_related("decision__gathering"), pk=objection_pk)
    form = ObjectionAnswerForm(request.POST)
    if form.is_valid():
        answer_objection(said, answer=form.cleaned_data["words"], by=request.user)
    else:
        messages.error(request, "Schrijf op wat wij hiermee doen.")
    return redirect("meet:decision", gathering.pk, found.pk)


@require_POST
def back(request: SignedIn, pk: int, decision_pk: int) -> HttpResponse:
    """What became of a decision."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.decisions.select_related("gathering"), pk=decision_pk)
    form = LookBackForm(request.POST, auto_id="terug_%s")
    if not form.is_valid():
        return _page(request, found, status=422, look_back_form=form)
    look_back(found, **form.cleaned_data, today=timezone.localdate(), by=request.user)
    messages.success(request, "Dank u wel. Wat u zag, staat bij het besluit.")
    return redirect("meet:decision", gathering.pk, found.pk)
