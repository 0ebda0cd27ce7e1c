"""Reading open answers one by one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rondom.cores.measure.actions.moderation import moderate as moderate_answer
from rondom.cores.measure.models import OpenAnswer, Round
from rondom.cores.measure.models.open_answer import OpenState
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for


def moderate(request: SignedIn, pk: int) -> HttpResponse:
    """The next open answer that nobody has read, and how many come after it."""
    round_ = get_for(request.user, "measure.moderate", Round, pk)
    if request.method == "POST":
        answer = _posted(request, round_)
        state = request.POST.get("state", "")
        text = request.POST.get("text", "").replace("\0", "")
        moderate_answer(answer, state=state, text=text, by=request.user)
        messages.success(request, "Mag in het rapport." if state == OpenState.SHOWN else "Weggelaten.")
        return redirect("measure:moderate", round_.pk)
    waiting = round_.open_answers.waiting()
    answer = waiting.first()
    instrument = round_.instrument_version.instrument
    context = {
        "round": round_,
        "answer": answer,
        "question": instrument.text(instrument.item(answer.item).label) if answer else "",
        "left": waiting.count(),
        "shown": round_.open_answers.shown().count(),
    }
    return render(request, "measure/moderate.html", context)


def _posted(request: SignedIn, round_: Round) -> OpenAnswer:
    try:
        key = UUID(request.POST.get("answer", ""))
    except ValueError:
        raise Http404 from None
    return get_object_or_404(OpenAnswer.objects.visible_to(request.user), pk=key, round=round_)
