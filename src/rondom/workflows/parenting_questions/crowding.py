"""Joining a group is slowed down per address and link; counts live ten minutes, and are nowhere written."""

from contextlib import suppress

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from rondom.cores.measure.guessing import client_address

MOST, SECONDS = 15, 600
"""Parents who join together often share one address: that of a school or a community centre."""


def joins_too_often(request: HttpRequest, entrance: str) -> bool:
    """Whether many joined this group from this address just now. This one is counted too."""
    key = _key(request, entrance)
    cache.add(key, 0, timeout=SECONDS)
    with suppress(ValueError):  # the ten minutes ended just now
        return int(cache.incr(key)) > MOST
    return False


def _key(request: HttpRequest, entrance: str) -> str:
    where = f"{entrance} {client_address(request)}"
    return "joined:" + salted_hmac("rondom.parenting_questions.crowding", where).hexdigest()
