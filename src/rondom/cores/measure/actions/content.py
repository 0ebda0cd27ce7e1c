"""Recording what people said of the questions, correcting it, and taking it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from rondom.cores.measure.models import ContentRecord, Round
from rondom.dossier.content import ContentStudy, People
from rondom.dossier.document import plain
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.refusals import Refused

CHANGED = "Iemand anders heeft dit onderzoek net gewijzigd. Lees eerst wat er nu staat."
WITHDRAWN = "Dit onderzoek is ingetrokken. Leg het opnieuw vast als het toch telt."
THE_SAME = "Er is niets veranderd. Wat er stond, staat er nog."


@transaction.atomic
def record_content(round_: Round, study: ContentStudy, *, by: User | None) -> ContentRecord:
    """Keep what people said of the questionnaire of this round."""
    Circle.objects.select_for_update(no_key=True).get(pk=round_.circle_id)
    last = ContentRecord.objects.about(round_).order_by("-study_number").first()
    made = ContentRecord.objects.create(
        circle=round_.circle,
        instrument_version=round_.instrument_version,
        study_number=last.study_number + 1 if last else 1,
        document=plain(study),
        made_on=timezone.localdate(),
    )
    record(by, "measure.content_recorded", made, version=made.version, people=study.number(*People))
    return made


@transaction.atomic
def correct_content(kept: ContentRecord, study: ContentStudy, *, because: str, by: User) -> ContentRecord:
    """The next version of a study; what stood there can still be read."""
    _require_newest(kept)
    if kept.study == study:
        raise Refused(THE_SAME)
    made = _next(kept, because, document=plain(study))
    record(
        by, "measure.content_corrected", made, version=made.version, people=study.number(*People),
        reason=because,
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_content(kept: ContentRecord, *, because: str, by: User) -> ContentRecord:
    """It no longer counts, in dossiers that are made from now on; what stood there can still be read."""
    _require_newest(kept)
    made = _next(kept, because, document=kept.document, withdrawn=True)
    record(by, "measure.content_withdrawn", made, version=made.version, reason=because)
    return made


def _require_newest(kept: ContentRecord) -> None:
    Circle.objects.select_for_update(no_key=True).get(pk=kept.circle_id)
    if not ContentRecord.objects.newest().filter(pk=kept.pk).exists():
        raise Refused(CHANGED)
    if kept.withdrawn:
        raise Refused(WITHDRAWN)


def _next(kept: ContentRecord, because: str, **changes: Any) -> ContentRecord:
    return ContentRecord.objects.create(
        circle=kept.circle,
        instrument_version=kept.instrument_version,
        study_number=kept.study_number,
        version=kept.version + 1,
        made_on=timezone.localdate(),
        because=because,
        **changes,
    )
