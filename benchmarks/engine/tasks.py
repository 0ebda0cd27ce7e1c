"""What is compared: tasks, rivals, and the numbers that must come out the same."""

from dataclasses import dataclass

FOR = 100_000
"""Respondents for which the aims against R are; those against Python packages are for any number."""


@dataclass(frozen=True, slots=True)
class Rival:
    """``script`` and ``ours`` name the work, where that is not the task's own name.

    ``aim`` is how many times as fast we want to be; ``said`` tells what this comparison is about.
    """

    package: str
    aim: float = 1
    script: str = ""
    ours: str = ""
    said: str = ""

    @property
    def in_r(self) -> bool:
        """Whether it is an R package."""
        return self.package in ("psych", "lavaan", "lme4")


@dataclass(frozen=True, slots=True)
class Task:
    """``tolerance``: how far numbers may lie apart, relative to the larger of the number and one."""

    name: str
    title: str
    tolerance: float
    rivals: tuple[Rival, ...] = ()


TASKS = (
    Task(
        "alpha",
        "alpha, item table",
        1e-9,
        (Rival("psych", 100), Rival("pingouin", ours="alpha_alone", said="alpha alone")),
    ),
    Task("polychoric", "polychoric matrix", 1e-4, (Rival("psych", 50), Rival("lavaan", 100))),
    Task("wlsmv", "CFA, WLSMV", 1e-5, (Rival("lavaan", 50),)),
    Task("cfa", "CFA, ML", 1e-4, (Rival("lavaan", 4), Rival("semopy"))),
    Task(
        "random_intercept",
        "random intercepts",
        1e-5,
        (
            Rival("lme4", 50, said="without intervals"),
            Rival("lme4", 50, script="random_intercept_intervals", said="with profile intervals"),
            Rival("statsmodels", said="without intervals"),
        ),
    ),
    Task("icc", "ICC, 10 raters", 1e-9, (Rival("pingouin", 100),)),
    Task("parallel", "parallel analysis, 20 draws", 1e-5, (Rival("psych", 50),)),
    Task("sampling", "KMO and Bartlett", 1e-9, (Rival("psych"), Rival("factor_analyzer"))),
    Task("efa", "EFA, ML", 1e-4, (Rival("psych"), Rival("statsmodels"))),
    Task("graded", "graded response", 0, ()),
)
