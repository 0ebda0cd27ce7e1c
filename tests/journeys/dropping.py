"""A press of a button on a line that is cut: first before the form leaves, then before its answer comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.broken_line import Cut, Line, line_to

TYPED = """() => [...document.querySelectorAll('main form :is(input, textarea, select)')]
  .filter((one) => one.type !== 'hidden' && one.name)
  .map((one) => [one.name, ['checkbox', 'radio'].includes(one.type) ? one.checked : one.value])"""


@dataclass
class Dropping:
    """Someone on a phone whose connection drops with every form that they send."""

    page: Page
    line: Line

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def goes_to(self, path: str) -> None:
        self.page.goto(self.line.site + path)

    def becomes(self, client: object, user: object) -> None:
        """Signed in as this user, through a client of the tests."""
        client.force_login(user)  # type: ignore[attr-defined]
        kept = client.cookies["rondom_sessie"]  # type: ignore[attr-defined]
        self.context.add_cookies([{"name": kept.key, "value": kept.value, "url": self.line.site}])

    def sends(self, button: str | Locator) -> None:
        """Twice without an answer, and once more. What was typed stays, and the last answer is a good one."""
        self.loses(button)
        self.misses_the_answer(button)
        self.tries_again()

    def loses(self, button: str | Locator) -> None:
        """Nothing leaves: the page says so and keeps what was typed."""
        typed, arrived = self.page.evaluate(TYPED), len(self.line.forms)
        self.line.cut = Cut.LINE
        self._found(button).click()
        self.page.get_by_role("heading", name="Er is geen verbinding").wait_for(timeout=5000)
        self.line.cut = Cut.NOWHERE
        assert self.page.evaluate(TYPED) == typed
        assert len(self.line.forms) == arrived

    def misses_the_answer(self, button: str | Locator) -> None:
        """The site did it, and the browser shows a page of its own. By itself it may send a second time."""
        arrived = len(self.line.forms)
        self.line.cut = Cut.ANSWER
        self._found(button).click()
        for _ in range(100):
            if self.page.url.startswith("chrome-error:"):
                break
            self.page.wait_for_timeout(50)
        self.line.cut = Cut.NOWHERE
        assert len(self.line.forms) > arrived, self.page.url

    def tries_again(self) -> None:
        """The button on the page of the browser sends the same form again."""
        arrived = len(self.line.forms)
        answer = self.page.reload()
        assert len(self.line.forms) > arrived
        heading = self.page.locator("h1").first.inner_text()
        assert answer is not None
        assert answer.status < 400, f"{self.line.forms[-1]}: {answer.status}, {heading}"

    def _found(self, button: str | Locator) -> Locator:
        if isinstance(button, Locator):
            return button
        return self.page.get_by_role("button", name=button, exact=True).first


@contextmanager
def dropping(browser: Browser, site: str) -> Iterator[Dropping]:
    with line_to(site) as line:
        context = browser.new_context(viewport={"width": 390, "height": 700}, locale="nl-NL")
        context.set_default_timeout(10_000)
        yield Dropping(context.new_page(), line)
        context.close()
