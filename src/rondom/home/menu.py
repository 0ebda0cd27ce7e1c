"""Entries of the menus that belong to no app in particular."""

from django.http import HttpRequest

from rondom.foundation.access import SITE, may
from rondom.ui.navigation import Place, add, anyone


def manages_accounts(request: HttpRequest) -> bool:
    """The same question as the door of the page asks."""
    return may(request.user, "accounts.manage", SITE)


def reads_site_log(request: HttpRequest) -> bool:
    """The same, of the log outside all circles."""
    return may(request.user, "circles.view_site_log", SITE)


add("Start", "home:start", "start", 0)
add("Gebruikers", "home:users", "users", 50, manages_accounts, place=Place.USER)
add("Logboek van de site", "circles:site_log", "site_log", 60, reads_site_log, place=Place.USER)
add("Wie ziet wat", "home:who_sees_what", "privacy", 10, anyone, place=Place.FOOT)
add("Toegankelijkheid", "home:accessibility", "accessibility", 20, anyone, place=Place.FOOT)
