"""Signing in, and what someone can see and change of their own account."""

from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.mfa.utils import is_mfa_enabled
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rondom.foundation.accounts import actions
from rondom.foundation.accounts.forms import DigestForm, NameForm, SignInForm
from rondom.foundation.accounts.models import User

# Browsers hold form-action against the address that a form is redirected to, so it names that site here.
_server = urlsplit(settings.OIDC_SERVER)
_elsewhere = {"form-action": [f"{_server.scheme}://{_server.netloc}"]} if settings.OIDC_SERVER else {}
sign_in = csp_update(_elsewhere)(account.LoginView.as_view(form_class=SignInForm))


@login_not_required
def absent(request: HttpRequest) -> HttpResponse:
    """An address that allauth knows and this site does not have."""
    raise Http404


def my_account(request: HttpRequest) -> HttpResponse:
    """Name, address, second factor, and signing out elsewhere."""
    user = request.user
    assert isinstance(user, User)
    form = NameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Uw naam is gewijzigd.")
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"form": form, "second_step": is_mfa_enabled(user)})


def digest(request: HttpRequest) -> HttpResponse:
    """How often, and at which hours, a mail about what waits may come."""
    user = request.user
    assert isinstance(user, User)
    form = DigestForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Uw keuze is bewaard.")
        return redirect("accounts:me")
    return render(request, "accounts/digest.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session of this user but the one that asks."""
    assert isinstance(request.user, User)
    actions.end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, "U bent op alle andere apparaten uitgelogd.")
    return redirect("accounts:me")
