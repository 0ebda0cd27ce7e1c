"""A request as views get it: middleware has seen to it that someone is signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from rondom.foundation.accounts.models import User


class SignedIn(HttpRequest):
    """A request of a user. Views that visitors may open take a plain HttpRequest."""

    user: User  # never AnonymousUser behind LoginRequiredMiddleware
    htmx: HtmxDetails
