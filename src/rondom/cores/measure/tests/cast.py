"""Who may open what, as a table: the same cast for every page."""

from typing import Any

import pytest

CAST = ("stranger", "outsider", "professional", "researcher", "coordinator", "superuser")


def statuses(*expected: int) -> pytest.MarkDecorator:
    """Parametrize a test over the cast, with the status each of them gets; strangers are sent to sign in."""
    return pytest.mark.parametrize(("who", "status"), list(zip(CAST, (302, *expected), strict=True)))


COORDINATOR_ONLY = statuses(404, 403, 403, 200, 404)
EVERY_MEMBER = statuses(404, 200, 200, 200, 404)
COORDINATOR_SENDS = statuses(404, 403, 403, 302, 404)


def sign_in(client: Any, request: Any, who: str) -> None:
    """As one of the cast; a stranger stays one."""
    if who != "stranger":
        client.force_login(request.getfixturevalue(who))


def sent_to_sign_in(response: Any) -> bool:
    """Whether someone must sign in first."""
    return response.status_code == 302 and "/inloggen/" in response.headers["Location"]
