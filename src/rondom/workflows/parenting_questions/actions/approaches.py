"""A dossier is corrected, shared, and no longer shared."""

from collections.abc import Mapping

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.minding import require_own_words
from rondom.workflows.parenting_questions.actions.revising import lock, require_last
from rondom.workflows.parenting_questions.models import Approach, Correction
from rondom.workflows.parenting_questions.models.approach import texts_of


@transaction.atomic
def correct_approach(
    approach: Approach, *, written: Mapping[str, str | bool], revision: int, why: str, by: User
) -> None:
    """The next version; what stood there can still be read in the circle."""
    require_own_words(approach.group.bundle, *texts_of(written), why)
    lock(approach)
    before = {name: getattr(approach, name) for name in written if getattr(approach, name) != written[name]}
    if before:
        require_last(approach, revision)
    elif approach.revision != revision:
        return  # sent twice: it stands there already
    else:
        raise Refused("Er is niets veranderd. Wat er stond, staat er nog.")
    for name in before:
        setattr(approach, name, written[name])
    approach.revision += 1
    approach.save(update_fields=[*before, "revision"])
    Correction.objects.create(
        approach=approach, revision=approach.revision, by=by, why=why.strip(), before=before
    )
    record(by, "parenting_questions.approach_corrected", approach, version=approach.revision)


@transaction.atomic
def share_approach(approach: Approach, *, by: User) -> None:
    """Professionals of every circle of this site can read it and take it over."""
    lock(approach)
    if approach.shared:
        raise Refused("Dit dossier is al gedeeld.")
    group = approach.group
    require_own_words(group.bundle, *approach.texts, group.different, group.what_worked)
    _set_shared(approach, True)
    record(by, "parenting_questions.approach_shared", approach)


@transaction.atomic
def stop_sharing(approach: Approach, *, by: User) -> None:
    """The page closes for others. A group that took the approach over keeps the text that it copied."""
    lock(approach)
    if not approach.shared:
        raise Refused("Dit dossier is niet gedeeld.")
    _set_shared(approach, False)
    record(by, "parenting_questions.approach_withdrawn", approach)


@transaction.atomic
def forget_correction(correction: Correction, *, by: User) -> None:
    """An earlier text leaves the history, for a name that slipped in. Who corrected it, and why, stays."""
    if not correction.before:
        raise Refused("Deze oude tekst is al weg.")
    correction.before = {}
    correction.save(update_fields=["before"])
    record(by, "parenting_questions.correction_forgotten", correction.approach, version=correction.revision)


def _set_shared(approach: Approach, shared: bool) -> None:
    approach.shared = shared
    approach.save(update_fields=["shared"])
