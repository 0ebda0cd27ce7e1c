"""Many people do things at the same moment: their lines in the log still form one chain.

On PostgreSQL with threads in the database of the tests; on SQLite with processes on a file.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record, verify
from tests.installation import Installation

WRITERS, LINES = 4, 25
ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])

WRITE = f"""
from rondom.foundation.audit.actions import record
from rondom.foundation.accounts.models import User
for number in range({LINES}):
    record(None, "test.happened", User(pk=1), number=number)
"""
VERIFY = """
from rondom.foundation.audit.actions import verify
verdict = verify()
result = [verdict.lines, verdict.broken]
"""

if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_one_chain_comes_out_of_many_threads() -> None:
        def write(writer: int) -> None:
            try:
                for number in range(LINES):
                    with transaction.atomic():
                        record(None, "test.happened", User(pk=writer), number=number)
                        transaction.set_rollback(number % 5 == 4)
            finally:
                connection.close()

        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(write, range(WRITERS)))
        verdict = verify()
        assert (verdict.lines, verdict.broken) == (WRITERS * LINES * 4 // 5, None)

else:

    @pytest.mark.slow
    def test_one_chain_comes_out_of_many_processes(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "audit", "--verbosity", "0")
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(lambda _: site.run(WRITE), range(WRITERS)))
        assert site.run(VERIFY) == [WRITERS * LINES, None]
