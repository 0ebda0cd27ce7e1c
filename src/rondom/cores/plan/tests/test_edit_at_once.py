"""Two coordinators change the same thing: nothing is lost, and a stale form shows both."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.actions.goals import change_goal
from rondom.cores.plan.models import Goal, Version
from rondom.cores.plan.models.version import AppendOnly

FIRST, SECOND = "Wij vragen na of hulp kwam", "Wij bellen na drie weken terug"


def form(goal: Goal, **changes: Any) -> dict[str, Any]:
    now = {"words": goal.words, "notice": goal.notice, "theme": goal.theme, "revision": goal.revision}
    return {**now, **changes}


def test_the_second_one_sees_both_texts_and_decides(as_coordinator: Client, goal: Goal) -> None:
    address, opened = reverse("plan:change_goal", args=[goal.plan_id, goal.pk]), form(goal)
    as_coordinator.post(address, {**opened, "words": FIRST})
    page = as_coordinator.post(address, {**opened, "words": SECOND})
    assert page.status_code == 422
    assert FIRST in page.text
    assert SECOND in page.text
    goal.refresh_from_db()
    assert goal.words == FIRST
    again = page.context["form"]
    sent = {name: again.data.get(name, "") for name in ("words", "notice", "theme", "revision")}
    assert as_coordinator.post(address, sent).status_code == 302
    goal.refresh_from_db()
    assert goal.words == SECOND
    kept = [version.changes.get("words") for version in Version.objects.of("goal", goal.pk)]
    assert [FIRST, SECOND] in kept


def test_different_fields_are_both_kept(as_coordinator: Client, goal: Goal) -> None:
    address, opened = reverse("plan:change_goal", args=[goal.plan_id, goal.pk]), form(goal)
    as_coordinator.post(address, {**opened, "words": FIRST})
    assert as_coordinator.post(address, {**opened, "notice": "Wij horen terug"}).status_code == 302
    goal.refresh_from_db()
    assert (goal.words, goal.notice) == (FIRST, "Wij horen terug")


def test_a_field_that_only_they_changed_is_not_put_back_by_saving_again(
    as_coordinator: Client, goal: Goal
) -> None:
    address, opened = reverse("plan:change_goal", args=[goal.plan_id, goal.pk]), form(goal)
    as_coordinator.post(address, {**opened, "words": FIRST, "theme": "Geldzorgen"})
    page = as_coordinator.post(address, {**opened, "words": SECOND})
    sent = {
        name: page.context["form"].data.get(name, "") for name in ("words", "notice", "theme", "revision")
    }
    as_coordinator.post(address, sent)
    goal.refresh_from_db()
    assert (goal.words, goal.theme) == (SECOND, "Geldzorgen")


def test_saving_without_a_change_makes_no_version(goal: Goal, coordinator: Any) -> None:
    before = Version.objects.count()
    change_goal(goal, {"words": goal.words}, by=coordinator, revision=goal.revision)
    assert Version.objects.count() == before


def test_history_is_not_rewritten(goal: Goal) -> None:
    version = Version.objects.of("goal", goal.pk).get()
    for attempt in (version.save, version.delete, Version.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(AppendOnly):
        Version.objects.update(why="anders")


def refusal(goal: Goal, values: dict[str, str], revision: int, by: Any) -> Stale | None:
    try:
        change_goal(goal, values, by=by, revision=revision)
    except Stale as stale:
        return stale
    return None


FIELDS = ("words", "notice", "theme")
TEXTS = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["A", "B", "C"]), min_size=1)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(edits=st.lists(st.tuples(TEXTS, st.integers(0, 3)), min_size=1, max_size=6))
def test_whatever_people_do_every_text_is_in_the_goal_or_in_its_history(
    goal: Goal, coordinator: Any, edits: list[tuple[dict[str, str], int]]
) -> None:
    """Each edit begins from a form that may be some revisions old. What was saved stays findable, and what
    was not saved raises Stale: nothing disappears in silence."""
    forms = [(goal.revision, {name: getattr(goal, name) for name in FIELDS})]
    for texts, age in edits:
        revision, opened = forms[max(0, len(forms) - 1 - age)]
        before = Goal.objects.get(pk=goal.pk)
        stale = refusal(goal, {**opened, **texts}, revision, coordinator)
        now = Goal.objects.get(pk=goal.pk)
        if stale:
            assert {name: getattr(before, name) for name in stale.theirs} == dict(stale.theirs)
            assert now.revision == before.revision
            continue
        for name in FIELDS:
            mine = {**opened, **texts}[name]
            if mine != opened[name]:
                assert getattr(now, name) == mine
            elif getattr(before, name) != opened[name]:
                assert getattr(now, name) == getattr(before, name)
            if getattr(now, name) != getattr(before, name):
                last = Version.objects.of("goal", goal.pk).get(revision=now.revision)
                assert last.changes[name] == [getattr(before, name), getattr(now, name)]
        forms.append((now.revision, {name: getattr(now, name) for name in FIELDS}))
