"""How signing in behaves: accounts come by invitation only, and messages are Dutch."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A municipality's own sign-in (OIDC) opens existing accounts; it does not make them."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
