"""Guessing codes is slowed down per address; the counts live a minute, and are nowhere written."""

from contextlib import suppress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

WRONG_PER_MINUTE = 10


def guesses_too_often(request: HttpRequest) -> bool:
    """Whether many wrong codes came from this address just now. Right ones do not count: a room full of
    people may share one address."""
    count: int = cache.get(_key(request), 0)
    return count >= WRONG_PER_MINUTE


def count_wrong_guess(request: HttpRequest) -> None:
    """One more wrong code from this address."""
    key = _key(request)
    cache.add(key, 0, timeout=60)
    with suppress(ValueError):  # the minute ended just now
        cache.incr(key)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from. The outermost of our own proxies tells it; what stands before that in
    X-Forwarded-For was written by the client, and is not believed."""
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.PROXIES and len(told) >= settings.PROXIES and told[-settings.PROXIES]:
        return told[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(request: HttpRequest) -> str:
    return "wrong-codes:" + salted_hmac("rondom.cores.measure.guessing", client_address(request)).hexdigest()
