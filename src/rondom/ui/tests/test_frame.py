"""What stands around every page: menus, the warning of the demo, the theme."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from rondom.ui import navigation


@pytest.fixture
def request_(monkeypatch: pytest.MonkeyPatch) -> HttpRequest:
    """A request of a visitor, on a site with two entries in the main menu."""
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.add("Tweede", "ui:components", "two", 2, navigation.anyone)
    navigation.add("Eerste", "ui:components", "one", 1, navigation.anyone)
    navigation.add("Verborgen", "ui:components", "three", 3)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def _page(request: HttpRequest, name: str = "404.html") -> str:
    return render_to_string(name, {}, request=request)


def test_orders_the_menu_and_leaves_out_what_one_may_not_see(request_: HttpRequest) -> None:
    menu = _page(request_)
    assert menu.index("Eerste") < menu.index("Tweede")
    assert "Verborgen" not in menu


def test_marks_the_current_section(request_: HttpRequest) -> None:
    source = "{% extends 'base.html' %}{% block section %}two{% endblock %}"
    menu = engines["django"].from_string(source).render({}, request_)
    assert menu.count('aria-current="true">Tweede') == 2  # side by side, and behind the button on a phone
    assert 'aria-current="true">Eerste' not in menu


def test_has_a_menu_that_opens_without_a_script(request_: HttpRequest) -> None:
    assert '<details class="menu-phone">' in _page(request_)


@pytest.mark.parametrize("demo", [True, False])
def test_says_that_the_demo_is_made_up(request_: HttpRequest, settings: LazySettings, demo: bool) -> None:
    settings.DEMO = demo
    text = "Synthetische voorbeeldgegevens. Geen echte wijken, organisaties of mensen."
    assert (text in _page(request_)) is demo
    assert (text in _page(request_, "plain.html")) is demo


def test_takes_the_theme_of_a_municipality(request_: HttpRequest, settings: LazySettings) -> None:
    settings.THEME_CSS, settings.THEME_CLASS = "/static/gemeente/theme.css", "gemeente-theme"
    page = _page(request_)
    assert '<link rel="stylesheet" href="/static/gemeente/theme.css">' in page
    assert '<body class="gemeente-theme">' in page


def test_gives_respondents_a_frame_without_menus(request_: HttpRequest) -> None:
    page = _page(request_, "plain.html")
    assert "Eerste" not in page
    assert "<nav" not in page
