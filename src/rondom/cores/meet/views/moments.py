"""Choosing a time together."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.moments import answer_moments, choose_moment, propose_moments
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.forms.gatherings import WhenForm, minutes_of
from rondom.cores.meet.forms.people import MomentsForm
from rondom.cores.meet.models import Gathering, Moment, MomentAnswer, Participant
from rondom.cores.meet.overviews import moment_counts
from rondom.foundation.accounts.models import User
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused


def moments(request: SignedIn, pk: int) -> HttpResponse:
    """When I can, and how many can when."""
    permission = "meet.contribute" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    proposed = list(gathering.moments.all())
    mine = gathering.participants.filter(user=request.user).first()
    form = MomentsForm(proposed, request.POST or None, initial=answered(mine))
    if request.method == "POST" and form.is_valid():
        answer_moments(participant_of(gathering, request.user), answers=form.answers(), by=request.user)
        messages.success(request, "Dank u wel. U krijgt bericht als de dag is gekozen.")
        return redirect("meet:moments", gathering.pk)
    return _page(request, gathering, form=form)


@require_POST
def propose(request: SignedIn, pk: int) -> HttpResponse:
    """One more time to choose from."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = WhenForm(request.POST, auto_id="voorstel_%s")
    if form.is_valid() and _proposed(gathering, form, by=request.user):
        messages.success(
            request, "Het moment is voorgesteld. Stel er nog een voor, of mail bij ‘Wie doet mee’."
        )
        return redirect("meet:moments", gathering.pk)
    return _page(request, gathering, when_form=form)


@require_POST
def choose(request: SignedIn, pk: int, moment_pk: int) -> HttpResponse:
    """This is when it will be."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found: Moment = get_object_or_404(gathering.moments.select_related("gathering"), pk=moment_pk)
    choose_moment(found, by=request.user)
    messages.success(request, "De bijeenkomst is gepland. Nodig nu mensen uit.")
    return redirect("meet:people", gathering.pk)


def _page(request: SignedIn, gathering: Gathering, **forms: Form) -> HttpResponse:
    """The moments with their forms; those in ``forms`` keep what someone filled in."""
    mine = gathering.participants.filter(user=request.user).first()
    context = {
        "gathering": gathering,
        "counts": moment_counts(gathering),
        "form": MomentsForm(list(gathering.moments.all()), initial=answered(mine)),
        "when_form": WhenForm(auto_id="voorstel_%s", initial={"minutes": minutes_of(gathering)}),
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "meet/moments.html", context, status=422 if wrong else 200)


def _proposed(gathering: Gathering, form: WhenForm, *, by: User) -> bool:
    """Whether the time of this form can be chosen from; if not, the form says why."""
    starts_at, ends_at = form.period()
    assert starts_at is not None
    assert ends_at is not None
    try:
        propose_moments(gathering, periods=[(starts_at, ends_at)], now=timezone.now(), by=by)
    except Refused as refused:
        form.add_error("day", str(refused))
        return False
    return True


def answered(participant: Participant | None) -> dict[str, str]:
    """What someone said before, by the name of the field in the form."""
    if participant is None:
        return {}
    said = MomentAnswer.objects.filter(participant=participant)
    return {f"m{one.moment_id}": one.answer for one in said}
