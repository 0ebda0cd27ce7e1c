"""A group of parents: from an idea to what another neighbourhood can take over."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import long_day
from rondom.workflows.parenting_questions.actions.enrolment import fill_places
from rondom.workflows.parenting_questions.actions.minding import require_nobody, require_own_words
from rondom.workflows.parenting_questions.actions.revising import lock, revise
from rondom.workflows.parenting_questions.models import Approach, Bundle, Meeting, ParentGroup
from rondom.workflows.parenting_questions.models.approach import texts_of
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.models.pool import new_entrance
from rondom.workflows.parenting_questions.models.written import mark

FILL_IN_FIRST = "Vul eerst in wanneer en waar de groep is."


@transaction.atomic
def start_group(
    bundle: Bundle,
    *,
    name: str,
    by: User,
    copied_from: Approach | None = None,
    different: str = "",
    key: uuid.UUID | None = None,
) -> ParentGroup:
    """An idea, from a bundle of which a group was decided; perhaps with an approach from elsewhere.

    The group keeps a copy of its text, and the link: what is learnt here is shown with the dossier. Sent
    again with the same key it is the same group.
    """
    bundle = Bundle.objects.select_for_update(no_key=True).get(pk=bundle.pk)
    sent = bundle.groups.filter(key=key).first() if key else None
    if sent and sent.name == name.strip():
        return sent
    if bundle.answer != Answer.GROUP:
        raise Refused("Besluit eerst dat er een groep komt.")
    if copied_from is not None:
        if not Approach.objects.to_take_over(bundle).filter(pk=copied_from.pk).exists():
            raise Refused("Kies een aanpak uit de bibliotheek.")
        if not different.strip():
            raise Refused("Schrijf op wat hier anders is.")
    require_own_words(bundle, name, different)
    group = ParentGroup.objects.create(
        circle=bundle.circle,
        pool=bundle.pool,
        bundle=bundle,
        name=name.strip(),
        approach=copied_from.approach if copied_from else "",
        copied_from=copied_from,
        different=different.strip(),
        key=None if sent else key,
    )
    record(by, "parenting_questions.group_started", group, copied=copied_from is not None)
    return group


def prepare_group(group: ParentGroup, *, by: User) -> None:
    """It is going to happen."""
    _move(group, GroupState.PREPARING, by)


def recruit_parents(group: ParentGroup, *, by: User) -> None:
    """Parents can be asked: there is a day and a place. From now on there is a link to join."""
    if not (group.starts_on and group.where):
        raise Refused(FILL_IN_FIRST)
    _move(group, GroupState.RECRUITING, by, entrance=new_entrance())


def too_early(group: ParentGroup, today: date) -> str:
    """Why a group cannot start yet, in words; empty from its first day on."""
    if group.starts_on is None or group.starts_on <= today:
        return ""
    return (
        f"De eerste keer is op {long_day(group.starts_on)}. Vanaf die dag kunt u de groep starten. "
        "Begint de groep eerder? Verander dan eerst de datum bij Wijzigen."
    )


@transaction.atomic
def begin_group(group: ParentGroup, *, today: date, by: User) -> None:
    """The first meeting is there."""
    lock(group)
    group.require_next(GroupState.STARTED)
    if why := too_early(group, today):
        raise Refused(why)
    _move(group, GroupState.STARTED, by)


def finish_group(group: ParentGroup, *, today: date, by: User) -> None:
    """The last meeting was there."""
    _move(group, GroupState.FINISHED, by, ended_on=today)


def stop_group(group: ParentGroup, *, because: str, today: date, by: User, seen: str = "") -> None:
    """It does not go on, and why. ``seen``: the mark of what stood there when the second chose their text."""
    if not because.strip():
        raise Refused("Schrijf op waarom de groep stopt.")
    require_nobody(because)
    _move(group, GroupState.STOPPED, by, seen, stopped_because=because.strip(), ended_on=today)


def evaluate_group(
    group: ParentGroup, *, elements: Mapping[str, int], what_worked: str, by: User, seen: str = ""
) -> None:
    """Which of the six working elements were there, and what worked. ``seen``: as when stopping."""
    if set(elements) != set(ELEMENTS) or not all(0 <= value <= 3 for value in elements.values()):
        raise Refused("Geef elk van de zes elementen een cijfer van 0 tot en met 3.")
    require_own_words(group.bundle, what_worked)
    _move(group, GroupState.EVALUATED, by, seen, elements=dict(elements), what_worked=what_worked.strip())


@transaction.atomic
def put_in_library(group: ParentGroup, *, dossier: Mapping[str, str | bool], by: User) -> Approach:
    """Its dossier is there: other neighbourhoods can read the approach and take it over."""
    require_own_words(group.bundle, *texts_of(dossier))
    _move(group, GroupState.IN_LIBRARY, by)
    return Approach.objects.create(circle=group.circle, group=group, **dossier)


class AlreadyCounted(Refused):
    """For this day another number stands there, which whoever counts has not seen."""

    def __init__(self, parents: int) -> None:
        super().__init__("Voor deze dag staat er al een ander aantal.")
        self.parents = parents


@transaction.atomic
def count_meeting(group: ParentGroup, *, day: date, parents: int, by: User, seen: int | None = None) -> None:
    """How many were there. Another number for the same day only for who saw what stood there.

    Raises AlreadyCounted for who did not.
    """
    if not group.is_counted:
        raise Refused("Tel ouders als de groep is gestart.")
    lock(group)
    if group.starts_on and day < group.starts_on:
        raise Refused(f"De eerste keer was op {long_day(group.starts_on)}. Kies die dag of een dag erna.")
    before = group.meetings.filter(day=day).values_list("parents", flat=True).first()
    if before not in (None, parents, seen):
        raise AlreadyCounted(before)
    if before != parents:
        Meeting.objects.update_or_create(group=group, day=day, defaults={"parents": parents})
        record(by, "parenting_questions.meeting_counted", group)


@transaction.atomic
def _move(group: ParentGroup, state: GroupState, by: User, seen: str = "", **changes: object) -> None:
    group.refresh_from_db(from_queryset=ParentGroup.objects.select_for_update())
    if group.state != state or seen != mark(group.written):
        group.require_next(state)
    for name, value in {"state": state, **changes}.items():
        setattr(group, name, value)
    group.save(update_fields=["state", *changes])
    record(by, f"parenting_questions.group_{state}", group)


@transaction.atomic
def change_group(
    group: ParentGroup, *, changes: Mapping[str, object], by: User, revision: int | None = None
) -> None:
    """What it looks like: when, where, for how many, and the approach. Raises Overtaken."""
    require_nobody(*(value for value in changes.values() if isinstance(value, str)))
    require_own_words(group.bundle, str(changes.get("different", "")))
    if not revise(group, changes, revision=revision):
        return
    if group.is_announced and not (group.starts_on and group.where):
        raise Refused("Ouders lezen al wanneer en waar de groep is. Vul allebei in.")
    fill_places(group)
    record(by, "parenting_questions.group_changed", group)
