"""Links, QR codes, cards with codes, and mails for the organisations of a round."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rondom.cores.measure.actions.invitations import INVITATION, REMINDER, last_mailed, send_mails
from rondom.cores.measure.actions.rounds import hand_out_codes
from rondom.cores.measure.forms.rounds import CodesForm
from rondom.cores.measure.languages import around
from rondom.cores.measure.models import Round
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.ui.languages import offered
from rondom.ui.templatetags.rondom import counted


def invite(request: SignedIn, pk: int) -> HttpResponse:
    """Every organisation with its link."""
    round_ = get_for(request.user, "measure.hand_out_codes", Round, pk)
    cells = list(round_.cells.select_related("area", "sector", "organisation"))
    rows = [(cell, _address(request, cell.entrance)) for cell in cells]
    organisations = {cell.organisation for cell in cells if cell.organisation}
    context = {
        "round": round_,
        "rows": rows,
        "takes_answers": round_.takes_answers_on(timezone.localdate()),
        "organisations": len(organisations),
        "mailed": last_mailed(round_),
        "reachable": sum(1 for one in organisations if one.contact_email),
    }
    return render(request, "measure/invite.html", context)


def poster(request: SignedIn, pk: int, cell_pk: int) -> HttpResponse:
    """A page to print for one organisation: the link with a QR code; and cards with codes."""
    round_ = get_for(request.user, "measure.hand_out_codes", Round, pk)
    cell = get_object_or_404(round_.cells.select_related("area", "sector", "organisation"), pk=cell_pk)
    address = _address(request, cell.entrance)
    paper = _paper(round_, request.GET.get("taal", ""))
    context = {"round": round_, "cell": cell, "address": address, "form": CodesForm(), **paper}
    context["qr"] = qr_code(address, paper["around"])
    return render(request, "measure/poster.html", context)


@require_POST
@never_cache
def codes(request: SignedIn, pk: int, cell_pk: int) -> HttpResponse:
    """New cards, shown this once."""
    round_ = get_for(request.user, "measure.hand_out_codes", Round, pk)
    cell = get_object_or_404(
        round_.cells.select_related("round", "area", "organisation", "sector"), pk=cell_pk
    )
    form = CodesForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Vul een getal in tussen 1 en 500.")
        return redirect("measure:poster", round_.pk, cell.pk)
    enter = request.build_absolute_uri(reverse("measure:enter"))
    made = hand_out_codes(cell, number=form.cleaned_data["number"], by=request.user)
    paper = _paper(round_, request.POST.get("taal", ""))
    cards = [(code, qr_code(f"{enter}#code={code}", paper["around"])) for code in made]
    context = {"round": round_, "cell": cell, "cards": cards, "enter": enter, **paper}
    return render(request, "measure/cards.html", context)


@require_POST
def mail(request: SignedIn, pk: int) -> HttpResponse:
    """Invite or remind every organisation that has an address."""
    round_ = get_for(request.user, "measure.hand_out_codes", Round, pk)
    kind = REMINDER if request.POST.get("kind") == REMINDER else INVITATION
    mailed = send_mails(
        round_,
        round_.cells.select_related("area", "sector", "organisation__sector"),
        kind=kind,
        site=request.build_absolute_uri("/").rstrip("/"),
        today=timezone.localdate(),
        by=request.user,
    )
    if mailed.sent:
        messages.success(request, f"Verstuurd aan {counted(len(mailed.sent), 'organisatie,organisaties')}.")
    if mailed.refused:
        names = ", ".join(mailed.refused)
        messages.error(request, f"Niet verstuurd, kijk het e-mailadres na of mail zelf: {names}.")
    if mailed.without_address:
        names = ", ".join(mailed.without_address)
        messages.warning(request, f"Zonder e-mailadres, nodig zelf uit: {names}.")
    return redirect("measure:invite", round_.pk)


def qr_code(address: str, language: str) -> SafeString:
    """A QR code as SVG text, with a title that says where it leads."""
    with translation.override(language):
        title = gettext("QR-code van de link")
    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=2, omitsize=True, title=title, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308  # made by segno from an address of this site


def _paper(round_: Round, asked: str) -> dict[str, Any]:
    """The language of what is printed: one that the questionnaire and the pages around it both have."""
    instrument = round_.instrument_version.instrument
    known = [code for code in instrument.languages if code.startswith(around(code))]
    language = asked if asked in known else instrument.default_language
    return {
        "title": instrument.text(instrument.title, language),
        "spoken": language,
        "around": around(language),
        "languages": offered(known, language),
    }


def _address(request: SignedIn, entrance: str) -> str:
    return request.build_absolute_uri(reverse("measure:entrance", args=[entrance]))
