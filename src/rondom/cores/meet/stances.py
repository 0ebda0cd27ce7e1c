"""Pictures of a round of statements: what can be answered, what someone said, and what came out."""

from dataclasses import dataclass

from django.db.models import QuerySet

from rondom.cores.meet.models import Participant, Statement, StatementRound
from rondom.cores.meet.models.ballot import BallotState
from rondom.cores.meet.models.statements import StatementState

AGREED, DIVIDED = 2 / 3, 1 / 2
"""All agree when in every group so many do; groups are divided when their shares differ so much."""


def to_answer(round_: StatementRound) -> list[Statement]:
    """The statements that people can answer, in the order in which they came."""
    return [one for one in round_.statements.all() if one.state == StatementState.ADMITTED]


def stances_given(round_: StatementRound, participant: Participant | None) -> dict[str, str]:
    """What one participant said, by the name of the field in the form."""
    paper = round_.papers.filter(participant=participant).first() if participant else None
    return {f"s{one.statement_id}": one.value for one in paper.stances.all()} if paper else {}


def reasons(round_: StatementRound) -> list[str]:
    """Why statements were not let through, for everyone to read."""
    return list(round_.statements.filter(state=StatementState.DECLINED).values_list("reason", flat=True))


Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One statement, and what every group said, where it may be shown: agree, do not know, disagree."""

    statement: Statement
    groups: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class Opinions:
    """What came out of a round: statement by statement, and where groups meet or part."""

    round: StatementRound
    rows: tuple[Row, ...]
    groups: tuple[int, ...]  # how many voters in each
    agreed: tuple[Row, ...]
    divided: tuple[Row, ...]


def opinions_of(rounds: QuerySet[StatementRound]) -> list[Opinions]:
    """Of those of these rounds that are closed."""
    closed = rounds.filter(state=BallotState.CLOSED).prefetch_related("statements")
    return [opinions(one) for one in closed]


def opinions(round_: StatementRound) -> Opinions:
    """Of a round that is closed; before that nothing is counted."""
    found = round_.opinion_groups
    rows, agreed, divided = [], [], []
    for at, statement in enumerate(to_answer(round_)):
        counts = [group["counts"][at] for group in found]
        groups = tuple(tuple(one) for one in counts) if None not in counts else ()
        parts = [agree / (agree + unsure + disagree) for agree, unsure, disagree in groups]
        everyone = statement.agree / statement.answered if statement.agree and statement.answered else 0.0
        row = Row(statement, groups)
        rows.append(row)
        if min(parts, default=0.0 if found else everyone) >= AGREED:
            agreed.append(row)
        if parts and max(parts) - min(parts) >= DIVIDED:
            divided.append(row)
    return Opinions(
        round=round_,
        rows=tuple(rows),
        groups=tuple(group["voters"] for group in found),
        agreed=tuple(agreed),
        divided=tuple(divided),
    )
