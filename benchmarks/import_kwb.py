"""Taking in a whole year of 'Kerncijfers wijken en buurten', against the csv module only reading it.

    PYTHONPATH=src python -m benchmarks.import_kwb

The file is made here, in the size of the real one: a country, 342 municipalities, 3,400 wijken and 14,600
buurten with 120 columns. The database is a new SQLite file. The aim is under 30 seconds.
"""

import csv
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

COLUMNS = 120
MUNICIPALITIES, WIJKEN, BUURTEN = 342, 3_400, 14_600
HEAD = "WijkenEnBuurten;Gemeentenaam_1;AantalInwoners_5;k_0Tot15Jaar_8;HuishoudensTotaal_29;"
HEAD += "HuishoudensMetKinderen_32;HuishoudensMetEenLaagInkomen_84"


def main() -> None:
    """Make the file, take it in twice, and print the seconds and the memory."""
    with tempfile.TemporaryDirectory() as folder:
        _start_django(Path(folder))
        from django.core.management import call_command

        file = Path(folder) / "kwb-2024.csv"
        file.write_text("\n".join(_lines()), encoding="utf-8")
        print(f"{file.stat().st_size / 1e6:.0f} MB, {MUNICIPALITIES + WIJKEN + BUURTEN + 1} rows")
        call_command("migrate", verbosity=0)
        reading = _seconds(lambda: _read(file))
        for time_of in ("first time", "once more"):
            took = _seconds(lambda: call_command("import_kwb", file, stdout=_Silence()))
            print(f"{time_of}: {took:.1f} s; only reading {reading:.1f} s; ratio {took / reading:.1f}")
        print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _read(file: Path) -> None:
    with file.open(encoding="utf-8") as lines:
        for _ in csv.reader(lines, delimiter=";"):
            pass


class _Silence:
    """Where the command's progress goes."""

    def write(self, text: str) -> None:
        """Nowhere."""


def _seconds(job: object) -> float:
    assert callable(job)
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _start_django(folder: Path) -> None:
    os.environ |= {"RONDOM_SECRET_KEY": "benchmark", "RONDOM_DATA_DIR": str(folder)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rondom.settings")
    import django

    django.setup()


def _lines() -> Iterator[str]:
    chance = random.Random(2024)
    rest = COLUMNS - HEAD.count(";") - 1
    yield HEAD + "".join(f";Overig_{number}" for number in range(100, 100 + rest))
    for code in _codes():
        low = "       ." if chance.random() < 0.1 else f"{chance.uniform(1, 15):.1f}".replace(".", ",")
        yield (
            f"{code:<10};Gemeente;{chance.randrange(9000)};900;{chance.randrange(4000)};800;{low}"
            + ";1,0" * rest
        )


def _codes() -> Iterator[str]:
    yield "NL00"
    yield from (f"GM{number:04}" for number in range(MUNICIPALITIES))
    wijken = [f"{number % MUNICIPALITIES:04}{number // MUNICIPALITIES:02}" for number in range(WIJKEN)]
    yield from (f"WK{wijk}" for wijk in wijken)
    yield from (f"BU{wijken[number % WIJKEN]}{number // WIJKEN:02}" for number in range(BUURTEN))


if __name__ == "__main__":
    main()
