"""A browser for journeys, and a page that watches itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from rondom.cores.measure.tests.factories import make_area, make_organisation, make_version
from rondom.foundation.accounts.models import User

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own

SIZES = {"phone": {"width": 320, "height": 700}, "desktop": {"width": 1280, "height": 900}}
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no browser found: apt-get install chromium, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Someone in a browser. Every page they come to is checked; ``seen`` holds its address."""

    page: Page
    site: str
    width: int
    errors: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def goes_to(self, path: str) -> None:
        self.settles()
        self.page.goto(path if path.startswith("http") else self.site + path)
        self.checks()

    def presses(self, name: str, **options: Any) -> None:
        """A button or link with this name."""
        found = self.page.get_by_role("button", name=name, **options).or_(
            self.page.get_by_role("link", name=name, **options)
        )
        sends = found.first.evaluate("it => it.form?.method === 'post'")
        before = self.page.evaluate("performance.timeOrigin")
        found.first.click()
        if sends:  # a form asks first whether the site answers, and then goes
            self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
        self.page.wait_for_load_state()
        self.checks()

    def settles(self) -> None:
        """A form that was sent by hand has gone, and its answer is here."""
        self.page.wait_for_function("() => !document.querySelector('form[data-sent]')")
        self.page.wait_for_load_state()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=5000)

    def looks(self) -> None:
        """A picture of the page for whoever wants to see what a journey saw, in RONDOM_PICTURES."""
        if folder := os.environ.get("RONDOM_PICTURES"):
            self.page.screenshot(path=f"{folder}/{self.width}-{len(self.seen):03}.png", full_page=True)

    def checks(self) -> None:
        """No barrier that axe can find, nothing wider than the screen, no error in the console."""
        self.settles()
        self.page.wait_for_load_state("networkidle")
        self.seen.append(self.page.url.removeprefix(self.site))
        self.looks()
        assert not self.errors, f"{self.page.url}: {self.errors}"
        found = Axe().run(self.page, options={"preload": False}).response["violations"]
        assert not found, _told(self.page.url, found)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.page.url} is {wide} wide on a screen of {self.width}"


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, browser: Browser, live_server: Any) -> Iterator[Visitor]:
    """Someone with a phone, and someone at a desk."""
    size = SIZES[request.param]
    context = browser.new_context(viewport=size, locale="nl-NL")  # type: ignore[arg-type]  # a typed dict
    yield _watched(context, live_server.url, size["width"])
    context.close()


@pytest.fixture
def signed_in(visitor: Visitor, client: Any) -> Any:
    """Lets the visitor be one of the cast."""

    def as_user(user: Any) -> Visitor:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = client.cookies["rondom_sessie"].key
        visitor.page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": visitor.site}]
        )
        return visitor

    return as_user


def _watched(context: BrowserContext, site: str, width: int) -> Visitor:
    page = context.new_page()
    visitor = Visitor(page, site, width)
    page.on("console", lambda said: visitor.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.on(
        "response",
        lambda got: visitor.errors.append(f"{got.status} {got.url}") if got.status in (404, 500) else None,
    )
    page.on("request", lambda asked: _only_from(site, asked.url, visitor.errors))
    return visitor


def _only_from(site: str, url: str, errors: list[str]) -> None:
    if not url.startswith((site, "data:", "about:", "blob:")):
        errors.append(f"asks {url}")


def _told(url: str, found: list[dict[str, Any]]) -> str:
    lines = [
        f"{one['id']}: {one['help']} ({', '.join(str(n['target']) for n in one['nodes'][:3])})"
        for one in found
    ]
    return "\n".join([url, *lines])


@pytest.fixture
def manager(db: None) -> User:
    """Starts the first scan of an installation."""
    return User.objects.create_user("beheer@voorbeeld.test", "Beheer", is_staff=True)


@pytest.fixture
def partners(db: None) -> None:
    """Two neighbourhoods with a partner in two sectors, and a questionnaire."""
    for name, code in (("Lindenkwartier", "WK990101"), ("Nieuw-Oever", "WK990102")):
        area = make_area(name, code)
        for sector in ("po", "soc"):
            make_organisation(area, f"{sector} {name} (voorbeeld)", sector)
    make_version()
