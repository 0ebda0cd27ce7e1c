"""Who may do what, in words, made from the rules that the site itself asks."""

from dataclasses import dataclass

from rondom.foundation.access import SITE, Rule, permissions
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Role

SITE_MANAGER = "beheerder van de site"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be done, and per column of the matrix whether it may."""

    text: str
    allowed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything that can be done in a circle or on the site, by who may."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


TEXTS = {
    "accounts.manage": "Accounts maken en wijzigen",
    "circles.start": "Een kring beginnen",
    "circles.view_circle": "Zien wie er in de kring zitten",
    "circles.view_log": "Het logboek van de kring lezen",
    "circles.manage_members": "Mensen in de kring toelaten of eruit halen",
    "places.manage": "Wijken en hun cijfers beheren",
    "places.manage_partners": "Partners toevoegen en wijzigen",
    "places.view": "Wijken, cijfers en partners zien",
}


def matrix() -> Matrix:
    """One line per permission, one column per role, and one for site management."""
    lines = [Line(text(name), _allowed(rule)) for name, rule in permissions().items()]
    columns = (*(str(role.label) for role in Role), SITE_MANAGER)
    return Matrix(columns, tuple(sorted(lines, key=lambda line: line.text)))


def text(permission: str) -> str:
    """What the permission is about. One that nobody described yet shows its own name."""
    return TEXTS.get(permission, permission)


def _allowed(rule: Rule) -> tuple[bool, ...]:
    """The roles that the rule names, and what it answers to someone with an account but without a circle."""
    anyone, manager = User(pk=0), User(pk=0, is_staff=True)
    roles = (role.value in rule.roles or rule(anyone, SITE) for role in Role)
    return (*roles, rule(manager, SITE))
