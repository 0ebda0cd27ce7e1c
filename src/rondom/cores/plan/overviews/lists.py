"""The actions of a plan, chosen and put in order, and the board that shows them by state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.http import urlencode

from rondom.cores.plan.models import Action, Plan
from rondom.cores.plan.models.action import TO_DO, ActionQuerySet, ActionState
from rondom.cores.plan.rules import is_in_audience
from rondom.foundation.access import may

ONLY = {"te-laat": "te laat", "loopt-vast": "loopt vast"}
ORDERS = {"klaar-op": "klaar op", "doel": "doel", "wie": "wie", "stand": "stand"}
_BY: dict[str, tuple[Any, ...]] = {
    "klaar-op": (F("due_on").asc(nulls_last=True), "pk"),
    "doel": ("goal__order", F("due_on").asc(nulls_last=True), "pk"),
    "wie": ("organisation__name", "role", "owner__name", "pk"),
    "stand": ("state", F("due_on").asc(nulls_last=True), "pk"),
}
STATES = {str(label): value for value, label in ActionState.choices}
"""The words in an address for the states of an action."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which actions, in which order. What an address says wrongly is left out."""

    who: str = ""  # "mij", the number of an organisation, or everyone
    state: str = ""
    only: str = ""
    order: str = "klaar-op"

    @classmethod
    def from_address(cls, said: Mapping[str, str]) -> Chosen:
        who = said.get("wie", "")
        return cls(
            who=who if who == "mij" or (who.isdecimal() and len(who) < 10) else "",
            state=_known(said.get("stand", ""), STATES),
            only=_known(said.get("alleen", ""), ONLY),
            order=_known(said.get("volgorde", ""), ORDERS) or "klaar-op",
        )

    @property
    def query(self) -> str:
        """What the addresses of other pages of the list and of its files keep, with a & behind it."""
        said = {"wie": self.who, "stand": self.state, "alleen": self.only, "volgorde": self.order}
        kept = {name: value for name, value in said.items() if value}
        return f"{urlencode(kept)}&" if kept else ""

    def actions(self, plan: Plan, user: Any, today: date) -> ActionQuerySet:
        """The same for the page, the file and the PDF: what you see is what you get."""
        found = Action.objects.filter(goal__plan=plan).with_names()
        if self.who:
            found = found.owned_by(user) if self.who == "mij" else found.filter(organisation=int(self.who))
        if self.state:
            found = found.filter(state=STATES[self.state])
        if self.only == "te-laat":
            found = found.overdue_on(today)
        if self.only == "loopt-vast":
            found = found.stuck()
        return found.order_by(*_BY[self.order])


@dataclass(frozen=True, slots=True)
class Card:
    """An action on the board, and where it may go now by pressing a button."""

    action: Action
    is_late: bool
    moves: tuple[tuple[str, str], ...]  # (state, what the button says)


@dataclass(frozen=True, slots=True)
class Column:
    """One state with its cards."""

    state: str
    name: str
    cards: tuple[Card, ...]


BUTTONS = {
    (ActionState.NEW, ActionState.BUSY): "Begin",
    (ActionState.NEW, ActionState.DONE): "Klaar",
    (ActionState.BUSY, ActionState.DONE): "Klaar",
    (ActionState.DONE, ActionState.BUSY): "Toch nog bezig",
    (ActionState.STOPPED, ActionState.BUSY): "Weer oppakken",
}
"""Moves that need no reason: a press is enough."""


def moves(action: Action, user: Any) -> tuple[tuple[str, str], ...]:
    """The buttons that this user gets beside an action."""
    if action.plan.has_ended or not may(user, "plan.move_action", action):
        return ()
    return tuple((to.value, words) for (state, to), words in BUTTONS.items() if state == action.state)


def board(actions: Iterable[Action], user: Any, today: date) -> list[Column]:
    """Four columns; every card stands in one."""
    cards = [Card(one, one.is_late_on(today), moves(one, user)) for one in actions]
    return [
        Column(value, label, tuple(card for card in cards if card.action.state == value))
        for value, label in ActionState.choices
    ]


def left_without_owner(plan: Plan) -> int:
    """How many actions that are still to be done stand with someone who does not see the plan."""
    owned = Action.objects.filter(goal__plan=plan, state__in=TO_DO, owner__isnull=False)
    return sum(not is_in_audience(action.owner, plan) for action in owned.select_related("owner"))


def _known(word: str, words: Mapping[str, Any]) -> str:
    return word if word in words else ""
