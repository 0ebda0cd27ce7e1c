"""The last place, the last dot, the same step twice, a round that closes while an answer comes in.

On PostgreSQL with threads in the database of the tests; on SQLite with processes on a file.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests import races
from tests.installation import Installation
from tests.races import WRITERS

ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])

RUN = """
import time
from pathlib import Path
from tests.races import WRITERS, run

def meet(name):
    Path("{writer} " + name).touch()
    until = time.monotonic() + 30
    while len(list(Path().glob("? " + name))) < WRITERS and time.monotonic() < until:
        time.sleep(0.002)

result = run({writer}, meet)
"""

if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_threads_at_the_same_moment() -> None:
        barrier = Barrier(WRITERS, timeout=30)

        def in_thread(writer: int) -> dict[str, Any]:
            try:
                return races.run(writer, lambda _: barrier.wait())
            finally:
                connection.close()

        races.prepare()
        with ThreadPoolExecutor(WRITERS) as writers:
            got = list(writers.map(in_thread, range(WRITERS)))
        assert races.check(got) == {}

else:

    @pytest.mark.slow
    def test_processes_at_the_same_moment(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "--verbosity", "0")
        site.run("from tests.races import prepare\nprepare()")
        with ThreadPoolExecutor(WRITERS) as writers:
            got = list(writers.map(lambda writer: site.run(RUN.format(writer=writer)), range(WRITERS)))
        assert site.run(f"from tests.races import check\nresult = check({got!r})") == {}
