"""One measurement in a process of its own, with a limit to its time and memory."""

import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.engine.packages import NOT_THERE
from benchmarks.engine.questionnaire import Questionnaire
from benchmarks.engine.tasks import Rival, Task

PYTHON = os.environ.get("RONDOM_BENCH_PYTHON", sys.executable)
"""Where pingouin, semopy, statsmodels and factor_analyzer are looked for."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``why`` says why there are no numbers."""

    seconds: float = 0.0
    megabytes: float = 0.0
    numbers: tuple[tuple[str, float], ...] = ()
    why: str = ""


def our_own(task: str, data: Questionnaire, *, limit: float) -> Measured:
    """Ours."""
    files = [str(data.answers), str(data.scores)]
    return _run([sys.executable, "-m", "benchmarks.engine.ours", task, *files], limit)


def rivals_own(task: Task, rival: Rival, data: Questionnaire, *, limit: float) -> Measured:
    """That of a rival."""
    files = [str(data.answers), str(data.scores)]
    asked = [rival.script or task.name, rival.package, *files]
    if rival.in_r:
        return _run(["Rscript", str(Path(__file__).parent / "rivals.R"), *asked], limit)
    return _run([PYTHON, "-m", "benchmarks.engine.packages", *asked], limit)


def _run(command: list[str], limit: float) -> Measured:
    try:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_bound_memory,
        )
    except FileNotFoundError:
        return Measured(why=f"skipped: {command[0]} is not there")
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Measured(why=f"did not end in {limit:.0f} s")
    last = err.strip().splitlines()[-1:] or ["no message"]
    if process.returncode == NOT_THERE:
        return Measured(why=f"skipped: {last[0]}")
    if process.returncode:
        return Measured(why=f"failed: {last[0][:90]}")
    found = {name: float(value) for name, value in (line.split() for line in out.splitlines())}
    return Measured(found.pop("seconds"), found.pop("megabytes"), tuple(found.items()))


def _bound_memory() -> None:
    """Three quarters of the machine: a rival that needs more ends with an error, and the machine goes on."""
    most = int(0.75 * os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
