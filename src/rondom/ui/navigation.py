"""Menus of the site. Apps put their own entries in from ``AppConfig.ready()``; ui knows no addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import reverse

Visible = Callable[[HttpRequest], bool]


class Place(StrEnum):
    """Where an entry stands."""

    MAIN = "main"
    USER = "user"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a menu. ``posts``: it changes something, so it is a button in a form."""

    label: str
    url_name: str
    section: str
    order: int
    visible: Visible
    place: Place
    posts: bool

    @property
    def address(self) -> str:
        return reverse(self.url_name)


def signed_in(request: HttpRequest) -> bool:
    """For entries that everyone with an account sees."""
    return request.user.is_authenticated


def anyone(request: HttpRequest) -> bool:
    """For entries that visitors without an account see too."""
    return True


_entries: dict[tuple[Place, str], Entry] = {}


def add(
    label: str,
    url_name: str,
    section: str,
    order: int,
    visible: Visible = signed_in,
    *,
    place: Place = Place.MAIN,
    posts: bool = False,
) -> None:
    """Put an entry in a menu. ``section`` is what a page names in ``{% block section %}``."""
    _entries[place, section] = Entry(label, url_name, section, order, visible, place, posts)


def entries(request: HttpRequest, place: Place) -> list[Entry]:
    """What this visitor sees in one menu, in order."""
    shown = [entry for entry in _entries.values() if entry.place == place and entry.visible(request)]
    return sorted(shown, key=lambda entry: (entry.order, entry.label))
