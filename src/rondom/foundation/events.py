"""Telling what happened: for apps that stand below the log, and so cannot write in it themselves."""

from collections.abc import Callable
from typing import Any

from django.db import models

Listener = Callable[..., object]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call this with (by, action, about, **facts) whenever something is told; from AppConfig.ready()."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(by: Any, action: str, about: models.Model | type[models.Model], **facts: Any) -> None:
    """Someone (``None``: the site itself) did this. ``about`` is an object, or a model for many at once.

    ``facts`` are counts, codes and reasons; never names, answers or addresses.
    """
    for listener in _listeners:
        listener(by, action, about, **facts)
