"""Every page of a circle says who sees it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.addresses import ARGS, IN_CIRCLE
from tests.world import make_world

QUIET = {
    "measure:poster": "a sheet of paper",
    "meet:screen": "for everyone in the room",
}


def test_every_page_of_a_circle_says_who_sees_it(client: Client, coordinator: Any, superuser: Any) -> None:
    world = make_world(coordinator)
    client.force_login(coordinator)
    silent = set()
    for name in sorted(IN_CIRCLE):
        response = client.get(reverse(name, args=ARGS[name](world)))
        is_page = response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
        if is_page and "Wie ziet dit?" not in response.content.decode():
            silent.add(name)
    assert silent == set(QUIET)
