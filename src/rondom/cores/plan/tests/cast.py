"""Who may open what, as a table: the same cast for every page."""

from typing import Any

import pytest

CAST = ("stranger", "outsider", "professional", "researcher", "coordinator", "superuser")


def statuses(*expected: int) -> pytest.MarkDecorator:
    """Parametrize a test over the cast, with the status each of them gets; strangers are sent to sign in."""
    return pytest.mark.parametrize(("who", "status"), list(zip(CAST, (302, *expected), strict=True)))


EVERY_MEMBER = statuses(404, 200, 200, 200, 404)
COORDINATOR_ONLY = statuses(404, 403, 403, 200, 404)
COORDINATOR_SENDS = statuses(404, 403, 403, 302, 404)


def sign_in(client: Any, request: Any, who: str) -> None:
    """As one of the cast; a stranger stays one."""
    if who != "stranger":
        client.force_login(request.getfixturevalue(who))
