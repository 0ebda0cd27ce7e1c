"""What the start page shows, gathered from every workflow of this installation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rondom.foundation.workflow import Standing, Waiting, waiting_elsewhere, workflows
from rondom.ui.templatetags.rondom import in_words


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for someone, and where things stand."""

    greeting: str
    summary: str
    waiting: tuple[Waiting, ...]
    standing: tuple[Standing, ...]


def desk(user: Any, now: datetime) -> Desk:
    """Everything on someone's desk at this moment (in local time): what is late first, then by day."""
    today = now.date()
    waiting = waiting_for(user, today)
    standing = [line for workflow in workflows() for line in workflow.standing(user)]
    return Desk(greeting(now.hour), summary(waiting, today), tuple(waiting), tuple(standing))


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """What someone can do now, in workflows and outside them: by day, what can be done whenever last."""
    waiting = [thing for workflow in workflows() for thing in workflow.waiting(user, today)]
    waiting += waiting_elsewhere(user, today)
    return sorted(waiting, key=lambda thing: (thing.day is None, thing.day or date.max, thing.title))


def greeting(hour: int) -> str:
    """By the time of day, 0 to 23."""
    if 5 <= hour < 12:
        return "Goedemorgen"
    return "Goedemiddag" if 12 <= hour < 18 else "Goedenavond"


def summary(waiting: list[Waiting], today: date) -> str:
    """One sentence on how much waits, and how much of it is late."""
    late = sum(1 for thing in waiting if thing.day and thing.day < today)
    if not waiting:
        return "Er wacht niets op u."
    if late == len(waiting):
        return (
            "Eén ding wacht op u en is te laat."
            if late == 1
            else f"{_many(late)} wachten op u en zijn te laat."
        )
    total = "Eén ding wacht op u." if len(waiting) == 1 else f"{_many(len(waiting))} wachten op u."
    if late:
        total += (
            " Eén daarvan is te laat."
            if late == 1
            else f" {in_words(late).capitalize()} daarvan zijn te laat."
        )
    return total


def _many(count: int) -> str:
    return f"{in_words(count).capitalize()} dingen"
