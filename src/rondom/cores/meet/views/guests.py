"""Taking part without an account: with the code from a mail or a card, in one gathering alone."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rondom.cores.meet.actions.ballots import give_dots
from rondom.cores.meet.actions.contributions import contribute
from rondom.cores.meet.actions.decisions import object_to
from rondom.cores.meet.actions.moments import answer_moments
from rondom.cores.meet.actions.people import answer_invitation, confirm_minutes
from rondom.cores.meet.actions.statements import give_stances, propose_statement
from rondom.cores.meet.codes import digests
from rondom.cores.meet.forms.people import AnswerForm, ConfirmForm, MomentsForm
from rondom.cores.meet.forms.statements import ProposalForm, StancesForm
from rondom.cores.meet.forms.writing import ContributionForm, DotsForm, ObjectionForm
from rondom.cores.meet.models import Confirmation, Participant, Pass
from rondom.cores.meet.overviews import agenda, dots_given, minutes, totals
from rondom.cores.meet.stances import stances_given, to_answer
from rondom.cores.meet.views.moments import answered
from rondom.foundation.refusals import Refused, written

COOKIE, PATH, SALT = "rondom_erbij", "/erbij/", "rondom.cores.meet"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Someone types a code, or comes with a link that holds it."""
    code = request.POST.get("code", "")
    if request.method == "GET" or "language" in request.POST:
        return render(request, "meet/guest/enter.html", {"code": "", "problem": ""})
    if Pass.objects.of(digests(code)) is None:
        problem = _("Wij kennen deze code niet. Kijk of u hem precies zo heeft overgenomen.")
        return render(request, "meet/guest/enter.html", {"code": code, "problem": problem}, status=422)
    response = redirect("meet:guest")
    response.set_signed_cookie(
        COOKIE, code, salt=SALT, path=PATH, httponly=True, secure=settings.HTTPS, samesite="Strict"
    )
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def gathering(request: HttpRequest) -> HttpResponse:
    """The one gathering of this guest: what, when, the agenda, what they said, and what came out."""
    place = _place(request)
    if place is None:
        return redirect("meet:enter")
    forms = _forms(place, request)
    wanted = request.POST.get("do", "")
    if wanted and wanted not in forms:
        return _too_late(request, place, forms, _("Dit kan nu niet meer."))
    if wanted and forms[wanted].is_valid():
        try:
            said = _do(place, wanted, forms[wanted])
        except Refused as refused:
            return _too_late(request, place, forms, str(refused))
        messages.success(request, said)
        return redirect("meet:guest")
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "meet/guest/gathering.html", _shown(place, forms), status=status)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the code on this device."""
    response = redirect("meet:enter")
    response.delete_cookie(COOKIE, path=PATH)
    return response


def _place(request: HttpRequest) -> Participant | None:
    """Whose code this browser holds. Asked anew every time: a code that was revoked opens nothing."""
    code = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    found = Pass.objects.of(digests(code)) if code else None
    return found.participant if found else None


def _forms(place: Participant, request: HttpRequest) -> dict[str, Form]:
    """What this guest can do now, by name; the form that was sent holds what was sent."""
    gathering, sent = place.gathering, request.POST.get("do")

    def data(name: str) -> Any:
        return request.POST if request.method == "POST" and sent == name else None

    forms: dict[str, Form] = {}
    if gathering.is_planned:
        forms["answer"] = AnswerForm(data("answer"), initial={"answer": place.answer})
    if gathering.is_concept and (moments := list(gathering.moments.all())):
        forms["moments"] = MomentsForm(moments, data("moments"), initial=answered(place))
    for ballot in gathering.ballots.filter(state="open").prefetch_related("options"):
        name = f"dots-{ballot.pk}"
        forms[name] = DotsForm(ballot, data(name), initial=dots_given(ballot, place))
    for round_ in gathering.statementrounds.filter(state="open"):
        name = f"stances-{round_.pk}"
        forms[name] = StancesForm(round_, to_answer(round_), data(name), initial=stances_given(round_, place))
        name = f"propose-{round_.pk}"
        forms[name] = ProposalForm(round_, data(name), auto_id=f"{name}_%s")
    for decision in gathering.decisions.all():
        name = f"object-{decision.pk}"
        forms[name] = ObjectionForm(data(name), auto_id=f"{name}_%s")
    if gathering.is_held or gathering.is_closed:
        forms["confirm"] = ConfirmForm(data("confirm"), auto_id="verslag_%s")
    if gathering.takes_writing:
        forms["contribute"] = ContributionForm(gathering, data("contribute"))
    return forms


def _too_late(request: HttpRequest, place: Participant, forms: dict[str, Form], reason: str) -> HttpResponse:
    """It could be done when the page was opened, but not any more. What someone wrote stands there."""
    context = {**_shown(place, forms), "reason": reason, "written": written(request)}
    return render(request, "meet/guest/gathering.html", context, status=409)


def _do(place: Participant, name: str, form: Form) -> str:
    """Do what was asked, and say so."""
    data = form.cleaned_data
    if isinstance(form, AnswerForm):
        answer_invitation(place, answer=data["answer"], by=None)
        return _("Dank u wel. Uw antwoord is bewaard.")
    if isinstance(form, MomentsForm):
        answer_moments(place, answers=form.answers(), by=None)
        return _("Dank u wel. U krijgt bericht als de dag is gekozen.")
    if isinstance(form, DotsForm):
        ballot = place.gathering.ballots.get(pk=name.partition("-")[2])
        give_dots(ballot, dots=form.dots(), group=form.group, participant=place, by=None)
        return _("Uw stippen tellen mee. Tot het sluiten kunt u ze nog verplaatsen.")
    if isinstance(form, StancesForm):
        give_stances(form.round, stances=form.stances(), participant=place, by=None)
        return _("Uw antwoorden tellen mee. Tot het sluiten kunt u ze nog wijzigen.")
    if isinstance(form, ProposalForm):
        propose_statement(form.round, text=data["text"], participant=place)
        return _("Dank u wel. Wie de bijeenkomst leidt, leest uw stelling eerst.")
    if isinstance(form, ObjectionForm):
        decision = place.gathering.decisions.get(pk=name.partition("-")[2])
        object_to(decision, **data, who=place.named, by=None)
        return _("Dank u wel. Het staat bij het besluit, en blijft daar staan.")
    if isinstance(form, ConfirmForm):
        confirm_minutes(place, agrees=data["agrees"] == "yes", remark=data["remark"], by=None)
        return _("Dank u wel. Uw reactie staat bij het verslag.")
    contribute(place, **data, by=None)
    return _("Dank u wel. Uw inbreng is bewaard.")


def _shown(place: Participant, forms: dict[str, Form]) -> dict[str, Any]:
    gathering = place.gathering
    return {
        "gathering": gathering,
        "place": place,
        "reason": "",
        "agenda": agenda(gathering),
        "came_out": minutes(gathering),
        "counted": [
            totals(one) for one in gathering.ballots.filter(state="closed").prefetch_related("options")
        ],
        "mine": place.contributions.select_related("point"),
        "confirmation": Confirmation.objects.filter(participant=place).first(),
        "answer_form": forms.get("answer"),
        "moments_form": forms.get("moments"),
        "confirm_form": forms.get("confirm"),
        "contribute_form": forms.get("contribute"),
        "objections": [(name, forms[name]) for name in forms if name.startswith("object-")],
        "rounds": [(name, forms[name]) for name in forms if name.startswith("stances-")],
        "proposals": [(name, forms[name]) for name in forms if name.startswith("propose-")],
        "ballots": [(name, forms[name]) for name in forms if name.startswith("dots-")],
    }
