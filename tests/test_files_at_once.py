"""Files of answers that come in at the same moment, or halfway: nobody counts twice, nothing is half there.

With real processes on a real SQLite file, by the command that takes in answers; on PostgreSQL with threads in
the database of the tests.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from rondom.cores.measure.actions.imports import import_answers
from rondom.cores.measure.dry_run import look_through
from rondom.cores.measure.models import FrameCell, Round, SealedResponse
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.placing import Where
from rondom.cores.measure.tests.factories import TODAY, make_organisation, make_round
from rondom.foundation.refusals import Refused
from rondom.instruments.answers_in import propose_mapping, read_answers
from tests.installation import Installation

ROWS = 40
ON_POSTGRESQL = "postgresql" in str(settings.DATABASES["default"]["ENGINE"])

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import timedelta
from django.utils import timezone
from rondom.cores.measure.tests.factories import make_round
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import start_circle
user = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
circle = start_circle("Voorbeeldkring", workflow="quickscan", by=user)
days = {"opens_on": timezone.localdate() - timedelta(1), "closes_on": timezone.localdate() + timedelta(14)}
round_ = make_round(circle, by=user, **days)
result = [round_.pk, round_.cells.get().pk]
"""
SECOND_ORGANISATION = """
from rondom.cores.measure.models import FrameCell
from rondom.cores.measure.tests.factories import make_organisation
cell = FrameCell.objects.get()
other = make_organisation(cell.area, "Andere school (voorbeeld)", cell.sector.code)
FrameCell.objects.create(round=cell.round, area=cell.area, sector=cell.sector, organisation=other)
"""
COUNT = """
from rondom.cores.measure.models import AnswerFile, FrameCell, SealedResponse
from rondom.foundation.audit.actions import verify
cells = [cell.submitted for cell in FrameCell.objects.order_by("pk")]
result = [SealedResponse.objects.count(), cells, AnswerFile.objects.count(), verify().broken]
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, list[int]]:
    """A site with an open round, and the numbers of that round and its cell."""
    site = Installation(tmp_path_factory.mktemp("site"))
    return site, site.run(PREPARE)


@pytest.fixture
def site(prepared: tuple[Installation, list[int]], tmp_path: Path) -> Installation:
    return Installation(Path(shutil.copytree(prepared[0].folder, tmp_path, dirs_exist_ok=True)))


@pytest.fixture
def numbers(prepared: tuple[Installation, list[int]]) -> list[int]:
    return prepared[1]


def _file(site: Installation, name: str, *, rows: int = ROWS) -> Path:
    path = site.folder / name
    path.write_text("s1;idee\n" + "".join(f"{row % 5 + 1};{name} {row}\n" for row in range(rows)))
    return path


def _taken_in(site: Installation, *words: str) -> str:
    """What the command says; what it refuses is said too."""
    done = site.start("import-answers", *words)
    said, refused = done.communicate(timeout=60)
    return said if done.returncode == 0 else refused


def _at_once(site: Installation, *commands: list[str]) -> list[str]:
    with ThreadPoolExecutor(len(commands)) as people:
        return list(people.map(lambda words: _taken_in(site, *words), commands))


def _is_being_written(site: Installation) -> bool:
    with closing(sqlite3.connect(site.database, isolation_level=None, timeout=0)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        database.execute("ROLLBACK")
        return False


@pytest.mark.slow
def test_the_same_file_twice_at_once_counts_once(site: Installation, numbers: list[int]) -> None:
    round_, cell = numbers
    words = [str(round_), str(_file(site, "a.csv")), "--cell", str(cell)]
    said = _at_once(site, words, words)
    assert sorted("al ingelezen" in text for text in said) == [False, True]
    assert not any("Traceback" in text for text in said)
    assert site.run(COUNT) == [ROWS, [ROWS], 1, None]


@pytest.mark.slow
def test_two_files_at_once_that_need_the_same_new_cell_share_it(
    site: Installation, numbers: list[int]
) -> None:
    round_, _ = numbers
    site.run(SECOND_ORGANISATION)
    files = [_file(site, "a.csv"), _file(site, "b.csv")]
    said = _at_once(site, *([str(round_), str(file), "--rest"] for file in files))
    assert not any("Traceback" in text for text in said)
    assert site.run(COUNT) == [2 * ROWS, [0, 0, 2 * ROWS], 2, None]


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_nothing_and_the_next_one_works(
    site: Installation, numbers: list[int]
) -> None:
    round_, cell = numbers
    words = [str(round_), str(_file(site, "a.csv", rows=4000)), "--cell", str(cell)]
    killed = site.start("import-answers", *words)
    while not _is_being_written(site):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.communicate()
    assert site.run(COUNT) == [0, [0], 0, None]
    assert "4000 rijen ingelezen" in _taken_in(site, *words)
    assert site.run(COUNT) == [4000, [4000], 1, None]


if ON_POSTGRESQL:

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    @pytest.mark.parametrize(("checksums", "count"), [("ab", 2), ("aa", 1)], ids=["two files", "one file"])
    def test_two_threads_share_a_new_cell_and_take_a_file_once(
        circle: Any, coordinator: Any, checksums: str, count: int
    ) -> None:
        round_ = make_round(circle, by=coordinator)
        cell = round_.cells.get()
        other = make_organisation(cell.area, "Andere school (voorbeeld)", cell.sector.code)
        FrameCell.objects.create(round=round_, area=cell.area, sector=cell.sector, organisation=other)
        looked = [_looked_through(round_) for _ in checksums]

        def take_in(number: int) -> bool:
            given: dict[str, Any] = {"origin": Origin.IMPORTED, "today": TODAY, "by": None}
            try:
                import_answers(round_, looked[number], checksum=checksums[number], **given)
            except Refused:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as people:
            assert sum(people.map(take_in, range(2))) == count
        assert SealedResponse.objects.count() == count * ROWS
        assert round_.cells.get(organisation=None).submitted == count * ROWS


def _looked_through(round_: Round) -> Any:
    text = "s1\n" + "3\n" * ROWS
    file = read_answers(io.BytesIO(text.encode()))
    mapping = propose_mapping(file, round_.instrument_version.instrument)
    return look_through(round_, file, mapping, Where(rest=True))
