"""One person answers: start, save as you go, submit exactly once.

None of this writes a line in the log: who answered when is nobody's business.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rondom.cores.measure.actions.statements import count_in, spend, ticket_to_hand_in
from rondom.cores.measure.models import FrameCell, Round, SealedResponse, Ticket
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.sealing import Sealer, lock_draft, lookup, lookups, new_code, open_draft
from rondom.foundation.refusals import Refused
from rondom.instruments import check_answers, relevant_answers

Answers = Mapping[str, object]

MOST_TRIES = 5


class WrongAnswers(ValueError):
    """Some answers do not fit the questionnaire. ``problems``: item name -> what to do, in Dutch."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("answers do not fit the questionnaire")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone has filled in so far."""

    ticket: Ticket
    answers: dict[str, object]

    @property
    def round(self) -> Round:
        return self.ticket.cell.round


def start(cell: FrameCell, *, today: date) -> str:
    """A new code for someone who came in through the link of their organisation."""
    _require_open(cell.round, today)
    code = new_code()
    Ticket.objects.create(cell=cell, lookup=lookup(code))
    return code


def find_ticket(code: str) -> Ticket | None:
    """The ticket of this code, spent or not."""
    return _tickets().filter(lookup__in=lookups(code)).first()


def read_draft(ticket: Ticket, code: str) -> Draft:
    """What was saved under this code."""
    return Draft(ticket, open_draft(code, ticket.draft))


@transaction.atomic
def save_draft(ticket: Ticket, code: str, changes: Mapping[str, object | None], *, today: date) -> Draft:
    """Keep these answers beside what was saved before; None takes an answer away."""
    ticket = _tickets().select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)
    _require_open(ticket.cell.round, today)
    if ticket.spent:
        raise Refused(_("Deze vragenlijst is al verstuurd. Dank u wel."))
    answers = {**open_draft(code, ticket.draft), **changes}
    answers = {name: answer for name, answer in answers.items() if answer not in (None, "", [], {})}
    ticket.draft = lock_draft(code, answers)
    ticket.save(update_fields=["draft"])
    return Draft(ticket, answers)


def submit(code: str, *, today: date) -> bool:
    """Hand in what was saved. True the first time, False when it was handed in before.

    Reading and checking go before the transaction, which is then short; it keeps the answers only if the
    ticket is still as it was read. Raises Ticket.DoesNotExist for a code that is not there (any more),
    WrongAnswers when something does not fit; then the draft stays.
    """
    for _try in range(MOST_TRIES):
        ticket = ticket_to_hand_in(lookups(code))
        if ticket.spent:
            return False
        _require_open(ticket.cell.round, today)
        if _spend(ticket, _checked(ticket, code)):
            return True
    raise Refused(_("Op een ander scherm verandert u nog antwoorden. Wacht even en verstuur dan nog eens."))


@transaction.atomic
def hand_in(round_: Round, answered: Sequence[tuple[FrameCell, Answers]], *, origin: Origin) -> None:
    """Seal answers that were checked before, and count them in their cells."""
    _keep(round_, answered, origin)


def _checked(ticket: Ticket, code: str) -> Answers:
    instrument = ticket.cell.round.instrument_version.instrument
    answers = relevant_answers(instrument, open_draft(code, ticket.draft))
    problems = check_answers(instrument, answers, require=True)
    if problems:
        raise WrongAnswers(problems)
    return answers


@transaction.atomic
def _spend(ticket: Ticket, answers: Answers) -> bool:
    """The cell first and then the ticket, as closing does: in another order the two wait for each other."""
    _keep(ticket.cell.round, [(ticket.cell, answers)], Origin.ONLINE)
    is_spent = spend(ticket)
    transaction.set_rollback(not is_spent)
    return is_spent


def _keep(round_: Round, answered: Sequence[tuple[FrameCell, Answers]], origin: Origin) -> None:
    """Counting comes first, and in open cells only: it waits for a round that is just being closed, so
    that no answer arrives behind the closing."""
    for pk, count in sorted(Counter(cell.pk for cell, _answers in answered).items()):
        if not count_in(pk, count):
            raise Refused(_("Deze meting is gesloten. Er kunnen geen antwoorden meer bij."))
    assert round_.sealing_key is not None
    sealer = Sealer(round_.sealing_key)
    sealed = (
        sealer.seal({"cell": cell.pk, "origin": str(origin), "answers": dict(answers)})
        for cell, answers in answered
    )
    SealedResponse.objects.bulk_create(
        (SealedResponse(round=round_, content=content) for content in sealed), batch_size=500
    )


def _tickets() -> QuerySet[Ticket]:
    """Tickets with their round; the text of the questionnaire is read once a process, not every time."""
    tickets = Ticket.objects.select_related("cell__round__instrument_version")
    return tickets.defer("cell__round__instrument_version__document")


def _require_open(round_: Round, today: date) -> None:
    if not round_.takes_answers_on(today):
        raise Refused(_("Deze vragenlijst is nu niet open. Vraag het aan wie u uitnodigde."))
