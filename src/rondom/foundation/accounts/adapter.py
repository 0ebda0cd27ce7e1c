"""How signing in behaves: accounts come by invitation only, and having just signed in is proof enough."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

WAYS_TO_CONFIRM = {
    "mfa_reauthenticate:webauthn": "Gebruik liever een passkey",
    "mfa_reauthenticate": "Gebruik liever een code uit de app of een herstelcode",
}


WRONG_CODE = "Deze code klopt niet. Kijk of u hem goed heeft overgenomen."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up by themselves, and nobody confirms what they confirmed a moment ago."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": "Er is te vaak geprobeerd. Wacht tien minuten en vraag een nieuwe code.",
        "rate_limited": "Dat ging te snel achter elkaar. Wacht tien minuten en probeer het dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Before a change to the account's safety, unless one signed in or confirmed just now."""
        request = context.request
        last = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
        return bool(time.time() - last > app_settings.REAUTHENTICATION_TIMEOUT)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A passkey first: it is the shortest way, and who has one need not have an app."""
        ways = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        return [{**ways[key], "description": text} for key, text in WAYS_TO_CONFIRM.items() if key in ways]


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Our words for the second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": f"{WRONG_CODE} Een code uit de app werkt een halve minuut.",
        "unverified_email": "Log eerst een keer in met een code per e-mail. Daarna kunt u dit aanzetten.",
    }

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """A first name for a passkey, to be changed by whoever makes it."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """A municipality's own sign-in (OIDC) opens existing accounts; it does not make them."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
