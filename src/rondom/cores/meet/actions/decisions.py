"""Deciding, objecting, looking back; and what else comes out."""

from datetime import date

from django.db import transaction

from rondom.cores.meet.actions.rewording import Overtaken, reword
from rondom.cores.meet.models import AgendaPoint, Decision, Gathering, Objection, Outcome
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def decide(
    gathering: Gathering,
    *,
    text: str,
    reason: str,
    kind: str,
    look_back_on: date | None = None,
    point: AgendaPoint | None = None,
    by: User,
) -> Decision:
    """Write down a decision. In the same words it is the same decision: a form that was sent twice."""
    _locked(gathering).require_writing()
    words = {"text": text, "reason": reason, "kind": kind, "look_back_on": look_back_on}
    found = gathering.decisions.filter(**words).first()
    if isinstance(found, Decision):
        return found
    made = Decision.objects.create(gathering=gathering, point=gathering.own(point), **words)
    record(by, "meet.decided", gathering, kind=kind)
    return made


def correct_decision(
    decision: Decision,
    *,
    text: str,
    reason: str,
    look_back_on: date | None,
    why: str,
    seen: int,
    by: User,
) -> None:
    """The decision in better words. What stood there stays readable, with why it was corrected."""
    changes = {"text": text, "reason": reason, "look_back_on": look_back_on}
    with transaction.atomic():
        came_in = reword(decision, seen=seen, changes=changes, why=why, by=by)
        record(by, "meet.decision_corrected", decision.gathering, aside=not came_in)
    if not came_in:
        raise Overtaken


@transaction.atomic
def object_to(decision: Decision, *, kind: str, text: str, who: str, by: User | None) -> Objection:
    """An objection, or another opinion. It stays for good; sent twice it is still one."""
    _locked(decision.gathering)
    made, is_new = Objection.objects.get_or_create(decision=decision, kind=kind, text=text, who=who)
    if not is_new:
        return made
    record(by, "meet.objected", decision.gathering, kind=kind)
    return made


@transaction.atomic
def answer_objection(objection: Objection, *, answer: str, by: User) -> None:
    """Say what is done with it, once."""
    answered = Objection.objects.filter(pk=objection.pk, answer="").update(answer=answer, answered_by=by)
    if not answered:
        raise Refused("Dit bezwaar is al beantwoord.")
    record(by, "meet.objection_answered", objection.decision.gathering)


@transaction.atomic
def look_back(decision: Decision, *, words: str, today: date, again_on: date | None, by: User) -> None:
    """What became of it; and, if wanted, a day to look again. Sent twice it is said once."""
    current = Decision.objects.select_for_update(of=("self",), no_key=True).get(pk=decision.pk)
    seen = f"{today:%d-%m-%Y}: {words}"
    if current.looking_back.endswith(seen):
        return
    if current.looked_back_on is not None:
        raise Refused("Op dit besluit is al teruggekeken.")
    if again_on is not None and again_on <= today:
        raise Refused("Kies een latere dag om nog eens terug te kijken.")
    earlier = f"{current.looking_back}\n\n" if current.looking_back else ""
    current.looking_back = f"{earlier}{seen}"
    if again_on is None:
        current.looked_back_on = today
    else:
        current.look_back_on = again_on
    current.save(update_fields=["looking_back", "looked_back_on", "look_back_on"])
    record(by, "meet.looked_back", decision.gathering, again=again_on is not None)


@transaction.atomic
def note_outcome(
    gathering: Gathering,
    *,
    kind: str,
    text: str,
    who: str = "",
    day: date | None = None,
    point: AgendaPoint | None = None,
    by: User,
) -> Outcome:
    """Something that was understood, or who does what; sent twice it is still one."""
    _locked(gathering).require_writing()
    words = {"kind": kind, "text": text, "who": who, "day": day}
    found = gathering.outcomes.filter(**words).first()
    if isinstance(found, Outcome):
        return found
    made = Outcome.objects.create(gathering=gathering, point=gathering.own(point), **words)
    record(by, "meet.outcome_noted", gathering, kind=kind)
    return made


def correct_outcome(outcome: Outcome, *, text: str, who: str, day: date | None, seen: int, by: User) -> None:
    """A finding or an agreement in better words; what stood there stays readable."""
    with transaction.atomic():
        came_in = reword(outcome, seen=seen, changes={"text": text, "who": who, "day": day}, by=by)
        record(by, "meet.outcome_corrected", outcome.gathering, aside=not came_in)
    if not came_in:
        raise Overtaken


def _locked(gathering: Gathering) -> Gathering:
    """Of two who send at once, the second sees what the first wrote."""
    return Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
