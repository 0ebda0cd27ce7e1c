"""A coordinator notes how many parents ticked each answer; a dossier tells no count under five."""

import re
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.analysis.disclosure import FLOOR
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.models import Membership, Role
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.opinions import TAKES_OPINIONS, note_opinions
from rondom.workflows.parenting_questions.models import Opinion, ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.opinions import for_everyone, for_the_circle
from rondom.workflows.parenting_questions.tests.factories import make_approach, make_evaluated, make_pool

COUNTS = {"papers": 9, "much": 6, "a_little": 2, "nothing": 0}


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    return make_evaluated(make_pool(coordinator), by=coordinator)


def page(group: ParentGroup) -> str:
    return reverse("parenting_questions:opinions", args=[group.pool_id, group.pk])


def opinion(much: int, a_little: int = 0, nothing: int = 0) -> Opinion:
    total = much + a_little + nothing
    return Opinion(papers=total, much=much, a_little=a_little, nothing=nothing)


def test_counts_are_noted_and_shown_in_the_circle(
    client: Client, group: ParentGroup, coordinator: Any
) -> None:
    client.force_login(coordinator)
    assert "Aantallen opschrijven" in client.get(group.get_absolute_url()).content.decode()
    assert client.post(page(group), {**COUNTS, "revision": 1}).status_code == 302
    shown = client.get(group.get_absolute_url()).content.decode()
    assert "9 ouders vulden een papier in." in shown
    assert "8 ouders antwoordden op ‘Had u hier iets aan?’: veel 6, een beetje 2, niet 0." in shown
    entry = Entry.objects.order_by("-pk")[0]
    assert (entry.action, entry.facts) == ("parenting_questions.opinions_noted", {})


def test_there_are_no_more_answers_than_papers(client: Client, group: ParentGroup, coordinator: Any) -> None:
    client.force_login(coordinator)
    response = client.post(page(group), {**COUNTS, "papers": 7, "revision": 1})
    assert response.status_code == 422
    assert "meer antwoorden dan papieren" in response.content.decode()
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("state", GroupState)
def test_only_after_the_group_and_before_its_dossier(
    group: ParentGroup, coordinator: Any, state: GroupState
) -> None:
    ParentGroup.objects.filter(pk=group.pk).update(state=state)
    if state in TAKES_OPINIONS:
        note_opinions(group, counts=COUNTS, by=coordinator)
    else:
        with pytest.raises(Refused):
            note_opinions(group, counts=COUNTS, by=coordinator)
    assert Opinion.objects.exists() == (state in TAKES_OPINIONS)


@pytest.mark.parametrize("role", Role.values)
def test_only_a_coordinator_notes(client: Client, group: ParentGroup, outsider: Any, role: str) -> None:
    Membership.objects.create(circle=group.circle, user=outsider, role=role)
    client.force_login(outsider)
    assert client.get(page(group)).status_code == (200 if role == Role.COORDINATOR else 403)


def test_a_percentage_needs_ten_people() -> None:
    assert "%" not in for_the_circle(opinion(5, 3, 1))
    assert "veel 6 (60%), een beetje 3 (30%), niet 1 (10%)" in for_the_circle(opinion(6, 3, 1))


def test_others_find_no_count_under_five() -> None:
    """What is said of a group is said of others too, in which the small counts are different."""
    told: dict[str, set[tuple[int, ...]]] = {}
    for counts in product(range(13), repeat=3):
        said = for_everyone(opinion(*counts))
        told.setdefault(said, set()).add(counts)
        named = {int(number) for number in re.findall(r"\d+(?!\d|%)", said)}
        assert all(number >= FLOOR for number in named), said
    for said, groups in told.items():
        for place in range(3):
            possible = {counts[place] for counts in groups}
            assert said == "" or min(possible) >= FLOOR or len(possible) > 1, said


def test_a_dossier_says_what_most_said(client: Client, coordinator: Any) -> None:
    approach = make_approach(make_pool(coordinator), by=coordinator)
    Opinion.objects.create(group=approach.group, **COUNTS)
    client.force_login(coordinator)
    shown = client.get(approach.get_absolute_url()).content.decode()
    assert "8 ouders antwoordden op ‘Had u hier iets aan?’. Meer dan de helft zei: veel." in shown
    assert "een beetje 2" not in shown
