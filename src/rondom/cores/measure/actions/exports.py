"""Answers leave the site for research, with a reason that stays in the log."""

from rondom.cores.measure.exporting import export_of, package
from rondom.cores.measure.models import Round
from rondom.cores.measure.models.round import RoundState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused

SHORTEST_REASON = 20
"""Characters. Long enough for a purpose; what it says is for people to judge."""


def require_closed(round_: Round) -> None:
    """Refused while answers are sealed."""
    round_.require(RoundState.CLOSED, "Gegevens opvragen kan pas als de meting gesloten is.")


def export_answers(round_: Round, *, form: str, because: str, by: User) -> bytes:
    """A zip with all answers of a closed round. The line in the log is there before the file leaves."""
    require_closed(round_)
    if len(because.strip()) < SHORTEST_REASON:
        raise Refused(
            f"Schrijf in een zin waarvoor u de gegevens nodig heeft, in {SHORTEST_REASON} tekens of meer."
        )
    export = export_of(round_)
    content = package(round_, export, form)
    record(
        by, "measure.answers_exported", round_, format=form, rows=len(export.answers), reason=because.strip()
    )
    return content
