"""What has to happen every night. Cores and workflows add to it; ``rondom tidy`` does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import models


@dataclass(frozen=True, slots=True)
class Job:
    """Does what is due and says how many that were; ``loses`` are the tables that it deletes from."""

    does: Callable[[date], int]
    said: str  # "{} aanmeldingen gewist."
    loses: tuple[type[models.Model], ...] = ()


_jobs: dict[str, Job] = {}


def every_night(job: Job) -> None:
    """Do this every night; from AppConfig.ready()."""
    _jobs[job.said] = job


def jobs() -> tuple[Job, ...]:
    """Everything that has to happen, in the order of the settings."""
    return tuple(_jobs.values())
