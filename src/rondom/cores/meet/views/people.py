"""Who is invited, who was there, and how they get in."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.mails import ask_for_days, send_news
from rondom.cores.meet.actions.people import (
    CountedOtherwise,
    add_participant,
    hand_out_pass,
    note_attendance,
    remove_participant,
    revoke_passes,
)
from rondom.cores.meet.forms.people import AttendanceForm, ParticipantForm
from rondom.cores.meet.models import Gathering, Participant
from rondom.cores.meet.overviews import attendance as attendance_of
from rondom.foundation.accounts.models import User
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import counted


def people(request: SignedIn, pk: int) -> HttpResponse:
    """The list, and a form for one more."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = ParticipantForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_participant(gathering, **form.facts(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{added.named} staat op de lijst.")
            return redirect("meet:people", gathering.pk)
    found = gathering.participants.select_related("user").prefetch_related("passes")
    people = list(found)
    context = {
        "gathering": gathering,
        "people": people,
        "attendance": attendance_of(gathering),
        "to_mail": _to_mail(gathering, people, request.user),
        "form": form,
    }
    return render(request, "meet/people.html", context, status=422 if form.errors else 200)


@require_POST
def mail(request: SignedIn, pk: int) -> HttpResponse:
    """The latest news for who does not have it."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    site = request.build_absolute_uri("/").rstrip("/")
    send = ask_for_days if gathering.is_concept else send_news
    mailed = send(gathering, site=site, now=timezone.now(), by=request.user)
    if mailed.sent:
        messages.success(request, f"Verstuurd aan {counted(mailed.sent, 'deelnemer,deelnemers')}.")
    if mailed.refused:
        messages.error(
            request, f"Bij {counted(mailed.refused, 'adres,adressen')} lukte het niet. Kijk ze na."
        )
    return redirect("meet:people", gathering.pk)


@require_POST
@never_cache
def participant(request: SignedIn, pk: int, participant_pk: int) -> HttpResponse:
    """A card with a code, no way in any more, or off the list."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = get_object_or_404(gathering.participants.select_related("gathering"), pk=participant_pk)
    wanted = request.POST.get("do")
    if wanted == "card":
        return _card(request, gathering, found)
    if wanted == "revoke":
        number = revoke_passes(found, by=request.user)
        messages.success(request, f"{counted(number, 'code werkt,codes werken')} niet meer.")
    elif wanted == "remove":
        remove_participant(found, by=request.user)
        messages.success(request, "De deelnemer is van de lijst.")
        if found.mailed_sequence is not None:
            messages.warning(
                request, "De uitnodiging was al gemaild. Laat deze persoon weten dat die niet meer geldt."
            )
    return redirect("meet:people", gathering.pk)


def attendance(request: SignedIn, pk: int) -> HttpResponse:
    """Who was there; who wants no name is counted."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = AttendanceForm(gathering, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_attendance(gathering, **form.noted(), by=request.user)
        except CountedOtherwise as otherwise:
            form.show_both(otherwise.there)
        else:
            messages.success(request, "De opkomst is bewaard.")
            return redirect("meet:gathering", gathering.pk)
    context = {"gathering": gathering, "form": form}
    return render(request, "meet/attendance.html", context, status=422 if form.errors else 200)


def _card(request: SignedIn, gathering: Gathering, found: Participant) -> HttpResponse:
    code = hand_out_pass(found, by=request.user)
    enter = request.build_absolute_uri(reverse("meet:enter"))
    context = {
        "gathering": gathering,
        "participant": found,
        "code": code,
        "enter": enter,
        "qr": _qr_code(f"{enter}#code={code}"),
    }
    return render(request, "meet/card.html", context)


def _qr_code(address: str) -> SafeString:
    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=2, omitsize=True, title="QR-code van de link", svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308  # made by segno from an address of this site


def _to_mail(gathering: Gathering, people: list[Participant], by: User) -> int:
    """How many with an address do not have the latest news."""
    if gathering.is_concept and gathering.moments.exists():
        return len([one for one in people if one.address and one.asked_at is None and one.user != by])
    invites = gathering.is_planned and not gathering.is_over(timezone.now())
    if not (invites or gathering.is_cancelled):
        return 0
    late = [one for one in people if one.address and one.mailed_sequence != gathering.sequence]
    return len([one for one in late if gathering.is_planned or one.mailed_sequence is not None])
