"""What several coordinators do with one group at once, each in a thread or process of their own."""

import uuid
from collections.abc import Callable
from contextlib import suppress

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.actions.bundles import set_thresholds
from rondom.workflows.parenting_questions.actions.coding import describe_theme
from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.actions.groups import change_group, count_meeting, start_group
from rondom.workflows.parenting_questions.actions.opinions import note_opinions
from rondom.workflows.parenting_questions.actions.revising import Overtaken
from rondom.workflows.parenting_questions.models import (
    Bundle,
    Enrolment,
    Meeting,
    Opinion,
    ParentGroup,
    Pool,
    Theme,
)
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_pool

WRITERS = 4


def prepare() -> None:
    """A group that is over, one that looks for parents, and a bundle of which more groups can come."""
    by = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
    bundle = make_bundle(make_pool(by), by=by, each=1)
    Bundle.objects.update(answer=Answer.GROUP)
    for name, state in (("Begin", GroupState.FINISHED), ("Nieuw", GroupState.RECRUITING)):
        ParentGroup.objects.create(
            circle=bundle.circle, pool=bundle.pool, bundle=bundle, name=name, state=state, entrance=state
        )


def write(writer: int) -> int:
    """All begin from the same forms, and every form is sent three times. How many came in."""
    by, mine = User.objects.get(), f"Van {writer}"
    group, pool, theme = _things()
    limits = {"families": 10 + writer, "reporters": 6, "organisations": 3, "months": 4}
    counts = {"papers": 9, "much": 1 + writer, "a_little": 2, "nothing": 1}
    saves: list[Callable[[], None]] = [
        lambda: change_group(group, changes={"leaders": mine}, by=by, revision=1),
        lambda: describe_theme(theme, belongs=mine, does_not_belong="", in_use=True, by=by, revision=1),
        lambda: set_thresholds(pool, **limits, by=by, revision=1),
        lambda: note_opinions(group, counts=counts, by=by, revision=1),
    ]
    came_in = 0
    for save in saves:
        for _ in range(3):
            with suppress(Overtaken):
                save()
                came_in += 1
    for _ in range(3):
        key = uuid.uuid5(uuid.NAMESPACE_URL, mine)
        start_group(Bundle.objects.get(), name=mine, key=key, by=by)
        start_group(Bundle.objects.get(), name="Samen", key=uuid.NAMESPACE_DNS, by=by)
        join_group(ParentGroup.objects.get(name="Nieuw"), first_name=mine, contact="0600000000", key=key)
        count_meeting(group, day=TODAY, parents=8, by=by)
    return came_in


def _things() -> tuple[ParentGroup, Pool, Theme]:
    return ParentGroup.objects.get(name="Begin"), Pool.objects.get(), Theme.objects.get(code="slp")


def tell() -> dict[str, int]:
    """What is there, now that all are done."""
    group, pool, theme = _things()
    opinion = Opinion.objects.get()
    first = {
        int(group.leaders.removeprefix("Van ")): group.revision,
        int(theme.belongs.removeprefix("Van ")): theme.revision,
        pool.families - 10: pool.revision,
        opinion.much - 1: opinion.revision,
    }
    assert set(first) <= set(range(WRITERS))
    return {
        "revision": max(first.values()),
        "groups": ParentGroup.objects.count(),
        "parents joined": Enrolment.objects.placed().count(),
        "meetings": Meeting.objects.count(),
        "parents": Meeting.objects.get().parents,
    }
