"""Several people change one goal from the same form at the same moment: one is first, the others are told.
A form that starts a plan comes from all of them, and starts one.

On PostgreSQL with threads in the database of the tests; on SQLite with processes on a file.
"""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.actions.goals import change_goal
from rondom.cores.plan.actions.plans import start_plan
from rondom.cores.plan.models import Goal, Plan, Version
from rondom.cores.plan.tests.factories import make_goal, make_plan
from tests.installation import Installation

WRITERS, TRIES = 4, 6
ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])

START = """
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import start_circle
from rondom.cores.plan.tests.factories import make_goal, make_plan
by = User.objects.create_user("coordinator@voorbeeld.test")
make_goal(make_plan(start_circle("Kring", workflow="quickscan", by=by), by=by), by=by, words="Begin")
"""
WRITE = """
import uuid
from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.actions.goals import change_goal
from rondom.cores.plan.actions.plans import start_plan
from rondom.cores.plan.models import Goal
from rondom.foundation.accounts.models import User
result = []
for number in range({tries}):
    goal = Goal.objects.get()
    text = f"Schrijver {writer}, keer {{number}}"
    try:
        change_goal(goal, {{"words": text}}, by=User.objects.get(), revision=goal.revision)
        result.append(text)
    except Stale:
        pass
start_plan(goal.plan.circle, title="Samen", key=uuid.NAMESPACE_DNS, by=User.objects.get())
"""
READ = """
from rondom.cores.plan.models import Goal, Plan, Version
assert Plan.objects.filter(title="Samen").count() == 1
versions = Version.objects.filter(kind="goal").order_by("revision")
result = [Goal.objects.get().words, [v.changes["words"] for v in versions], [v.revision for v in versions]]
"""


def told(words: str, changes: list[list[str]], revisions: list[int], kept: list[str]) -> None:
    """Every text that was saved is in the history once, each follows from the one before, the last stands."""
    texts = [after for _, after in changes]
    assert sorted(texts[1:]) == sorted(kept)
    assert [before for before, _ in changes[1:]] == texts[:-1]
    assert revisions == list(range(1, len(revisions) + 1))
    assert words == texts[-1]


if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_nothing_is_lost_between_threads(circle: Any, coordinator: Any) -> None:
        goal = make_goal(make_plan(circle, by=coordinator), by=coordinator, words="Begin")

        def write(writer: int) -> list[str]:
            kept = []
            try:
                for number in range(TRIES):
                    mine = Goal.objects.get(pk=goal.pk)
                    text = f"Schrijver {writer}, keer {number}"
                    try:
                        change_goal(mine, {"words": text}, by=coordinator, revision=mine.revision)
                        kept.append(text)
                    except Stale:
                        continue
                start_plan(circle, title="Samen", key=uuid.NAMESPACE_DNS, by=coordinator)
                return kept
            finally:
                connection.close()

        with ThreadPoolExecutor(WRITERS) as writers:
            kept = [text for texts in writers.map(write, range(WRITERS)) for text in texts]
        assert Plan.objects.filter(title="Samen").count() == 1
        versions = list(Version.objects.of("goal", goal.pk).order_by("revision"))
        changes, revisions = [v.changes["words"] for v in versions], [v.revision for v in versions]
        told(Goal.objects.get().words, changes, revisions, kept)

else:

    @pytest.mark.slow
    def test_nothing_is_lost_between_processes(tmp_path: Any) -> None:
        site = Installation(tmp_path)
        site.command("migrate", "--verbosity", "0")
        site.run(START)
        programs = [WRITE.format(tries=TRIES, writer=writer) for writer in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as writers:
            kept = [text for texts in writers.map(site.run, programs) for text in texts]
        assert kept
        words, changes, revisions = site.run(READ)
        told(words, changes, revisions, kept)
