"""Two invented rounds of statements: one closed, in which two groups think differently, and one open."""

import numpy as np

from rondom.cores.meet.actions.statements import close_round, give_stances, open_round, prepare_round
from rondom.cores.meet.models import Gathering, StatementRound
from rondom.cores.meet.models.statements import StanceValue
from rondom.cores.meet.stances import to_answer
from rondom.foundation.accounts.models import User

SEED = 20261126
INVENTED = "(verzonnen antwoorden)"

CLOSED = "Wat helpt ouders in de buurt?"
STATEMENTS = (
    ("Ouders willen één vast gezicht", 0.95, 0.9),
    ("Hulp komt bij ons thuis", 0.95, 0.05),
    ("Praten over geld hoort bij school", 0.05, 0.9),
    ("Er is opvang bij elke avond", 0.9, 0.85),
    ("Een formulier vult u samen in", 0.9, 0.1),
    ("Wij bellen terug binnen twee dagen", 0.95, 0.95),
    ("De buurt weet wat er is", 0.05, 0.95),
    ("Een groep werkt beter dan een gesprek alleen", 0.5, 0.55),
)
"""Each with the part of both invented groups that agrees."""
GROUPS = (18, 13)

OPEN = "Waar gaan wij mee verder?"
TO_ANSWER = (
    "Elke organisatie noemt één vaste persoon",
    "De brieven worden korter",
    "Ouders beslissen mee over de agenda",
    "Wij zoeken een plek waar altijd iemand is",
)


def ask_opinions(gathering: Gathering, *, by: User) -> None:
    """What people thought of the second point, and a question that is still open."""
    chance = np.random.default_rng(SEED)
    _, second, *_, last = gathering.points.all()
    closed = prepare_round(
        gathering,
        question=f"{CLOSED} {INVENTED}",
        statements=[text for text, *_ in STATEMENTS],
        point=second,
        by=by,
    )
    open_round(closed, by=by)
    people = [group for group, size in enumerate(GROUPS) for _ in range(size)]
    for number, group in enumerate(people, start=1):
        _answer(closed, number, [parts[group] for _, *parts in STATEMENTS], chance, by=by)
    close_round(closed, by=by)
    open_ = prepare_round(gathering, question=f"{OPEN} {INVENTED}", statements=TO_ANSWER, point=last, by=by)
    open_round(open_, by=by)
    for number in range(1, 7):
        _answer(open_, number, [0.6] * len(TO_ANSWER), chance, by=by)


def _answer(
    round_: StatementRound, number: int, parts: list[float], chance: np.random.Generator, *, by: User
) -> None:
    """A numbered paper; one in ten does not know."""
    stances = {
        one.pk: StanceValue.UNSURE
        if chance.random() < 0.1
        else StanceValue.AGREE
        if chance.random() < part
        else StanceValue.DISAGREE
        for one, part in zip(to_answer(round_), parts, strict=True)
    }
    give_stances(round_, stances=stances, paper_number=number, by=by)
