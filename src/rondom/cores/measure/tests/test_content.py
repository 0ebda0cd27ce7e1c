"""What people said of the questions: recording, correcting, taking back, and what a dossier does with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from rondom.cores.measure.actions.content import correct_content, record_content, withdraw_content
from rondom.cores.measure.actions.dossiers import ask_for_dossier, make_dossier
from rondom.cores.measure.models import ContentRecord, Round
from rondom.cores.measure.tests.cast import EVERY_MEMBER, sent_to_sign_in, sign_in, statuses
from rondom.cores.measure.tests.factories import TODAY, make_area, make_round, make_study
from rondom.dossier.content import Aspect, People, Verdict, Way
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.refusals import Refused

pytestmark = pytest.mark.django_db

WRITERS = statuses(404, 403, 200, 200, 404)
SENDERS = statuses(404, 403, 302, 302, 404)


@pytest.fixture
def round_(circle: Any, coordinator: Any, on_the_day: None) -> Round:
    return make_round(circle, by=coordinator)


@pytest.fixture
def record(round_: Round, coordinator: Any) -> ContentRecord:
    return record_content(round_, make_study(), by=coordinator)


def address(name: str, round_: Round, *args: int) -> str:
    return reverse(f"measure:{name}", args=[round_.pk, *args])


def given(**changes: str) -> dict[str, Any]:
    """What someone fills in."""
    return {
        "done_on": str(TODAY - timedelta(days=30)),
        "ways": ["interviews", "panel"],
        "invullers": "6",
        "laaggeletterd": "2",
        **{aspect.value: "goed" for aspect in Aspect},
        **{f"{aspect.value}-words": f"Over {aspect.value}" for aspect in Aspect},
        "changed": "Vraag s2 is korter.",
        "source": "Verslag van het panel",
        "panel": "5",
        "item-s1": "5",
        "item-s2": "4",
        **changes,
    }


def test_the_form_keeps_what_people_said(round_: Round, as_coordinator: Any) -> None:
    page = as_coordinator.post(address("add_content", round_), given(), follow=True)
    assert page.request["PATH_INFO"] == address("content_study", round_, 1)
    for text in (
        "6 mensen die de vragenlijst invullen",
        "Over begrijpelijk",
        "S-CVI 0,90",
        "Vraag s2 is korter",
    ):
        assert text in page.text
    study = ContentRecord.objects.get().study
    assert study.people == {People.RESPONDENTS: 6, People.STRUGGLING_READERS: 2}
    assert study.ways == (Way.PANEL, Way.INTERVIEWS)
    assert study.relevant == {"s1": 5, "s2": 4}
    assert study.finding(Aspect.RELEVANCE).verdict is Verdict.GOOD


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"done_on": str(TODAY + timedelta(days=1))}, "Deze dag komt nog"),
        ({"invullers": "", "laaggeletterd": ""}, "minstens één groep"),
        ({"invullers": "-1"}, "Vul 0 in, of meer"),
        ({"relevant-words": ""}, "Schrijf kort op wat mensen zeiden"),
        ({"panel": ""}, "hoeveel mensen in het panel zaten"),
        ({"item-s1": "6"}, "Het panel telt 5 mensen"),
        ({"relevant": "top"}, "top"),
    ],
)
def test_what_does_not_fit_is_said(
    round_: Round, as_coordinator: Any, changes: dict[str, str], says: str
) -> None:
    page = as_coordinator.post(address("add_content", round_), given(**changes))
    assert page.status_code == 422
    assert says in page.text
    assert not ContentRecord.objects.exists()


def test_literature_alone_needs_no_people(round_: Round, as_coordinator: Any) -> None:
    only = given(
        ways="literatuur", invullers="", laaggeletterd="", panel="", **{"item-s1": "", "item-s2": ""}
    )
    assert as_coordinator.post(address("add_content", round_), only).status_code == 302


def test_a_correction_is_a_next_version_and_the_earlier_stays(
    round_: Round, record: ContentRecord, as_coordinator: Any
) -> None:
    where = address("correct_content", round_, 1)
    assert "past bij het werk" in as_coordinator.get(where).text
    changes = given(because="Een getal klopte niet", of="1")
    page = as_coordinator.post(where, changes, follow=True)
    for text in ("Geschiedenis", "Een getal klopte niet", "past bij het werk", "Over relevant"):
        assert text in page.text
    assert [one.version for one in ContentRecord.objects.order_by("version")] == [1, 2]
    assert ContentRecord.objects.newest().get().version == 2
    record.refresh_from_db()
    assert record.study == make_study()


def test_two_people_do_not_overwrite_each_other(
    round_: Round, record: ContentRecord, coordinator: Any, as_coordinator: Any
) -> None:
    changed = make_study(source="ander verslag")
    correct_content(record, changed, because="bron", by=coordinator)
    with pytest.raises(Refused, match="net gewijzigd"):
        correct_content(record, make_study(source="nog een"), because="bron", by=coordinator)
    late = given(because="te laat", of="1")
    assert as_coordinator.post(address("correct_content", round_, 1), late).status_code == 409
    assert ContentRecord.objects.count() == 2


def test_nothing_changed_is_no_version(record: ContentRecord, coordinator: Any) -> None:
    with pytest.raises(Refused, match="niets veranderd"):
        correct_content(record, make_study(), because="zomaar", by=coordinator)


def test_what_was_withdrawn_does_not_count_and_can_be_read(
    round_: Round, record: ContentRecord, as_coordinator: Any, coordinator: Any
) -> None:
    where = address("withdraw_content", round_, 1)
    assert as_coordinator.post(where, {"because": ""}).status_code == 422
    page = as_coordinator.post(where, {"because": "Andere vragenlijst"}, follow=True)
    assert "Ingetrokken op" in page.text
    assert "Andere vragenlijst" in page.text
    assert "past bij het werk" in page.text
    assert not ContentRecord.objects.standing().exists()
    with pytest.raises(Refused, match="ingetrokken"):
        withdraw_content(ContentRecord.objects.newest().get(), because="nog eens", by=coordinator)


def test_the_log_holds_numbers_and_reasons_only(record: ContentRecord, coordinator: Any) -> None:
    corrected = correct_content(record, make_study(source="x"), because="bron", by=coordinator)
    withdraw_content(corrected, because="dubbel", by=coordinator)
    lines = Entry.objects.filter(action__startswith="measure.content").order_by("pk")
    assert [(line.action, line.facts) for line in lines] == [
        ("measure.content_recorded", {"version": 1, "people": 10}),
        ("measure.content_corrected", {"version": 2, "people": 10, "reason": "bron"}),
        ("measure.content_withdrawn", {"version": 3, "reason": "dubbel"}),
    ]


def test_studies_are_numbered_and_each_has_its_newest_version(
    round_: Round, record: ContentRecord, coordinator: Any
) -> None:
    other = record_content(round_, make_study(done_on=date(2026, 5, 1)), by=coordinator)
    assert other.study_number == 2
    correct_content(record, make_study(source="x"), because="bron", by=coordinator)
    found = [(one.study_number, one.version) for one in ContentRecord.objects.about(round_).newest()]
    assert found == [(1, 2), (2, 1)]


def test_a_dossier_is_made_with_it_and_says_when_there_is_more(
    circle: Any, coordinator: Any, as_coordinator: Any, on_the_day: None
) -> None:
    from rondom.cores.measure.tests.test_dossier import ORGANISATION, closed_round

    round_ = closed_round(circle, coordinator, make_area(), {ORGANISATION: 40})
    record = record_content(round_, make_study(), by=coordinator)
    withdrawn = record_content(round_, make_study(source="weg"), by=coordinator)
    withdraw_content(withdrawn, because="dubbel", by=coordinator)
    dossier, _ = ask_for_dossier(round_, by=coordinator)
    make_dossier(dossier, by=coordinator)
    dossier.refresh_from_db()
    assert dossier.document["content"] == [record.document]
    page = as_coordinator.get(address("quality", round_)).text
    assert "past bij het werk" in page
    assert "vastgelegd dat hier nog niet in staat" not in page
    record_content(round_, make_study(source="nieuw"), by=coordinator)
    assert "vastgelegd dat hier nog niet in staat" in as_coordinator.get(address("quality", round_)).text


@EVERY_MEMBER
@pytest.mark.parametrize("name", ["content", "content_study"])
def test_who_may_read_it(
    client: Any, request: Any, round_: Round, record: ContentRecord, who: str, status: int, name: str
) -> None:
    sign_in(client, request, who)
    response = client.get(address(name, round_, *([1] if name == "content_study" else [])))
    assert response.status_code == status
    assert sent_to_sign_in(response) == (who == "stranger")


@WRITERS
@pytest.mark.parametrize("name", ["add_content", "correct_content", "withdraw_content"])
def test_who_gets_the_forms(
    client: Any, request: Any, round_: Round, record: ContentRecord, who: str, status: int, name: str
) -> None:
    sign_in(client, request, who)
    args = [] if name == "add_content" else [1]
    assert client.get(address(name, round_, *args)).status_code == status


@SENDERS
@pytest.mark.parametrize("name", ["add_content", "correct_content", "withdraw_content"])
def test_who_may_write(
    client: Any, request: Any, round_: Round, record: ContentRecord, who: str, status: int, name: str
) -> None:
    sign_in(client, request, who)
    args = [] if name == "add_content" else [1]
    response = client.post(address(name, round_, *args), given(because="reden", of="1"))
    assert response.status_code == status
    assert (ContentRecord.objects.count() == 2) == (who in {"researcher", "coordinator"})


def test_a_reader_has_no_buttons(
    client: Any, round_: Round, record: ContentRecord, professional: Any
) -> None:
    client.force_login(professional)
    assert "Onderzoek vastleggen" not in client.get(address("content", round_)).text
    assert "Intrekken" not in client.get(address("content_study", round_, 1)).text


def test_what_another_circle_recorded_is_not_found(
    round_: Round, record: ContentRecord, as_coordinator: Any, coordinator: Any
) -> None:
    other = start_circle("Andere kring", workflow="quickscan", by=coordinator)
    ContentRecord.objects.filter(pk=record.pk).update(circle=other)
    assert "past bij het werk" not in as_coordinator.get(address("content", round_)).text
    for name in ("content_study", "correct_content", "withdraw_content"):
        assert as_coordinator.get(address(name, round_, 1)).status_code == 404


def test_it_can_be_recorded_before_anyone_answered(round_: Round, as_coordinator: Any) -> None:
    page = as_coordinator.get(address("quality", round_)).text
    assert address("content", round_) in page
    assert "nog niets vastgelegd" in as_coordinator.get(address("content", round_)).text
