"""Signing in, and what someone can see and change of their own account."""

from allauth.account import views as account
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rondom.foundation.accounts import actions
from rondom.foundation.accounts.forms import NameForm
from rondom.foundation.accounts.models import User

# Chromium holds form-action against the address that a form is redirected to.
sign_in = csp_update({"form-action": [settings.OIDC_SERVER]} if settings.OIDC_SERVER else {})(account.login)


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
    return render(request, "accounts/me.html", {"form": form})


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session of this user but the one that asks."""
    assert isinstance(request.user, User)
    actions.end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, "U bent op alle andere apparaten uitgelogd.")
    return redirect("accounts:me")
