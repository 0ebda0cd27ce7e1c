"""Who may do what, in words, made from the rules that the site itself asks."""

from dataclasses import dataclass

from rondom.foundation.access import Rule, is_signed_in, manages_site, permissions
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
    everyone = rule is is_signed_in
    return (*(everyone or role.value in rule.roles for role in Role), everyone or rule is manages_site)
