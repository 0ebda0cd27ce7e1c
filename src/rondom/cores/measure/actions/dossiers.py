"""Having the quality of a questionnaire examined, and examining it."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rondom.analysis import TooFewData
from rondom.analysis.disclosure import Rule
from rondom.cores.measure.models import ContentRecord, Dossier, Response, Round
from rondom.cores.measure.models.round import RoundState
from rondom.cores.measure.stacking import data_of, script_of
from rondom.dossier.data import Data
from rondom.dossier.document import shareable_document
from rondom.dossier.evidence import Dossier as Evidence
from rondom.dossier.examine import examine
from rondom.dossier.limits import ENOUGH_TO_SAY
from rondom.dossier.paper import dossier_pdf, shown_of
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.refusals import Refused

FEWEST = int(ENOUGH_TO_SAY.value)
"""A round counts from so many people: what differs between two editions is then never about a few."""

TOO_FEW = f"Minder dan {FEWEST} mensen vulden in. Dan is er nog niets over de vragenlijst te zeggen."
NONE_CLOSED = "Er is nog geen meting met deze vragenlijst gesloten. Dit kan pas na het sluiten."
STUCK = "Het maken is blijven steken."
BROKEN = "Het maken is gestopt door een fout in het programma. Vraag de beheerder van de site."


@transaction.atomic
def ask_for_dossier(round_: Round, *, by: User) -> tuple[Dossier, bool]:
    """A dossier about the questionnaire of this round, and whether it is new: one at a time is made."""
    Circle.objects.select_for_update(no_key=True).get(pk=round_.circle_id)
    counted, few = rounds_for(round_)
    if not counted:
        raise Refused(TOO_FEW if few else NONE_CLOSED)
    running = Dossier.objects.about(round_).filter(finished=False).first()
    if running and not running.is_stuck(timezone.now()):
        return running, False
    if running:
        _end(running, STUCK)
    record(by, "measure.dossier_asked", round_, rounds=len(counted))
    return Dossier.objects.create(circle=round_.circle, instrument_version=round_.instrument_version), True


def make_dossier(dossier: Dossier, *, by: User | None) -> None:
    """Examine all closed rounds with this questionnaire. Takes a while: call it from a task.

    However it ends, the dossier says so.
    """
    problem = BROKEN
    try:
        _make(dossier, by)
        problem = ""
    except (Refused, TooFewData) as refused:
        problem = str(refused)
    finally:
        _end(dossier, problem)


def rounds_for(about: Round | Dossier) -> tuple[list[Round], list[Round]]:
    """The closed rounds of this circle and version that count, and those with too few people; in order."""
    found = Round.objects.filter(
        circle=about.circle_id, instrument_version=about.instrument_version_id, state=RoundState.CLOSED
    )
    enough: list[Round] = []
    few: list[Round] = []
    for round_ in found.select_related("instrument_version").order_by("opens_on", "pk"):
        people = Response.objects.filter(cell__round=round_).count()
        (enough if people >= FEWEST else few).append(round_)
    return enough, few


def _make(dossier: Dossier, by: User | None) -> None:
    counted, few = rounds_for(dossier)
    if not counted:
        raise Refused(TOO_FEW)
    data = data_of(counted)

    def moved(done: int, of: int, what: str) -> None:
        Dossier.objects.filter(pk=dossier.pk).update(done=done, total=of, now=what, moved_at=timezone.now())

    content = [record.study for record in ContentRecord.objects.about(counted[0]).standing()]
    _keep(dossier, examine(data, content=content, progress=moved), data, counted, few, by)


@transaction.atomic
def _keep(
    dossier: Dossier,
    evidence: Evidence,
    data: Data,
    counted: Sequence[Round],
    few: Sequence[Round],
    by: User | None,
) -> None:
    """What may be shown, and nothing else: the evidence itself is gone after this."""
    today, rule = timezone.localdate(), Rule(settings.MINIMUM_SIGNED_IN)
    version = dossier.instrument_version_id
    earlier = Dossier.objects.filter(circle=dossier.circle_id, instrument_version=version).made().first()
    dossier.number = (earlier.number or 0) + 1 if earlier else 1
    dossier.made_on, dossier.respondents = today, evidence.respondents
    dossier.rounds = [round_.name for round_ in counted]
    dossier.left_out = [round_.name for round_ in few]
    dossier.shown = shown_of(evidence, rule=rule)
    dossier.document = shareable_document(evidence)
    dossier.hand_over = script_of(evidence.structure.hand_over, data)
    dossier.pdf = dossier_pdf(evidence, made_on=today, rule=rule, demo=settings.DEMO)
    dossier.save(
        update_fields=[
            "number", "made_on", "respondents", "rounds", "left_out", "shown", "document", "hand_over", "pdf",
        ]
    )  # fmt: skip
    record(by, "measure.dossier_made", counted[-1], edition=dossier.number, responses=evidence.respondents)


def _end(dossier: Dossier, problem: str) -> None:
    dossier.finished, dossier.problem = True, problem[:300]
    dossier.save(update_fields=["finished", "problem"])
