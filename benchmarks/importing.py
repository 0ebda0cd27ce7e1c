"""Taking in answers that were gathered elsewhere, against only reading the same file.

    PYTHONPATH=src python -m benchmarks.importing [rows]

The file holds the shipped quickscan as other programs write it: 43 columns of answers and where someone
works. The rivals read the same file and keep nothing: the csv module, and openpyxl for a workbook. Each
runs in a process of its own, so that its memory is its own; the times include starting Python, and for us
Django. Aim: 10,000 rows within 30 s and 500 MB.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rondom.cores.measure.models import Round

ROWS = 10_000
SCALE = 100_000
READ = {
    "csv": "import csv,sys\nfor row in csv.reader(open(sys.argv[1]), delimiter=';'): pass",
    "xlsx": (
        "import sys,openpyxl\nsheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]\n"
        "for row in sheet.iter_rows(values_only=True): pass"
    ),
}


def main(rows: int) -> None:
    """Print seconds and megabytes per 100,000 rows, and the ratio to only reading."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"RONDOM_SECRET_KEY": "benchmark", "RONDOM_DATA_DIR": folder}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rondom.settings")
        number = _round_and_files(Path(folder), rows)
        for kind, read in READ.items():
            file = str(Path(folder) / f"answers.{kind}")
            rival = _measured("-c", read, file)
            ours = _measured("-m", "rondom", "import_answers", str(number), file)
            _print(kind, rows, ours, rival)


def _print(kind: str, rows: int, ours: tuple[float, float], rival: tuple[float, float]) -> None:
    per = SCALE / rows
    print(
        f"{kind:5} {rows:,} rows: {ours[0]:5.1f} s, {ours[1]:4.0f} MB;"
        f" per {SCALE:,} rows {ours[0] * per:6.1f} s;"
        f" only reading {rival[0] * per:6.1f} s, {rival[1]:4.0f} MB;"
        f" ratio {ours[0] / rival[0]:5.1f} in time, {ours[1] / rival[1]:4.1f} in memory"
    )


def _measured(*arguments: str) -> tuple[float, float]:
    """Seconds and peak megabytes of Python with these arguments."""
    code = (
        "import resource,subprocess,sys;"
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start, int(done.stdout) / 1024


def _round_and_files(folder: Path, rows: int) -> int:
    """An open round of the shipped quickscan, and a file of answers to it; its number."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from rondom.cores.measure.actions.instruments import add_instrument
    from rondom.cores.measure.tests.factories import make_round
    from rondom.foundation.accounts.models import User
    from rondom.foundation.circles.actions import start_circle
    from rondom.instruments import shipped

    call_command("migrate", verbosity=0)
    by = User.objects.create_user("coordinator@voorbeeld.example", "Coördinator")
    circle = start_circle("Meten", workflow="quickscan", by=by)
    today = timezone.localdate()
    instrument = shipped("quickscan")
    round_ = make_round(
        circle, by=by, version=add_instrument(instrument, by=by), opens_on=today, closes_on=today
    )
    _write(folder, rows, round_)
    return round_.pk


def _write(folder: Path, rows: int, round_: Round) -> None:
    """The same answers as CSV and as a workbook."""
    import xlsxwriter
    from numpy.random import default_rng

    from rondom.demo.people import answers_of, make_person

    instrument, cell = round_.instrument_version.instrument, round_.cells.get()
    names = [item.name for item in instrument.items() if item.kind not in ("note", "partners")]
    rng = default_rng(1)
    workbook = xlsxwriter.Workbook(folder / "answers.xlsx", {"constant_memory": True})
    sheet = workbook.add_worksheet()
    with (folder / "answers.csv").open("w", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=";")
        for number in range(rows + 1):
            row = ["id", "wijk", "sector", *names]
            if number:
                person = make_person(rng, sector="po", area_effect=0, wave_effect={}, partners={})
                given = answers_of(person, instrument)
                answers = (given.get(name, "") for name in names)
                texts = [" ".join(map(str, one)) if isinstance(one, list) else str(one) for one in answers]
                row = [str(number), cell.area.name, cell.sector.name, *texts]
            writer.writerow(row)
            sheet.write_row(number, 0, row)
    workbook.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
