"""The actions of a plan as a spreadsheet, in which no cell can act as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rondom.cores.plan.models import Action, Plan
from rondom.foundation.places.spreadsheets import as_xlsx

HEAD = (
    "doel", "thema", "actie", "zo helpt het", "organisatie", "functie", "met wie", "nodig", "begint op",
    "klaar op", "stand", "te laat", "loopt vast op", "reden om te stoppen",
)  # fmt: skip


def plan_xlsx(plan: Plan, actions: Iterable[Action], today: date) -> bytes:
    """A row per action that was chosen, in the order of the list. Accounts of people are left out."""
    about = [
        f"Acties van het plan: {plan.title}",
        f"Kring: {plan.circle}. Opgehaald op {today:%d-%m-%Y}.",
        "Met dezelfde keuze en volgorde als in de lijst. Namen van accounts staan er niet in.",
    ]
    return as_xlsx(HEAD, [_row(action, today) for action in actions], about=about, name="acties")


def _row(action: Action, today: date) -> list[str | date]:
    return [
        action.goal.words,
        action.goal.theme,
        action.what,
        action.contribution,
        str(action.organisation or ""),
        action.role,
        action.partners,
        action.needs,
        action.starts_on or "",
        action.due_on or "",
        str(action.get_state_display()),
        "ja" if action.is_late_on(today) else "nee",
        action.obstacle,
        action.stop_reason,
    ]
