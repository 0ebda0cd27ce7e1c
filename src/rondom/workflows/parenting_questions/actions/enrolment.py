"""Parents join a group and leave it; who waits moves up. What a parent does is written in no log."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rondom.cores.measure.sealing import code_for, lookup, new_code
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models import Enrolment, ParentGroup
from rondom.workflows.parenting_questions.models.enrolment import LISTED
from rondom.workflows.parenting_questions.models.group import GroupState


@transaction.atomic
def join_group(
    group: ParentGroup, *, first_name: str, contact: str, key: uuid.UUID | None = None
) -> tuple[Enrolment, str]:
    """A place, or a turn on the waiting list; with the code by which the parent finds it again.

    Sent again with the same key it is the same place and the same code.
    """
    _lock(group)
    given = {"first_name": first_name.strip(), "contact": contact.strip()}
    sent = group.enrolments.filter(key=key).first() if key else None
    if sent and (sent.first_name, sent.contact) == tuple(given.values()):
        return sent, code_for(key)
    code = code_for(key) if key and not sent else new_code()
    if group.state != GroupState.RECRUITING:
        raise Refused(_("U kunt zich voor deze groep nu niet opgeven."))
    if group.enrolments.count() >= LISTED * group.places:
        raise Refused(_("De groep en de wachtlijst zijn vol."))
    enrolment = Enrolment.objects.create(
        circle=group.circle,
        group=group,
        **given,
        lookup=lookup(code),
        key=None if sent else key,
    )
    fill_places(group)
    enrolment.refresh_from_db()
    if enrolment.has_place:
        enrolment.told = True  # it stands on the page that they see now
        enrolment.save(update_fields=["told"])
    return enrolment, code


@transaction.atomic
def leave_group(enrolment: Enrolment) -> None:
    """The parent does not come: nothing of them is kept."""
    group = enrolment.group
    _lock(group)
    enrolment.delete()
    fill_places(group)


@transaction.atomic
def remove_parent(enrolment: Enrolment, *, by: User) -> None:
    """The coordinator takes someone off the list."""
    leave_group(enrolment)
    record(by, "parenting_questions.parent_removed", enrolment.group)


@transaction.atomic
def tell_of_place(enrolment: Enrolment, *, by: User) -> None:
    """A parent who moved up was told so."""
    if not enrolment.has_place:
        raise Refused("Deze ouder staat nog op de wachtlijst.")
    enrolment.told = True
    enrolment.save(update_fields=["told"])
    record(by, "parenting_questions.parent_told", enrolment.group)


def fill_places(group: ParentGroup) -> None:
    """Whoever waits longest gets what is free."""
    free = group.places - group.enrolments.placed().count()
    if free > 0:
        first = group.enrolments.waiting().values_list("pk", flat=True)[:free]
        group.enrolments.filter(pk__in=list(first)).update(has_place=True)


@transaction.atomic
def forget_parents(today: date) -> int:
    """Delete the names of groups that ended some weeks ago. Returns how many."""
    overdue = Enrolment.objects.overdue_on(today)
    groups = list(ParentGroup.objects.filter(pk__in=overdue.order_by().values("group")))
    return sum(_forgotten(group) for group in groups)


def _forgotten(group: ParentGroup) -> int:
    parents = group.enrolments.all().delete()[0]
    record(None, "parenting_questions.parents_forgotten", group, parents=parents)
    return parents


def _lock(group: ParentGroup) -> None:
    group.refresh_from_db(from_queryset=ParentGroup.objects.select_for_update(no_key=True))
