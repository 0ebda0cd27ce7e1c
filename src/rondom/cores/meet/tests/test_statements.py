"""Statements: everyone says what they think of each, and nobody can read who said what."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis.disclosure import FLOOR
from rondom.cores.meet.actions.gatherings import close_gathering
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.actions.statements import (
    MOST_WAITING,
    admit_statement,
    close_round,
    decline_statement,
    give_stances,
    open_round,
    prepare_round,
    propose_statement,
)
from rondom.cores.meet.models import Gathering, Participant, Stance, StancePaper, Statement, StatementRound
from rondom.cores.meet.models.ballot import NEXT_BALLOT_STATES, BallotState
from rondom.cores.meet.models.statements import (
    NEXT_STATEMENT_STATES,
    StatementState,
)
from rondom.cores.meet.opinions import count_stances, find_groups
from rondom.cores.meet.overviews import waiting
from rondom.cores.meet.stances import opinions, to_answer
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused

TEXTS = ["Meer plek om te spelen", "Samen eten", "Meer uitleg", "Minder schermen", "Een vast spreekuur"]


@pytest.fixture
def round_(planned: Gathering, coordinator: Any) -> StatementRound:
    made = prepare_round(planned, question="Wat vindt u?", statements=TEXTS, by=coordinator)
    open_round(made, by=coordinator)
    made.refresh_from_db()
    return made


def say(round_: StatementRound, by: Any, *people: str) -> None:
    """A numbered paper for each: a letter per statement, '-' for no answer."""
    words = {"+": "agree", "-": "disagree", "?": "unsure"}
    for person in people:
        pairs = zip(to_answer(round_), person, strict=True)
        stances = {one.pk: words[sign] for one, sign in pairs if sign in words}
        give_stances(round_, stances=stances, paper_number=round_.papers.count() + 1, by=by)


def closed(round_: StatementRound, by: Any) -> StatementRound:
    close_round(round_, by=by)
    round_.refresh_from_db()
    return round_


ROUND_STEPS: dict[str, Callable[..., None]] = {BallotState.OPEN: open_round, BallotState.CLOSED: close_round}


@pytest.mark.parametrize("now", BallotState.values)
@pytest.mark.parametrize("wanted", list(ROUND_STEPS))
def test_only_the_allowed_steps_can_be_made(
    round_: StatementRound, coordinator: Any, now: str, wanted: str
) -> None:
    StatementRound.objects.update(state=now)
    if wanted in NEXT_BALLOT_STATES[now]:
        ROUND_STEPS[wanted](round_, by=coordinator)
        assert StatementRound.objects.get().state == wanted
    else:
        with pytest.raises(Refused):
            ROUND_STEPS[wanted](round_, by=coordinator)
        assert StatementRound.objects.get().state == now


STATEMENT_STEPS: dict[str, Callable[..., None]] = {
    StatementState.ADMITTED: admit_statement,
    StatementState.DECLINED: lambda one, *, by: decline_statement(one, reason="dubbel", by=by),
}


@pytest.mark.parametrize("now", StatementState.values)
@pytest.mark.parametrize("wanted", list(STATEMENT_STEPS))
def test_a_proposal_is_decided_once(round_: StatementRound, coordinator: Any, now: str, wanted: str) -> None:
    statement = round_.statements.create(text="Nieuw", state=now)
    if wanted in NEXT_STATEMENT_STATES[now]:
        STATEMENT_STEPS[wanted](statement, by=coordinator)
        statement.refresh_from_db()
        assert statement.state == wanted
    else:
        with pytest.raises(Refused):
            STATEMENT_STEPS[wanted](statement, by=coordinator)
        statement.refresh_from_db()
        assert statement.state == now


def test_a_member_answers_and_may_change_it(client: Client, round_: StatementRound, parent: Any) -> None:
    client.force_login(parent)
    address = reverse("meet:statements", args=[round_.gathering_id, round_.pk])
    one = to_answer(round_)[0]
    for value in ("agree", "disagree", "disagree"):
        assert client.post(address, {f"s{one.pk}": value}).status_code == 302
        assert Stance.objects.get().value == value
    assert client.post(address, {"s": ""}).status_code == 422
    assert client.post(address, {f"s{one.pk}": "verzonnen"}).status_code == 422
    assert Stance.objects.get().value == "disagree"


def test_a_guest_answers_and_proposes(as_guest: Client, round_: StatementRound, coordinator: Any) -> None:
    page, one = "/erbij/bijeenkomst/", to_answer(round_)[0]
    assert one.text in as_guest.get(page).content.decode()
    for _ in range(2):
        sent = {"do": f"stances-{round_.pk}", f"s{one.pk}": "unsure"}
        assert as_guest.post(page, sent).status_code == 302
        sent = {"do": f"propose-{round_.pk}", "text": "Meer groen in de straat"}
        assert as_guest.post(page, sent).status_code == 302
    assert Stance.objects.get().value == "unsure"
    proposed = Statement.objects.get(state=StatementState.PROPOSED)
    assert proposed.text not in as_guest.get(page).content.decode()
    admit_statement(proposed, by=coordinator)
    assert proposed.text in as_guest.get(page).content.decode()


def test_others_do_not_see_what_waits(
    client: Client, round_: StatementRound, guest: Participant, parent: Any, coordinator: Any
) -> None:
    propose_statement(round_, text="Meer groen", participant=guest)
    address = reverse("meet:statements", args=[round_.gathering_id, round_.pk])
    client.force_login(parent)
    assert "Meer groen" not in client.get(address).content.decode()
    client.force_login(coordinator)
    assert "Meer groen" in client.get(address).content.decode()


def test_of_what_is_declined_the_reason_is_left(
    client: Client, round_: StatementRound, guest: Participant, parent: Any, coordinator: Any
) -> None:
    made = propose_statement(round_, text="Meer groen", participant=guest)
    address = reverse("meet:decide_statement", args=[round_.gathering_id, round_.pk, made.pk])
    client.force_login(coordinator)
    client.post(address, {"step": "", "reason": ""})
    assert Statement.objects.get(pk=made.pk).text == "Meer groen"
    client.post(address, {"reason": "Gaat niet over opvoeden"})
    assert Statement.objects.get(pk=made.pk).text == ""
    client.force_login(parent)
    page = client.get(reverse("meet:statements", args=[round_.gathering_id, round_.pk]))
    assert "Gaat niet over opvoeden" in page.content.decode()


def test_who_proposed_is_kept_nowhere(round_: StatementRound, parent: Any, guest: Participant) -> None:
    propose_statement(round_, text="Meer groen", participant=guest)
    line = Entry.objects.latest("pk")
    assert line.action == "meet.statement_proposed"
    assert line.user_id is None
    names = {field.name for field in Statement._meta.get_fields()}
    assert not names & {"participant", "by", "user", "proposed_by"}


@pytest.mark.parametrize("text", ["Bel mij op 06 12345678", "Mail naar iemand@voorbeeld.test"])
def test_what_leads_to_a_person_is_refused(
    round_: StatementRound, guest: Participant, coordinator: Any, text: str
) -> None:
    with pytest.raises(Refused, match="naar iemand leiden"):
        propose_statement(round_, text=text, participant=guest)
    with pytest.raises(Refused, match="naar iemand leiden"):
        prepare_round(round_.gathering, question="Wat?", statements=[text], by=coordinator)


def test_nobody_fills_a_round_alone(round_: StatementRound, guest: Participant) -> None:
    for number in range(MOST_WAITING):
        propose_statement(round_, text=f"Stelling {number}", participant=guest)
    with pytest.raises(Refused, match="later"):
        propose_statement(round_, text="Nog een", participant=guest)


def test_a_numbered_paper_counts_once(round_: StatementRound, coordinator: Any) -> None:
    one = to_answer(round_)[0].pk
    give_stances(round_, stances={one: "agree"}, paper_number=7, by=coordinator)
    with pytest.raises(Refused, match="al ingevoerd"):
        give_stances(round_, stances={one: "disagree"}, paper_number=7, by=coordinator)
    assert Stance.objects.get().value == "agree"


def test_closing_counts_and_forgets(
    client: Client, round_: StatementRound, guest: Participant, coordinator: Any
) -> None:
    propose_statement(round_, text="Wacht nog", participant=guest)
    say(round_, coordinator, *["++?--"] * 4, "++? -")
    found = closed(round_, coordinator)
    assert not StancePaper.objects.exists()
    assert not Stance.objects.exists()
    assert not Statement.objects.filter(text="Wacht nog").exists()
    assert found.voters == 5
    rows = [(one.agree, one.unsure, one.disagree) for one in to_answer(found)]
    assert rows == [(5, 0, 0), (5, 0, 0), (0, 5, 0), (None, None, None), (0, 0, 5)]
    assert [row.statement.text for row in opinions(found).agreed] == TEXTS[:2]
    client.force_login(coordinator)
    page = client.get(reverse("meet:statements", args=[found.gathering_id, found.pk])).content.decode()
    assert "te weinig antwoorden om te tonen" in page
    assert "geen duidelijke groepen" in page


def test_two_groups_are_shown_with_what_unites_and_divides(
    client: Client, round_: StatementRound, coordinator: Any
) -> None:
    say(round_, coordinator, *["+++-+"] * 6, "++?-+", "?++-+", *["--+++"] * 6, "--+?+", "-?+++")
    found = opinions(closed(round_, coordinator))
    assert sorted(found.groups) == [8, 8]
    assert {row.statement.text for row in found.agreed} == {TEXTS[2], TEXTS[4]}
    assert {row.statement.text for row in found.divided} == {TEXTS[0], TEXTS[1], TEXTS[3]}
    client.force_login(coordinator)
    address = reverse("meet:statements", args=[round_.gathering_id, round_.pk])
    assert "groep 2 (8 mensen)" in client.get(address).content.decode()


ANSWERS = st.dictionaries(st.integers(1, 5), st.sampled_from(["agree", "disagree", "unsure"]))


@settings(deadline=None)
@given(st.lists(ANSWERS, max_size=30))
def test_no_small_cell_is_shown_or_left(papers: list[dict[int, str]]) -> None:
    counted = [count_stances(papers, one) for one in range(1, 6)]
    assert all(one is None or sum(one.values()) >= FLOOR for one in counted)
    _require_no_small_cell(papers, find_groups(papers, range(1, 6)))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(1, 6), max_size=3)), min_size=15, max_size=40))
def test_no_small_cell_is_shown_or_left_in_groups(people: list[tuple[bool, set[int]]]) -> None:
    papers = [
        {one: "agree" if side == (one % 2 == 0) else "disagree" for one in range(1, 7) if one not in passed}
        for side, passed in people
    ]
    _require_no_small_cell(papers, find_groups(papers, range(1, 7)))


def _require_no_small_cell(papers: list[dict[int, str]], groups: list[dict[str, Any]]) -> None:
    """Groups divide everyone; a statement shows at least the floor of each group, or nothing of any."""
    if not groups:
        return
    assert sum(one["voters"] for one in groups) == len(papers)
    assert min(one["voters"] for one in groups) >= FLOOR
    for counts in zip(*(one["counts"] for one in groups), strict=True):
        assert all(one is None for one in counts) or all(one and sum(one) >= FLOOR for one in counts)


def test_an_open_round_waits_and_keeps_the_gathering_open(
    round_: StatementRound, parent: Any, coordinator: Any
) -> None:
    me = participant_of(round_.gathering, parent)
    title = f"Stellingen: {round_}"
    assert title in [one.title for one in waiting(parent, timezone.localdate())]
    give_stances(round_, stances={to_answer(round_)[0].pk: "agree"}, participant=me, by=parent)
    assert title not in [one.title for one in waiting(parent, timezone.localdate())]
    Gathering.objects.update(state="held")
    with pytest.raises(Refused, match="stellingenronde"):
        close_gathering(round_.gathering, by=coordinator)


def test_a_round_is_made_from_a_line_each(client: Client, planned: Gathering, coordinator: Any) -> None:
    client.force_login(coordinator)
    address = reverse("meet:new_statements", args=[planned.pk])
    sent = {"question": "Wat vindt u?", "statements": "Een\n\nTwee\nEen"}
    assert client.post(address, {**sent, "statements": "x" * 141}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert [one.text for one in Statement.objects.all()] == ["Een", "Twee"]


@pytest.mark.parametrize(
    ("page", "sent", "said"),
    [
        ("propose_statement", {"text": "Bel mij op 06-12345678 hierover"}, "Haal dit eerst weg"),
        ("propose_statement", {"text": "Te lang, " * 20}, "Te lang, Te lang"),
        ("statements_paper", {"number": "731"}, "Geef bij minstens één stelling een antwoord."),
    ],
)
def test_what_someone_typed_stays_when_it_does_not_fit(
    client: Client, round_: StatementRound, coordinator: Any, page: str, sent: dict[str, str], said: str
) -> None:
    client.force_login(coordinator)
    answer = client.post(reverse(f"meet:{page}", args=[round_.gathering_id, round_.pk]), sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert next(iter(sent.values())).strip() in answer.text
    assert not round_.statements.filter(state=StatementState.PROPOSED)
    assert not round_.papers.exists()
