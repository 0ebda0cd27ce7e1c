"""Looking round in the demo as someone of your choice. These addresses exist in the demo only."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from rondom.cores.measure.models import FrameCell
from rondom.cores.measure.models.round import RoundState
from rondom.demo.world import PEOPLE
from rondom.foundation.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

WHAT_FOR = {
    "coordinator": "zet metingen klaar, nodigt uit, leest open antwoorden na en maakt rapporten",
    "onderzoeker": "ziet de kwaliteit van de vragenlijst en mag gegevens opvragen, met een reden",
    "professional": "vulde in en leest het rapport van de wijk",
    "beleid": "leest de rapporten van de gemeente",
    "beheer": "beheert accounts, wijken en partners, en ziet geen antwoorden",
}


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Whom do you want to be?"""
    people = [
        (email.split("@")[0], name, WHAT_FOR[email.split("@")[0]]) for email, (name, _) in PEOPLE.items()
    ]
    cell = FrameCell.objects.filter(round__state=RoundState.OPEN).first()
    return render(request, "demo/start.html", {"people": people, "cell": cell})


@login_not_required
@require_POST
def sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """Signed in without a code, because nothing here is real."""
    user = get_object_or_404(User, email=f"{name}@waterrijk.example")
    login(request, user, backend=BACKEND)
    return redirect("home:start")
