"""Several coordinators work on one group at once and every form is sent three times: one is first, once.

On PostgreSQL with threads in the database of the tests; on SQLite with processes on a file.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from rondom.workflows.parenting_questions.tests.at_once import WRITERS, prepare, tell, write
from tests.installation import Installation

ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])
FORMS, SENT = 4, 3
EVERYTHING = {
    "revision": 2,
    "groups": 2 + WRITERS + 1,  # the two that were there, one of each, and one that all sent
    "parents joined": WRITERS,
    "meetings": 1,
    "parents": 8,
}

if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_one_is_first_among_threads() -> None:
        def in_thread(writer: int) -> int:
            try:
                return write(writer)
            finally:
                connection.close()

        prepare()
        with ThreadPoolExecutor(WRITERS) as writers:
            came_in = list(writers.map(in_thread, range(WRITERS)))
        assert sum(came_in) == FORMS * SENT
        assert tell() == EVERYTHING

else:

    @pytest.mark.slow
    def test_one_is_first_among_processes(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "--verbosity", "0")
        there = "from rondom.workflows.parenting_questions.tests.at_once import prepare, tell, write"
        site.run(f"{there}\nprepare()")
        with ThreadPoolExecutor(WRITERS) as writers:
            lines = f"{there}\nresult = write"
            came_in = list(writers.map(lambda writer: site.run(f"{lines}({writer})"), range(WRITERS)))
        assert sum(came_in) == FORMS * SENT
        assert site.run(f"{there}\nresult = tell()") == EVERYTHING
