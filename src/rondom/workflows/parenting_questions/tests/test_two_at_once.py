"""Two coordinators change the same thing at once, and a form is sent twice: nothing is lost or doubled."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.workflows.parenting_questions.actions import groups
from rondom.workflows.parenting_questions.actions.revising import Overtaken
from rondom.workflows.parenting_questions.models import Bundle, ParentGroup, Pool
from rondom.workflows.parenting_questions.models.bundle import Answer, BundleState
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.tests.factories import (
    DOSSIER,
    TODAY,
    make_approach,
    make_bundle,
    make_pool,
    make_question,
    make_signal,
)
from rondom.workflows.parenting_questions.themes import SAFETY

GROUP = {"name": "Rustig naar bed", "places": "10", "language": "Nederlands"}


@pytest.fixture
def bundle(coordinator: Any) -> Bundle:
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    return bundle


@pytest.fixture
def group(bundle: Bundle, coordinator: Any) -> ParentGroup:
    return groups.start_group(bundle, name="Rustig naar bed", by=coordinator)


def page(name: str, *args: Any) -> str:
    return reverse(f"parenting_questions:{name}", args=args)


def change_page(group: ParentGroup) -> str:
    return page("change_group", group.pool_id, group.pk)


FORMS: dict[str, tuple[Callable[[Pool], str], dict[str, str], dict[str, str], str]] = {
    "group": (lambda pool: change_page(pool.groups.get()),
              {**GROUP, "leaders": "Een buurtwerker en een ouder"},
              {**GROUP, "leaders": "Een juf en een oma"}, "leaders"),
    "theme": (lambda pool: page("theme", pool.pk, "slp"),
              {"belongs": "Doorslapen", "does_not_belong": "", "in_use": "on"},
              {"belongs": "Inslapen", "does_not_belong": "", "in_use": "on"}, "belongs"),
    "thresholds": (lambda pool: page("thresholds", pool.pk),
                   {"families": "9", "reporters": "6", "organisations": "3", "months": "4"},
                   {"families": "12", "reporters": "6", "organisations": "3", "months": "4"}, "families"),
    "opinions": (lambda pool: page("opinions", pool.pk, pool.groups.get().pk),
                 {"papers": "9", "much": "6", "a_little": "2", "nothing": "1"},
                 {"papers": "8", "much": "6", "a_little": "2", "nothing": "0"}, "papers"),
}  # fmt: skip
"""What can be changed -> its page, what the first and the second send, and a field in which they differ."""


@pytest.mark.parametrize("what", sorted(FORMS))
def test_the_second_reads_both_texts_and_chooses(
    client: Client, group: ParentGroup, coordinator: Any, what: str
) -> None:
    group.state = GroupState.FINISHED
    group.save()
    where, first, second, field = FORMS[what]
    address = where(group.pool)
    client.force_login(coordinator)
    began = client.get(address).context["form"]["revision"].value()
    assert client.post(address, {**first, "revision": began}).status_code == 302
    noted = Entry.objects.count()
    late = client.post(address, {**second, "revision": began})
    shown = late.content.decode()
    assert late.status_code == 409
    assert "Een collega was u voor" in shown
    assert first[field] in [text for _, text in late.context["now"]]
    assert late.context["form"][field].value() == second[field]
    assert client.get(address).context["form"].initial[field] in (first[field], int_of(first[field]))
    assert Entry.objects.count() == noted
    again = late.context["form"]["revision"].value()
    assert client.post(address, {**second, "revision": again}).status_code == 302
    assert client.get(address).context["form"].initial[field] in (second[field], int_of(second[field]))


def int_of(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


@pytest.mark.parametrize("what", sorted(FORMS))
def test_a_form_that_is_sent_twice_is_saved_once(
    client: Client, group: ParentGroup, coordinator: Any, what: str
) -> None:
    group.state = GroupState.FINISHED
    group.save()
    where, first, _, _ = FORMS[what]
    client.force_login(coordinator)
    sent = {**first, "revision": "1"}
    assert client.post(where(group.pool), sent).status_code == 302
    noted = Entry.objects.count()
    assert client.post(where(group.pool), sent).status_code == 302
    assert Entry.objects.count() == noted


def test_a_change_elsewhere_is_no_change_of_mine(group: ParentGroup, coordinator: Any) -> None:
    """Only what differs is at stake: the same words do not come too late."""
    groups.change_group(group, changes={"where": "School"}, by=coordinator, revision=1)
    groups.change_group(group, changes={"where": "School"}, by=coordinator, revision=1)
    with pytest.raises(Overtaken):
        groups.change_group(group, changes={"where": "Buurthuis"}, by=coordinator, revision=1)
    group.refresh_from_db()
    assert (group.where, group.revision) == ("School", 2)


def test_one_form_starts_one_group(client: Client, bundle: Bundle, coordinator: Any) -> None:
    client.force_login(coordinator)
    address = page("start_group", bundle.pool_id, bundle.pk)
    sent = {"name": "Beter slapen", "key": str(client.get(address).context["form"]["key"].value())}
    places = {client.post(address, sent)["Location"] for _ in range(3)}
    made = ParentGroup.objects.get()
    assert places == {made.get_absolute_url()}
    assert Entry.objects.filter(action="parenting_questions.group_started").count() == 1
    for name, key in (("Nog een", str(uuid.uuid4())), ("Na ‘vorige’ in de browser", sent["key"])):
        client.post(address, {"name": name, "key": key})
        assert ParentGroup.objects.filter(name=name).count() == 1
    assert client.post(address, {"name": "Zonder kenmerk"}).status_code == 422


def test_a_parent_who_sends_the_form_twice_takes_one_place(client: Client, group: ParentGroup) -> None:
    group.state, group.entrance = GroupState.RECRUITING, "ingang"
    group.save()
    address = page("join", group.entrance)
    sent = {"first_name": "Ouder", "contact": "ouder@voorbeeld.test"}
    sent["key"] = str(client.get(address).context["form"]["key"].value())
    codes = [client.post(address, sent).context["code"] for _ in range(2)]
    assert codes[0] == codes[1]
    assert group.enrolments.count() == 1
    shown = client.post(page("my_place"), {"code": codes[1]}).context
    assert shown["enrolment"] == group.enrolments.get()
    client.post(address, {**sent, "first_name": "Nog een ouder"})
    assert group.enrolments.count() == 2


@pytest.mark.parametrize("by_parent", [True, False])
def test_a_question_that_is_sent_twice_is_one_with_one_code(
    client: Client, coordinator: Any, by_parent: bool
) -> None:
    pool = make_pool(coordinator)
    client.force_login(coordinator)
    address = page("ask_as_parent", pool.entrance) if by_parent else page("ask", pool.pk)
    area = str(pool.areas.order_by("name")[0].pk)
    sent = {"text": "Hoe krijg ik mijn kind in bed?", "age_group": "4-7", "area": area, "heard": "2"}
    sent["key"] = str(client.get(address).context["form"]["key"].value())
    codes = [client.post(address, sent).context["code"] for _ in range(3)]
    assert pool.questions.count() == len(set(codes)) == 1
    assert Entry.objects.filter(action="parenting_questions.question_logged").count() == 1 - by_parent
    found = client.post(page("what_became"), {"code": codes[0]}).context
    assert found["question"] == pool.questions.get()
    other = client.post(address, {**sent, "text": "En hoe krijg ik hem er weer uit?"}).context["code"]
    assert pool.questions.count() == 2
    assert other != codes[0]


def test_the_second_who_counts_a_day_reads_both_numbers_and_chooses(
    client: Client, group: ParentGroup, coordinator: Any
) -> None:
    group.state = GroupState.STARTED
    group.save()
    client.force_login(coordinator)
    address = page("move_group", group.pool_id, group.pk)
    sent = {"to": "meeting", "day": TODAY.isoformat(), "parents": "7", "seen": ""}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    late = client.post(address, {**sent, "parents": "8"})
    assert late.status_code == 409
    assert "staat er al 7 ouders. U vulde 8 in." in late.text
    assert group.meetings.get().parents == 7
    again = {**sent, "parents": "8", "seen": str(late.context["form"]["seen"].value())}
    assert [client.post(address, again).status_code for _ in range(2)] == [302, 302]
    assert group.meetings.get().parents == 8
    assert Entry.objects.filter(action="parenting_questions.meeting_counted").count() == 2


def test_a_correction_that_is_sent_twice_is_one(client: Client, coordinator: Any) -> None:
    approach = make_approach(make_pool(coordinator), by=coordinator)
    client.force_login(coordinator)
    address = page("correct_approach", approach.group.pool_id, approach.pk)
    sent = {**DOSSIER, "transferable": "ja", "tips": "Begin klein.", "why": "Tip", "revision": "1"}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert approach.corrections.count() == 1


STEPS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    BundleState.INTERPRETED: (
        BundleState.SIGNAL,
        {"behind": "Ouders weten niet wat gewoon is."},
        {"behind": "Er is geen plek thuis."},
    ),
    BundleState.DECIDED: (
        BundleState.INTERPRETED,
        {"answer": "information", "reason": "Een avond op school is genoeg."},
        {"answer": "group", "reason": "Ouders willen elkaar leren kennen."},
    ),
    BundleState.RETURNED: (
        BundleState.DECIDED,
        {"told": "Wij maken een avond voor ouders.", "anyway": "1"},
        {"told": "Er komt een groep voor ouders.", "anyway": "1"},
    ),
    GroupState.EVALUATED: (
        GroupState.FINISHED,
        {**dict.fromkeys(ELEMENTS, "2"), "what_worked": "Eerst samen thee drinken."},
        {**dict.fromkeys(ELEMENTS, "2"), "exchange": "3", "what_worked": "Dat een oma erbij was."},
    ),
    GroupState.STOPPED: (
        GroupState.STARTED,
        {"because": "Er kwamen te weinig ouders."},
        {"because": "De begeleider is ziek geworden."},
    ),
}  # fmt: skip
"""A step -> from where it is taken, what the first writes, and the second."""


def texts_of(written: dict[str, Any]) -> list[str]:
    return [text for text in written.values() if " " in text]


@pytest.fixture(params=sorted(STEPS))
def step(request: Any, bundle: Bundle, group: ParentGroup) -> tuple[Any, str, dict[str, Any], dict[str, Any]]:
    """What stands before a step, the page of the step, and what two people send there."""
    here, first, second = STEPS[request.param]
    thing: Any = group if request.param in GroupState.values else bundle
    if thing is bundle:
        group.delete()
    thing.state = here
    thing.save()
    name = "move_group" if thing is group else "go_on"
    both = [{"to": request.param, **written} for written in (first, second)]
    return thing, page(name, bundle.pool_id, thing.pk), both[0], both[1]


def test_who_sends_a_step_again_takes_it_once(client: Client, step: Any, coordinator: Any) -> None:
    thing, address, first, _ = step
    client.force_login(coordinator)
    assert [client.post(address, first).status_code for _ in range(3)] == [302, 302, 302]
    assert Entry.objects.filter(action__endswith=first["to"]).count() == 1
    thing.refresh_from_db()
    assert thing.state == first["to"]


def test_the_second_at_a_step_reads_both_texts_and_chooses(
    client: Client, step: Any, coordinator: Any
) -> None:
    thing, address, first, second = step
    client.force_login(coordinator)
    client.post(address, first)
    late = client.post(address, second)
    assert late.status_code == 409
    for text in (*texts_of(first), *texts_of(second)):
        assert text in late.content.decode()
    thing.refresh_from_db()
    assert texts_of(first)[0] in thing.written.values()
    chosen = {**second, "seen": late.context["seen"]}
    assert client.post(address, chosen).status_code == 302
    thing.refresh_from_db()
    assert texts_of(second)[0] in thing.written.values()
    assert client.post(address, {**first, "seen": late.context["seen"]}).status_code == 409  # seen before
    assert client.post(address, chosen).status_code == 302  # sent again
    noted = Entry.objects.filter(action__regex=f"({first['to']}|told_better)$").count()
    assert noted == 2
    thing.refresh_from_db()
    assert texts_of(second)[0] in thing.written.values()


def test_the_second_text_leads_to_nobody_either(client: Client, bundle: Bundle, coordinator: Any) -> None:
    Bundle.objects.update(state=BundleState.SIGNAL)
    client.force_login(coordinator)
    address = page("go_on", bundle.pool_id, bundle.pk)
    client.post(address, {"to": "interpreted", "behind": "Ouders weten niet wat gewoon is."})
    own = {"to": "interpreted", "behind": "Bel deze vader op 06 12345678 voor meer."}
    seen = client.post(address, own).context["seen"]
    late = client.post(address, {**own, "seen": seen})
    assert late.status_code == 409
    assert "Haal dit eerst weg" in late.content.decode()
    bundle.refresh_from_db()
    assert bundle.behind == "Ouders weten niet wat gewoon is."


def test_a_decision_of_which_a_group_came_stays_one(
    client: Client, bundle: Bundle, group: ParentGroup, coordinator: Any
) -> None:
    Bundle.objects.update(state=BundleState.DECIDED, answer="group", reason="Ouders willen dit.")
    client.force_login(coordinator)
    address = page("go_on", bundle.pool_id, bundle.pk)
    own = {"to": "decided", "answer": "information", "reason": "Een avond op school is genoeg."}
    seen = client.post(address, own).context["seen"]
    late = client.post(address, {**own, "seen": seen})
    assert "Er is al een groep begonnen" in late.content.decode()
    bundle.refresh_from_db()
    assert bundle.answer == "group"


def test_questions_are_taken_together_once(client: Client, coordinator: Any) -> None:
    pool = make_pool(coordinator)
    make_signal(pool, by=coordinator, each=1)
    client.force_login(coordinator)
    sent = {"theme": "slp", "area": pool.areas.order_by("name")[0].pk}
    places = {client.post(page("take_together", pool.pk), sent)["Location"] for _ in range(3)}
    assert places == {pool.bundles.get().get_absolute_url()}


def test_who_reads_a_question_or_gives_it_a_theme_again_is_done(client: Client, coordinator: Any) -> None:
    pool = make_pool(coordinator)
    slp, other = pool.themes.get(code="slp"), pool.themes.exclude(code__in=("slp", SAFETY)).first()
    assert other
    client.force_login(coordinator)
    question = make_question(pool)
    text = {"question": question.pk, "text": question.text}
    for name, sent in (("screen", {**text, "theme": ""}), ("code", {**text, "theme": slp.pk})):
        assert [client.post(page(name, pool.pk), sent).status_code for _ in range(2)] == [302, 302]
    late = client.post(page("code", pool.pk), {**text, "theme": other.pk})
    assert late.status_code == 409
    assert all(f"‘{theme}’" in late.content.decode() for theme in (slp, other))
    own = "Hoe slaapt mijn kind goed?"
    late = client.post(page("screen", pool.pk), {**text, "text": own, "theme": slp.pk})
    assert late.status_code == 409
    for words in (question.text, own):
        assert words in late.content.decode()
    question.refresh_from_db()
    assert question.theme == slp
    gone = make_question(pool)
    sent = {"question": gone.pk, "reason": "elsewhere"}
    assert [client.post(page("withhold", pool.pk), sent).status_code for _ in range(2)] == [302, 302]


def test_danger_that_is_written_while_reading_is_not_kept(client: Client, coordinator: Any) -> None:
    pool = make_pool(coordinator)
    question = make_question(pool)
    client.force_login(coordinator)
    sent = {"question": question.pk, "text": "Mijn man slaat mij en de kinderen", "theme": ""}
    assert client.post(page("screen", pool.pk), sent).status_code == 422


def test_the_second_who_writes_a_dossier_keeps_the_text(client: Client, coordinator: Any) -> None:
    approach = make_approach(make_pool(coordinator), by=coordinator)
    client.force_login(coordinator)
    address = page("write_approach", approach.group.pool_id, approach.group_id)
    sent = {**DOSSIER, "transferable": "ja", "tips": "Dit is van mij, en van niemand anders."}
    late = client.post(address, sent)
    assert late.status_code == 409
    assert "Dit is van mij, en van niemand anders." in late.content.decode()
    approach.refresh_from_db()
    assert approach.tips == ""
    again = client.post(address, {**sent, "tips": ""})
    assert again["Location"] == approach.get_absolute_url()
