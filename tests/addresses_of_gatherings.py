"""The addresses of gatherings: who may look and who may send, and what stands in each address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rondom.cores.meet.models import Series
from tests.world import World

Args = Callable[[World], list[Any]]

PUBLIC = {
    "meet:enter": "people who take part with a code have no account",
    "meet:guest": "opens with a code only",
    "meet:leave": "forgets a code",
    "meet:calendar": "opens with a secret address only",
}
OF_A_CIRCLE = ("gatherings", "new_gathering", "new_series")
READ = ("gathering", "agenda_pdf", "minutes_pdf")
TOLD = ("answer", "contribute")
READ_AND_TOLD = ("minutes", "moments")
LED = (
    "change", "step", "agenda", "start_from", "people", "mail", "attendance", "paper", "outcome", "decide",
    "new_ballot", "new_statements", "propose",
)  # fmt: skip
PARTS = {
    "point": "points",
    "place_point": "points",
    "participant": "participants",
    "contribution": "contributions",
    "decision": "decisions",
    "objection": "decisions",
    "look_back": "decisions",
    "ballot": "ballots",
    "ballot_step": "ballots",
    "ballot_paper": "ballots",
    "choose": "moments",
    "statements": "statementrounds",
    "statements_step": "statementrounds",
    "statements_paper": "statementrounds",
    "propose_statement": "statementrounds",
    "correct_outcome": "outcomes",
}
"""Addresses of a part of a gathering."""

VIEW, TELL, LEAD, START = (
    "meet.view_gathering", "meet.contribute", "meet.lead_gathering", "meet.start_gathering",
)  # fmt: skip
IN_CIRCLE = {
    "meet:gatherings": (VIEW, VIEW),
    "meet:series": (VIEW, VIEW),
    "meet:new_gathering": (START, START),
    "meet:new_series": (START, START),
    **{f"meet:{name}": (VIEW, VIEW) for name in READ},
    **{f"meet:{name}": (TELL, TELL) for name in (*TOLD, "objection", "propose_statement")},
    **{f"meet:{name}": (VIEW, TELL) for name in (*READ_AND_TOLD, "contribution", "ballot", "statements")},
    **{f"meet:{name}": (VIEW, LEAD) for name in ("screen", "decision")},
    **{
        f"meet:{name}": (LEAD, LEAD)
        for name in (
            *LED, "point", "place_point", "participant", "look_back", "correct_outcome",
            "objection_answer", "ballot_step", "ballot_paper", "choose",
            "statements_step", "statements_paper", "decide_statement",
        )
    },
}  # fmt: skip


def _part(part: str) -> Args:
    """The gathering and the first of its points, participants and so on."""

    def args(world: World) -> list[Any]:
        return [world.gathering.pk, getattr(world.gathering, part).order_by("pk").first().pk]

    return args


ARGS: dict[str, Args] = {
    "meet:calendar": lambda world: ["geheim"],
    "meet:series": lambda world: [Series.objects.get(circle=world.circle).pk],
    "meet:screen": lambda world: [world.gathering.pk, 1],
    "meet:objection_answer": lambda world: [
        world.gathering.pk,
        world.gathering.decisions.get().pk,
        world.gathering.decisions.get().objections.get().pk,
    ],
    "meet:decide_statement": lambda world: [
        world.gathering.pk,
        world.gathering.statementrounds.get().pk,
        world.gathering.statementrounds.get().statements.get().pk,
    ],
    **{f"meet:{name}": lambda world: [world.circle.pk] for name in OF_A_CIRCLE},
    **{f"meet:{name}": lambda world: [world.gathering.pk] for name in (*READ, *TOLD, *READ_AND_TOLD, *LED)},
    **{f"meet:{name}": _part(part) for name, part in PARTS.items()},
}
