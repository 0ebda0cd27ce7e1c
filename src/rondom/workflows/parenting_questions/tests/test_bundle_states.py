"""A bundle goes only where it may go, and what parents hear reaches them."""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.bundles import (
    bundle_questions,
    close_bundle,
    decide_bundle,
    give_back,
    interpret_bundle,
    raise_signal,
)
from rondom.workflows.parenting_questions.actions.questions import Asked, code_question, log_question
from rondom.workflows.parenting_questions.actions.questions import screen_question as screen
from rondom.workflows.parenting_questions.models import Bundle, Pool, Question
from rondom.workflows.parenting_questions.models.bundle import NEXT_BUNDLE_STATES, Answer, BundleState
from rondom.workflows.parenting_questions.models.question import Channel, QuestionState
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_coded, make_pool

ARROWS: dict[BundleState, Callable[[Bundle, Any], None]] = {
    BundleState.SIGNAL: lambda it, by: raise_signal(it, today=TODAY, by=by),
    BundleState.INTERPRETED: lambda it, by: interpret_bundle(it, behind="Ouders zijn moe.", by=by),
    BundleState.DECIDED: lambda it, by: decide_bundle(
        it, answer=Answer.GROUP, reason="Zij vragen het.", by=by
    ),
    BundleState.RETURNED: lambda it, by: give_back(it, told="Er komt een groep.", today=TODAY, by=by),
    BundleState.CLOSED: lambda it, by: close_bundle(it, by=by),
}


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.mark.parametrize(("here", "there"), [*product(BundleState, ARROWS)])
def test_every_pair_of_states(pool: Pool, coordinator: Any, here: BundleState, there: BundleState) -> None:
    bundle = make_bundle(pool, by=coordinator)
    Bundle.objects.filter(pk=bundle.pk).update(state=here)
    if there in NEXT_BUNDLE_STATES[here]:
        ARROWS[there](bundle, coordinator)
    else:
        with pytest.raises(Refused):
            ARROWS[there](bundle, coordinator)
    bundle.refresh_from_db()
    assert bundle.state == (there if there in NEXT_BUNDLE_STATES[here] else here)


def test_one_organisation_alone_is_no_signal(pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator, each=20, organisations=1)
    with pytest.raises(Refused, match="één organisatie"):
        raise_signal(bundle, today=TODAY, by=coordinator)


def test_a_question_is_in_one_bundle(pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator)
    where = {"theme": bundle.theme, "area": bundle.area, "today": TODAY, "by": coordinator}
    assert bundle_questions(pool, **where) == bundle  # sent twice
    raise_signal(bundle, today=TODAY, by=coordinator)
    with pytest.raises(Refused, match="geen vragen meer"):
        bundle_questions(pool, **where)


def test_giving_back_and_closing_take_the_questions_along(pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator)
    give_back(bundle, told="Er komt een groep.", today=TODAY, by=coordinator)
    assert {one.state for one in bundle.questions.order_by("pk")} == {QuestionState.RETURNED}
    close_bundle(bundle, by=coordinator)
    assert {one.state for one in bundle.questions.order_by("pk")} == {QuestionState.CLOSED}


def test_whoever_asked_reads_it_with_their_code_and_nothing_else(
    pool: Pool, coordinator: Any, client: Client
) -> None:
    asked = Asked("Mijn kind wil niet naar bed, hoe doe ik dat?", pool.areas.order_by("name")[0])
    question, code = log_question(pool, asked, channel=Channel.PARENT, today=TODAY, by=None)
    screen(question, text=question.text, by=coordinator)
    code_question(question, theme=pool.themes.get(code="slp"), by=coordinator)
    bundle = bundle_questions(
        pool, theme=pool.themes.get(code="slp"), area=asked.area, today=TODAY, by=coordinator
    )
    Bundle.objects.filter(pk=bundle.pk).update(behind="Alleen voor professionals")
    give_back(bundle, told="Er komt een groep over slapen.", today=TODAY, by=coordinator)
    page = client.post(reverse("parenting_questions:what_became"), {"code": code}).content.decode()
    assert "Er komt een groep over slapen." in page
    assert "Alleen voor professionals" not in page


def test_the_log_holds_no_words(pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator)
    raise_signal(bundle, today=TODAY, by=coordinator)
    interpret_bundle(bundle, behind="Ouders zijn moe.", by=coordinator)
    assert not [one for one in Entry.objects.order_by("pk") if "moe" in str(vars(one))]


def test_what_leads_to_a_person_is_not_given_back(pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator)
    with pytest.raises(Refused, match="06-12345678"):
        give_back(bundle, told="Bel 06-12345678", today=TODAY, by=coordinator)


def test_remarks_are_shown_while_writing_and_nothing_is_given_back(
    pool: Pool, coordinator: Any, client: Client
) -> None:
    bundle = make_bundle(pool, by=coordinator)
    client.force_login(coordinator)
    address = reverse("parenting_questions:go_on", args=[pool.pk, bundle.pk])
    told = "Wij zullen derhalve een groep starten."
    page = client.post(address, {"to": "returned", "told": told, "check": "1"}).content.decode()
    assert "Schrijf liever: daarom." in page
    assert told in page
    bundle.refresh_from_db()
    assert bundle.state == BundleState.BUNDLED


def test_what_is_hard_to_read_is_asked_once_more_and_never_held_back(
    pool: Pool, coordinator: Any, client: Client
) -> None:
    bundle = make_bundle(pool, by=coordinator)
    client.force_login(coordinator)
    address = reverse("parenting_questions:go_on", args=[pool.pk, bundle.pk])
    sent = {"to": "returned", "told": "Wij zullen derhalve een groep starten."}
    page = client.post(address, sent)
    assert page.status_code == 200
    assert "Nog niet teruggegeven" in page.content.decode()
    assert 'aria-describedby="id_told_helptext id_told_easier"' in page.content.decode()
    assert client.post(address, {**sent, "anyway": "1"}).status_code == 302
    bundle.refresh_from_db()
    assert bundle.told == sent["told"]


@pytest.mark.parametrize(
    ("role", "reads", "works"),
    [(Role.PARENT, 403, 403), (Role.PROFESSIONAL, 200, 403), (Role.COORDINATOR, 200, 302)],
)
def test_who_reads_and_who_works(
    pool: Pool, coordinator: Any, outsider: Any, client: Client, role: str, reads: int, works: int
) -> None:
    bundle = make_bundle(pool, by=coordinator)
    add_member(pool.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    args = [pool.pk, bundle.pk]
    assert client.get(reverse("parenting_questions:bundle", args=args)).status_code == reads
    answer = client.post(
        reverse("parenting_questions:go_on", args=args), {"to": "returned", "told": "Dank u."}
    )
    assert answer.status_code == works


def test_a_bundle_is_not_found_through_another_pool(pool: Pool, coordinator: Any, client: Client) -> None:
    bundle = make_bundle(pool, by=coordinator)
    client.force_login(coordinator)
    address = reverse("parenting_questions:bundle", args=[pool.pk + 1, bundle.pk])
    assert client.get(address).status_code == 404


def test_the_whole_way_through_the_pages(pool: Pool, coordinator: Any, client: Client) -> None:
    make_coded(pool, by=coordinator)
    client.force_login(coordinator)
    area = Question.objects.get().area
    address = reverse("parenting_questions:take_together", args=[pool.pk])
    assert client.post(address, {"theme": "slp", "area": area.pk}).status_code == 302
    bundle = Bundle.objects.get()
    go_on = reverse("parenting_questions:go_on", args=[pool.pk, bundle.pk])
    assert client.post(go_on, {"to": "signal"}).status_code == 409
    assert client.post(go_on, {"to": "returned", "told": ""}).status_code == 422
    assert client.post(go_on, {"to": "returned", "told": "Wij denken met u mee."}).status_code == 302
    assert client.post(go_on, {"to": "closed"}).status_code == 302
    assert "Wij denken met u mee." in client.get(bundle.get_absolute_url()).content.decode()


def test_what_must_be_done_next_comes_first_and_many_questions_are_folded(
    pool: Pool, coordinator: Any, client: Client
) -> None:
    bundle = make_bundle(pool, by=coordinator)
    assert bundle.questions.count() == 8
    client.force_login(coordinator)
    page = client.get(bundle.get_absolute_url()).content.decode()
    order = [
        "Is dit een signaal?",
        "<summary>Ouders nu al iets teruggeven",
        "Wat ouders vroegen",
        "Nog 3 vragen",
    ]
    assert sorted(order, key=page.index) == order
    shown, folded = page.split("Nog 3 vragen")
    assert (shown.count("keer gehoord"), folded.count("keer gehoord")) == (5, 3)


def test_the_page_offers_every_next_state_and_no_other(pool: Pool, coordinator: Any, client: Client) -> None:
    bundle = make_bundle(pool, by=coordinator)
    client.force_login(coordinator)
    for state, following in NEXT_BUNDLE_STATES.items():
        Bundle.objects.filter(pk=bundle.pk).update(state=state)
        page = client.get(bundle.get_absolute_url()).content.decode()
        assert set(re.findall(r'name="to" value="(\w+)"', page)) == {str(to) for to in following}, state
