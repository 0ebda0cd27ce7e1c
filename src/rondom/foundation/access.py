"""Who may do what: named questions, and one permission per thing that can be done.

``allow("measure.close_round", when=is_coordinator)`` in an app's rules.py reads as the privacy policy.
A rule that has no subject to ask about answers no; a permission nobody wrote down is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser

Question = Callable[[Any, Any], bool]


class UnknownPermission(LookupError):
    """This permission was never allowed to anyone: most likely a typing error."""


class Rule:
    """A named question about a user and an object. Anything but True counts as no.

    ``roles`` are the roles in a circle that the rule lets in: what 'Wie ziet dit?' is written from.
    """

    def __init__(self, question: Question, name: str, roles: frozenset[str] = frozenset()) -> None:
        self._question = question
        self.name = name
        self.roles = roles

    def __call__(self, user: Any, subject: Any) -> bool:
        if user is None or isinstance(user, AnonymousUser) or not user.is_active or subject is None:
            return False
        return self._question(user, subject) is True

    def __and__(self, other: Rule) -> Rule:
        return Rule(
            lambda user, it: self(user, it) and other(user, it),
            f"({self.name} and {other.name})",
            self.roles & other.roles,
        )

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            lambda user, it: self(user, it) or other(user, it),
            f"({self.name} or {other.name})",
            self.roles | other.roles,
        )

    def __invert__(self) -> Rule:
        return Rule(lambda user, it: not self(user, it), f"not {self.name}")

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"


def rule(question: Question) -> Rule:
    """Make a rule of a function ``(user, subject) -> bool``; its name is the function's."""
    return Rule(question, question.__name__)


def roles_that_may(permission: str) -> frozenset[str]:
    """The roles in a circle that may do this."""
    return _asked(permission).roles


_permissions: dict[str, Rule] = {}


def allow(permission: str, *, when: Rule) -> None:
    """Write down who may do this. Twice is an error: one place says it."""
    if permission in _permissions:
        raise ValueError(f"{permission} is already allowed by {_permissions[permission]!r}")
    _permissions[permission] = when


def may(user: Any, permission: str, subject: Any) -> bool:
    """Whether this user may do this with this object."""
    return _asked(permission)(user, subject)


def permissions() -> dict[str, Rule]:
    """All permissions by name, for tests and for the page that shows who may do what."""
    return dict(_permissions)


SITE = object()
"""The subject of permissions about the installation as a whole."""


@rule
def manages_site(user: Any, subject: Any) -> bool:
    """Site management: accounts, places and instruments; never answers."""
    return bool(user.is_staff)


@rule
def is_signed_in(user: Any, subject: Any) -> bool:
    """Anyone with an account."""
    return bool(user.is_authenticated)


def _asked(permission: str) -> Rule:
    try:
        return _permissions[permission]
    except KeyError:
        raise UnknownPermission(permission) from None
