"""Run the comparison and print it as a table in Markdown."""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.engine.comparison import Row, compared
from benchmarks.engine.picture import drawn
from benchmarks.engine.questionnaire import FACTORS, ITEMS, POINTS, written
from benchmarks.engine.stages import after_counting, limits
from benchmarks.engine.tasks import TASKS, Task

HEAD = (
    "| | n | missing | ours, s | ours, MB | rival | its s | its MB | time | memory | aim "
    "| largest difference |\n|---|" + "--:|" * 4 + "---|" + "--:|" * 6
)


def main() -> None:
    """Print rows as they come; the picture, when asked for, at the end."""
    asked = _arguments()
    print(_machine(), f"{ITEMS} items of {POINTS} points in {FACTORS} factors.", sep="\n", end="\n\n")
    tasks = [task for task in TASKS if not asked.only or task.name in asked.only]
    if asked.alone:
        tasks = [replace(task, rivals=()) for task in tasks]
    print(HEAD)
    rows = []
    for row in _rows(tasks, asked.respondents, asked.missing, asked.limit):
        rows.append(row)
        print(row.line(), flush=True)
    if asked.picture:
        asked.picture.write_text(drawn(rows))
    if not asked.only:
        print(f"\nAfter counting\n\n{after_counting()}\n\nPhysical limits\n\n{limits()}")


def _rows(tasks: list[Task], sizes: list[int], shares: list[float], limit: float) -> Iterator[Row]:
    for respondents in sizes:
        for missing in shares:
            with tempfile.TemporaryDirectory() as folder:
                data = written(Path(folder), respondents, missing=missing)
                for task in tasks:
                    yield from compared(task, data, limit=limit)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine")
    parser.add_argument("respondents", nargs="*", type=int, default=[1000, 100_000])
    parser.add_argument("--missing", nargs="*", type=float, default=[0.0, 0.05])
    parser.add_argument("--limit", type=float, default=20, help="seconds that one measurement may take")
    parser.add_argument("--only", nargs="*", default=[], help="names of tasks")
    parser.add_argument("--alone", action="store_true", help="without rivals")
    parser.add_argument("--picture", type=Path, help="where to write an SVG")
    return parser.parse_args()


def _machine() -> str:
    cpu = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    threads = os.environ.get("OPENBLAS_NUM_THREADS", f"{os.cpu_count()} (its default)")
    return (
        f"{os.cpu_count()} cores ({cpu[0] if cpu else platform.machine()}), "
        f"Python {platform.python_version()}, OpenBLAS threads: {threads}; load before the run: {load}."
    )


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text().splitlines() if path.exists() else []


if __name__ == "__main__":
    main()
