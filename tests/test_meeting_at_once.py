"""Several people write in one gathering at once, and a connection drops: nothing is lost or doubled.

On PostgreSQL with threads in the database of the tests; on SQLite with processes on a file, and a web server.
"""

from __future__ import annotations

import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from rondom.cores.meet.tests.at_once import PAPERS, WRITERS, prepare, tell, write
from tests.installation import Installation, Visitor

ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])
EVERYTHING = {
    "contributions": WRITERS + PAPERS,
    "point": 2,  # one writer's version came in, the others' are kept aside
    "kept": WRITERS,
    "counted": 1,
    "times counted": 1,  # the others are shown the number that stands there
    "papers": PAPERS,
    "voters": WRITERS,
    "dots": WRITERS,
}

if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_nothing_is_lost_or_doubled_by_threads() -> None:
        def in_thread(writer: int) -> None:
            try:
                write(writer)
            finally:
                connection.close()

        prepare()
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(in_thread, range(WRITERS)))
        assert tell() == EVERYTHING

else:

    @pytest.mark.slow
    def test_nothing_is_lost_or_doubled_by_processes(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "--verbosity", "0")
        there = "from rondom.cores.meet.tests.at_once import prepare, tell, write"
        site.run(f"{there}\nprepare()")
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(lambda writer: site.run(f"{there}\nwrite({writer})"), range(WRITERS)))
        assert site.run(f"{there}\nresult = tell()") == EVERYTHING

    @pytest.mark.slow
    def test_a_connection_that_drops_loses_and_doubles_nothing(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "--verbosity", "0")
        code = site.run("from rondom.cores.meet.tests.at_once import prepare\nresult = prepare()")
        with site.served() as served:
            guest = served.visitor()
            guest.post("/erbij/", code=code)
            page = guest.get("/erbij/bijeenkomst/")
            form = {"do": "contribute", "text": "Graag met oppas", "key": str(uuid.uuid4())}
            token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
            cookies = "; ".join(f"{one.name}={one.value}" for one in guest.cookies)
            _send_and_hang_up(served.site, {**form, "csrfmiddlewaretoken": token}, cookies)
            assert _comes_in(guest)
            assert guest.post("/erbij/bijeenkomst/", **form).endswith("/erbij/bijeenkomst/")
            assert guest.get("/erbij/bijeenkomst/").count("Graag met oppas") == 1
        count = "from rondom.cores.meet.models import Contribution\nresult = Contribution.objects.count()"
        assert site.run(count) == 1


def _comes_in(guest: Visitor) -> bool:
    """Whether what was sent is there, after a while."""
    for _ in range(50):
        if "Graag met oppas" in guest.get("/erbij/bijeenkomst/"):
            return True
        time.sleep(0.1)
    return False


def _send_and_hang_up(site: str, form: dict[str, str], cookies: str) -> None:
    """A form that is sent whole, by someone who is gone before the answer comes."""
    where, body = urlsplit(site), urlencode(form)
    lines = [
        "POST /erbij/bijeenkomst/ HTTP/1.1",
        f"Host: {where.netloc}",
        f"Cookie: {cookies}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    with socket.create_connection((where.hostname or "", where.port or 80), timeout=20) as wire:
        wire.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        with suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)
