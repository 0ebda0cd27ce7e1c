"""Statements to agree with or not. When a round closes only what all and large groups said is left."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from rondom.cores.meet.actions.polling import locked, open_polling, paper_of, require_own
from rondom.cores.meet.models import (
    AgendaPoint,
    Gathering,
    Participant,
    Stance,
    Statement,
    StatementRound,
)
from rondom.cores.meet.models.ballot import BallotState
from rondom.cores.meet.models.statements import StanceValue, StatementState
from rondom.cores.meet.opinions import count_stances, find_groups
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.wording import identifying

MOST_WAITING = 20
"""So many proposals wait at most, so that nobody fills a round alone."""


@transaction.atomic
def prepare_round(
    gathering: Gathering,
    *,
    question: str,
    statements: Sequence[str],
    point: AgendaPoint | None = None,
    by: User,
) -> StatementRound:
    """A question with its first statements."""
    gathering.require_writing()
    for text in statements:
        require_nobody(text)
    made = gathering.statementrounds.create(question=question, point=gathering.own(point))
    Statement.objects.bulk_create(
        Statement(round=made, text=text, state=StatementState.ADMITTED) for text in statements
    )
    record(by, "meet.round_prepared", gathering, statements=len(statements))
    return made


@transaction.atomic
def open_round(round_: StatementRound, *, by: User) -> None:
    """From now on people can answer and propose."""
    open_polling(round_)
    record(by, "meet.round_opened", round_.gathering)


@transaction.atomic
def propose_statement(round_: StatementRound, *, text: str, participant: Participant) -> Statement:
    """Something to put before the others. It waits for whoever leads; who proposed it is not kept."""
    current = locked(round_)
    current.require_open()
    require_own(current, participant)
    require_nobody(text)
    same = current.statements.filter(text__iexact=text).first()
    if same is not None:
        return same
    if current.statements.filter(state=StatementState.PROPOSED).count() >= MOST_WAITING:
        raise Refused(_("Er wachten al veel voorstellen. Probeer het later nog eens."))
    made = current.statements.create(text=text, state=StatementState.PROPOSED)
    record(None, "meet.statement_proposed", current.gathering)
    return made


@transaction.atomic
def admit_statement(statement: Statement, *, by: User) -> None:
    """From now on people can answer it."""
    current = _decided(statement, StatementState.ADMITTED)
    current.save(update_fields=["state"])
    record(by, "meet.statement_admitted", current.round.gathering)


@transaction.atomic
def decline_statement(statement: Statement, *, reason: str, by: User) -> None:
    """Not put before the others. The reason stays, the text goes."""
    current = _decided(statement, StatementState.DECLINED)
    require_nobody(reason)
    current.text, current.reason = "", reason
    current.save(update_fields=["state", "text", "reason"])
    record(by, "meet.statement_declined", current.round.gathering)


@transaction.atomic
def give_stances(
    round_: StatementRound,
    *,
    stances: Mapping[int, str],
    participant: Participant | None = None,
    paper_number: int | None = None,
    by: User | None,
) -> None:
    """What one person says, by statement. A participant may change it; a numbered paper counts once."""
    current = locked(round_)
    current.require_open()
    if not stances or not set(stances.values()) <= set(StanceValue.values):
        raise Refused(_("Geef bij minstens één stelling een antwoord."))
    admitted = current.statements.filter(state=StatementState.ADMITTED)
    if admitted.filter(pk__in=stances).count() != len(stances):
        raise Refused(_("Kies uit de lijst."))
    require_own(current, participant)
    paper = paper_of(current.papers, participant, paper_number, by)
    paper.stances.all().delete()
    Stance.objects.bulk_create(
        Stance(paper=paper, statement_id=statement, value=value) for statement, value in stances.items()
    )
    record(by, "meet.stances_given", current.gathering, from_paper=paper_number is not None)


@transaction.atomic
def close_round(round_: StatementRound, *, by: User) -> None:
    """Count once, and forget who said what. What still waits to be let through goes too."""
    current = locked(round_)
    current.require_next(BallotState.CLOSED)
    current.statements.filter(state=StatementState.PROPOSED).delete()
    statements = list(current.statements.filter(state=StatementState.ADMITTED))
    papers = _said(current)
    for statement in statements:
        for value, number in (count_stances(papers, statement.pk) or {}).items():
            setattr(statement, value, number)
    Statement.objects.bulk_update(statements, StanceValue.values)
    current.voters = len(papers)
    current.opinion_groups = find_groups(papers, [one.pk for one in statements])
    current.papers.all().delete()
    current.state = BallotState.CLOSED
    current.save(update_fields=["state", "voters", "opinion_groups"])
    record(by, "meet.round_closed", current.gathering, voters=current.voters)


def require_nobody(text: str) -> None:
    """Refused while a text holds what could lead to a person."""
    clues = [clue.text for clue in identifying(text) if clue.certain]
    if clues:
        words = _("Haal dit eerst weg: %(words)s. Het kan naar iemand leiden.")
        raise Refused(words % {"words": ", ".join(clues)})


def _said(round_: StatementRound) -> list[dict[int, str]]:
    """Of each voter the stance by statement."""
    papers: dict[int, dict[int, str]] = {pk: {} for pk in round_.papers.values_list("pk", flat=True)}
    stances = Stance.objects.filter(paper__round=round_)
    for paper, statement, value in stances.values_list("paper", "statement", "value"):
        papers[paper][statement] = value
    return list(papers.values())


def _decided(statement: Statement, state: str) -> Statement:
    locked(statement.round).require_open()
    current = Statement.objects.select_related("round__gathering").get(pk=statement.pk)
    current.require_next(state)
    current.state = state
    return current
