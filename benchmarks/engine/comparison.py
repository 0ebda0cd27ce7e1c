"""Ours beside a rival: how many times the time and memory, and whether the same came out."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.engine.process import Measured, our_own, rivals_own
from benchmarks.engine.questionnaire import Questionnaire
from benchmarks.engine.tasks import FOR, Rival, Task


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison; ``rival`` is None for a task that has none here."""

    task: Task
    respondents: int
    missing: float
    ours: Measured
    rival: Rival | None = None
    theirs: Measured | None = None

    @property
    def difference(self) -> tuple[float, str] | None:
        """The largest difference between numbers that both have, relative to one or more, and its name."""
        if self.theirs is None or not self.theirs.numbers or not self.ours.numbers:
            return None
        own = dict(self.ours.numbers)
        apart = [
            (abs(own[name] - value) / max(1.0, abs(value)), name)
            for name, value in self.theirs.numbers
            if name in own
        ]
        return max(apart)

    @property
    def times(self) -> tuple[float, float] | None:
        """Their seconds and megabytes as a multiple of ours; None where the two are not the same."""
        if self.theirs is None or self.difference is None or self.difference[0] > self.task.tolerance:
            return None
        return self.theirs.seconds / self.ours.seconds, self.theirs.megabytes / self.ours.megabytes

    def line(self) -> str:
        """A row of a Markdown table."""
        cells = [self.task.title, f"{self.respondents:,}", f"{self.missing:.0%}", *_shown(self.ours)]
        if self.rival is None or self.theirs is None:
            alone = "not run" if self.task.rivals else "none here"
            return _joined(*cells, alone, *[""] * 6)
        named = f"{self.rival.package}, {self.rival.said}" if self.rival.said else self.rival.package
        cells += [named, *_shown(self.theirs)]
        cells += [f"{ratio:.3g} ×" for ratio in self.times or ()] or ["", ""]
        aimed = not self.rival.in_r or self.respondents == FOR
        return _joined(*cells, f"{self.rival.aim:g} ×" if aimed else "", self._agreement())

    def _agreement(self) -> str:
        if self.difference is None:
            return ""
        apart, name = self.difference
        return f"{apart:.0e}" if self.times else f"NOT THE SAME: {name}, {apart:.0e}"


def compared(task: Task, data: Questionnaire, *, limit: float) -> Iterator[Row]:
    """Ours once for every rival, right before it; only once, and no rival, when it does not succeed."""
    for rival in task.rivals:
        ours = our_own(rival.ours or task.name, data, limit=limit)
        if ours.why:
            yield Row(task, data.respondents, data.missing, ours)
            return
        theirs = rivals_own(task, rival, data, limit=limit)
        yield Row(task, data.respondents, data.missing, ours, rival, theirs)
    if not task.rivals:
        yield Row(task, data.respondents, data.missing, our_own(task.name, data, limit=limit))


def _shown(one: Measured) -> tuple[str, str]:
    return (one.why, "") if one.why else (f"{one.seconds:.3g}", f"{one.megabytes:.0f}")


def _joined(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
