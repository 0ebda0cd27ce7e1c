"""Several people bring the same list of questions at the same moment: each question counts once.

On PostgreSQL with threads in the database of the tests; on SQLite with processes on a file.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from rondom.workflows.parenting_questions.actions.questions import Asked
from rondom.workflows.parenting_questions.actions.sheets import SheetRow, take_in_questions
from rondom.workflows.parenting_questions.models import Question
from rondom.workflows.parenting_questions.tests.factories import make_pool
from tests.installation import Installation

PEOPLE, ROWS = 4, 30
ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])

START = """
from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.tests.factories import make_pool
make_pool(User.objects.create_user("coordinator@voorbeeld.test"))
"""
BRING = """
from datetime import date
from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.actions.questions import Asked
from rondom.workflows.parenting_questions.actions.sheets import SheetRow, take_in_questions
from rondom.workflows.parenting_questions.models import Pool
pool = Pool.objects.get()
area = pool.areas.order_by("name")[0]
rows = [SheetRow(Asked(f"Hoe doe ik dat {{number}}?", area), date(2026, 11, 16)) for number in range({rows})]
result = take_in_questions(pool, rows, today=date(2026, 11, 23), by=User.objects.get()).added
"""
COUNT = """
from rondom.workflows.parenting_questions.models import Question
result = Question.objects.count()
"""

if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_each_question_counts_once_between_threads(coordinator: Any) -> None:
        pool = make_pool(coordinator)
        area = pool.areas.order_by("name")[0]
        week = date(2026, 11, 16)
        rows = [SheetRow(Asked(f"Hoe doe ik dat {number}?", area), week) for number in range(ROWS)]

        def bring(_: int) -> int:
            try:
                return take_in_questions(pool, rows, today=date(2026, 11, 23), by=coordinator).added
            finally:
                connection.close()

        with ThreadPoolExecutor(PEOPLE) as people:
            added = list(people.map(bring, range(PEOPLE)))
        assert sorted(added) == [*[0] * (PEOPLE - 1), ROWS]
        assert Question.objects.count() == ROWS

else:

    @pytest.mark.slow
    def test_each_question_counts_once_between_processes(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "--verbosity", "0")
        site.run(START)
        with ThreadPoolExecutor(PEOPLE) as people:
            added = list(people.map(site.run, [BRING.format(rows=ROWS)] * PEOPLE))
        assert sorted(added) == [*[0] * (PEOPLE - 1), ROWS]
        assert site.run(COUNT) == ROWS
