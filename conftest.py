"""One cast for all tests, and the strictness that every test runs under."""

import os
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet

TODAY = date(2026, 11, 23)


class UndefinedVariable(str):
    """Rendering a template variable that is not there fails the test."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, missing: Any) -> str:
        raise AssertionError(f"undefined template variable: {missing}")


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail() -> None:
    options = settings.TEMPLATES[0]["OPTIONS"]
    assert isinstance(options, dict)
    options["string_if_invalid"] = UndefinedVariable("%s")


@pytest.fixture(autouse=True, scope="session")
def emptying_the_log_is_possible_between_tests() -> None:
    """Tests that commit are followed by emptying all tables, which the triggers on the log refuse."""
    from django.db import connection

    log = import_module("rondom.foundation.audit.migrations.0002_append_only")
    is_sqlite = connection.vendor == "sqlite"
    protect, release = (
        (log.SQLITE, log.RELEASE_SQLITE) if is_sqlite else (log.POSTGRESQL, log.RELEASE_POSTGRESQL)
    )
    operations = type(connection.ops)
    flush = operations.sql_flush

    def sql_flush(self: Any, *args: Any, **kwargs: Any) -> list[str]:
        return [*release, *flush(self, *args, **kwargs), *protect]

    operations.sql_flush = sql_flush  # type: ignore[method-assign]  # for tests alone


@pytest.fixture(autouse=True)
def unordered_queries_come_back_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list without an order has no order: pages must not lean on the one that happens to come."""
    fetch = QuerySet._fetch_all

    def fetch_shuffled(self: Any) -> None:
        is_new = self._result_cache is None
        fetch(self)
        if is_new and not self.ordered and self.query.standard_ordering:
            self._result_cache = self._result_cache[::-1]

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_shuffled)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def coordinator(db: None) -> Any:
    return _user("coordinator@voorbeeld.test", "Coördinator")


@pytest.fixture
def researcher(db: None) -> Any:
    return _user("onderzoeker@voorbeeld.test", "Onderzoeker")


@pytest.fixture
def professional(db: None) -> Any:
    return _user("professional@voorbeeld.test", "Professional")


@pytest.fixture
def outsider(db: None) -> Any:
    """Signed in, but in no circle."""
    return _user("buitenstaander@voorbeeld.test", "Buitenstaander")


@pytest.fixture
def superuser(db: None) -> Any:
    return _user("beheer@voorbeeld.test", "Beheer", is_staff=True, is_superuser=True)


@pytest.fixture
def circle(coordinator: Any, researcher: Any, professional: Any) -> Any:
    """The coordinator, the researcher and the professional work together."""
    from rondom.foundation.circles.actions import add_member, start_circle
    from rondom.foundation.circles.models import Role

    circle = start_circle("Voorbeeldkring", workflow="quickscan", by=coordinator)
    add_member(circle, user=researcher, role=Role.RESEARCHER, by=coordinator)
    add_member(circle, user=professional, role=Role.PROFESSIONAL, by=coordinator)
    return circle


def _user(email: str, name: str, **extra: Any) -> Any:
    from rondom.foundation.accounts.models import User

    return User.objects.create_user(email, name, **extra)


if os.environ.get("RONDOM_REQUIRE_ALL"):

    def pytest_runtest_logreport(report: pytest.TestReport) -> None:
        """Where everything must run, a skip is a failure."""
        if report.skipped and not hasattr(report, "wasxfail"):
            report.outcome = "failed"
            report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
