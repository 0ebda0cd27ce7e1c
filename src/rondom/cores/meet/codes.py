"""Codes with which people take part without an account, and secret addresses of calendars.

The site keeps a keyed digest that finds them, never the code itself. A code is one of 10^17, so that
guessing is hopeless however fast one tries.
"""

import hmac
import secrets

from django.conf import settings

SIGNS = "bcdfghjkmnpqrstvwxyz23456789"
"""Easy to tell apart when read from a card; without vowels no words come out."""


def new_code() -> str:
    """Three groups of four signs."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3))


def tidy(code: str) -> str:
    """A code as people type it: capitals, spaces and dashes do not matter."""
    return "".join(sign for sign in code.lower() if sign in SIGNS)[:40]


def digest(code: str) -> str:
    """What finds the pass of a code; the code cannot be computed back."""
    return _digest("pass", tidy(code), settings.SECRET_KEY)


def digests(code: str) -> list[str]:
    """The same under the present and every earlier secret of the site."""
    return [_digest("pass", tidy(code), secret) for secret in _secrets()]


def new_address() -> str:
    """The secret part of the address of a calendar."""
    return secrets.token_urlsafe(24)


def address_digest(address: str) -> str:
    """What finds the calendar at this address."""
    return _digest("feed", address, settings.SECRET_KEY)


def address_digests(address: str) -> list[str]:
    return [_digest("feed", address, secret) for secret in _secrets()]


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _digest(purpose: str, code: str, secret: str) -> str:
    return hmac.digest(secret.encode(), f"meet {purpose}:{code}".encode(), "sha256").hex()
