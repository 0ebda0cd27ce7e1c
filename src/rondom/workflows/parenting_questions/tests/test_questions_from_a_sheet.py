"""Questions from a spreadsheet: any table, mended before it is kept, each question once."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.places.models import Organisation
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.counting import count_quarter
from rondom.workflows.parenting_questions.actions.questions import Asked, screen_question, withhold_question
from rondom.workflows.parenting_questions.actions.sheets import SheetRow, take_in_questions
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import AgeGroup, Channel, QuestionState
from rondom.workflows.parenting_questions.signals import seen
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_coded, make_pool

HEAD = "vraag;leeftijd;wijk;hoe vaak gehoord;week;organisatie;thema\n"
SLEEP = "Hoe krijg ik mijn kind op tijd in bed?"
GOOD = f"{SLEEP};5;Lindenkwartier;3;17-11-2026;School Lindenkwartier (voorbeeld);Slapen\n"
OTHER = "Mijn dochter eet geen groente;2 of 3 jaar;WK990102;;2026-11-10;;\n"
DANGER = "Mijn man slaat mij, wat nu?;5;Lindenkwartier;1;17-11-2026;;\n"
ASKS = "Mijn zoon slaat ons als hij boos is;5;Lindenkwartier;1;17-11-2026;;\n"
NAMED = "Bel mij op 06-12345678 over slapen;5;Lindenkwartier;1;17-11-2026;;\n"
PERHAPS = "Wij slapen bij Zwanebloem en nu?;5;Lindenkwartier;1;17-11-2026;;\n"
ELSEWHERE = "Hoe leer ik hem luisteren?;ooit;Verweg;99;later;Niemand;Niets\n"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.fixture
def colleague(pool: Pool, client: Client, outsider: Any, coordinator: Any) -> Client:
    add_member(pool.circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)
    client.force_login(outsider)
    return client


def upload(client: Client, pool: Pool, content: str | bytes) -> Any:
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("vragen.csv", content)
    return client.post(reverse("parenting_questions:from_sheet", args=[pool.pk]), {"file": file})


def go_on(client: Client, page: Any, pool: Pool, *, keep: bool = True, **sent: Any) -> Any:
    """Press a button on the page that shows what was looked through."""
    given = {"draft": page.context["draft"], **({"keep": "1"} if keep else {}), **sent}
    given = {name.replace("__", "-"): value for name, value in given.items()}
    return client.post(reverse("parenting_questions:from_sheet", args=[pool.pk]), given)


def test_what_is_good_is_kept_new_and_without_who_heard_it(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + GOOD + OTHER)
    assert not Question.objects.exists()
    assert "Zet 2 vragen in de pot" in page.content.decode()
    assert go_on(colleague, page, pool).status_code == 302
    one = Question.objects.get(text=SLEEP)
    assert (one.state, one.channel, one.heard) == (QuestionState.NEW, Channel.SHEET, 3)
    assert (one.week, one.age_group) == (date(2026, 11, 16), AgeGroup.YOUNG)
    assert (str(one.area), str(one.organisation)) == ("Lindenkwartier", "School Lindenkwartier (voorbeeld)")
    assert one.theme is not None
    assert one.theme.code == "slp"
    assert (one.reporter, one.lookup) == ("", "")
    two = Question.objects.get(age_group=AgeGroup.TODDLER)
    assert (str(two.area), two.heard, two.organisation) == ("Nieuw-Oever", 1, None)


def test_the_log_holds_numbers_and_no_words(colleague: Client, pool: Pool) -> None:
    go_on(colleague, upload(colleague, pool, HEAD + GOOD + GOOD), pool)
    entry = Entry.objects.filter(action="parenting_questions.questions_taken_in").get()
    assert entry.facts == {"questions": 1, "double": 0}
    assert "bed" not in str(entry.__dict__)


def test_what_leads_to_a_person_is_mended_on_the_page(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + NAMED + PERHAPS + GOOD)
    text = page.content.decode()
    assert "Haal dit weg: 06-12345678 (telefoonnummer)" in text
    assert "Is dit een naam: Zwanebloem" in text
    sent: dict[str, Any] = {"r2__text": "Hoe slaapt een kind?", "r3__text": "Bij Zwanebloem?"}
    again = go_on(colleague, page, pool, **sent, keep=False)
    assert [row.number for row in again.context["looked"].to_mend] == [3]
    sent = {"r3__text": "Bij Zwanebloem?", "r3__no_names": "on"}
    go_on(colleague, again, pool, **sent)
    assert sorted(Question.objects.values_list("text", flat=True)) == [
        "Bij Zwanebloem?", SLEEP, "Hoe slaapt een kind?",
    ]  # fmt: skip


def test_a_tick_that_is_taken_away_counts_no_more(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + PERHAPS.replace("Lindenkwartier", "Verweg"))
    sent = {"r2__text": "Bij Zwanebloem?", "r2__area": "x"}
    page = go_on(colleague, page, pool, keep=False, **sent, r2__no_names="on")
    page = go_on(colleague, page, pool, keep=False, **sent)
    assert "no_names" in [field.name for field in page.context["looked"].to_mend[0].to_mend]


def test_what_is_left_to_mend_is_left_out_when_one_says_so(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + NAMED + GOOD)
    assert "Zet 1 vraag in de pot, laat de rest weg" in page.content.decode()
    go_on(colleague, page, pool)
    assert list(Question.objects.values_list("text", flat=True)) == [SLEEP]


def test_a_row_can_be_left_out(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + NAMED + GOOD)
    page = go_on(colleague, page, pool, keep=False, r2__text="x", r2__left_out="on")
    assert "1 rij laat u weg" in page.content.decode()
    assert page.context["looked"].to_mend == []
    assert [number for number, _ in page.context["looked"].rows] == [3]


def test_danger_is_gone_at_once_and_shows_who_helps(colleague: Client, pool: Pool) -> None:
    about = "Kan iemand ons helpen?;5;Lindenkwartier;1;17-11-2026;;Veiligheid thuis\n"
    far = f"{'Hoe dan? ' * 40} Mijn man slaat mij;5;Verweg;1;17-11-2026;;\n"
    page = upload(colleague, pool, HEAD + DANGER + about + far + GOOD)
    text = page.content.decode()
    assert "Rij 2 tot en met 4 gaat over gevaar" in text
    assert "0800-2000" in text
    assert "slaat mij" not in text
    assert "Kan iemand ons helpen" not in text
    assert [number for number, _ in page.context["looked"].rows] == [5]
    again = go_on(colleague, page, pool, keep=False)
    assert "Rij 2 tot en met 4 gaat over gevaar" in again.content.decode()
    go_on(colleague, again, pool)
    assert Question.objects.count() == 1


def test_perhaps_danger_is_asked_first(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + ASKS)
    text = page.context["looked"].to_mend[0].row["text"]
    assert "Gaat dit over geweld" in page.content.decode()
    assert go_on(colleague, page, pool, r2__text=text).status_code == 200
    go_on(colleague, page, pool, r2__text=text, r2__not_unsafe="on")
    assert Question.objects.get().text == text


def test_a_text_that_becomes_danger_while_it_is_mended_is_gone_too(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + NAMED)
    page = go_on(colleague, page, pool, r2__text="Mijn man slaat mij, wat nu?")
    assert "slaat mij" not in page.content.decode()
    assert page.context["looked"].unsafe == [2]
    assert not Question.objects.exists()


def test_every_column_that_is_not_understood_is_asked(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + ELSEWHERE)
    (row,) = page.context["looked"].to_mend
    assert [field.name for field in row.to_mend] == [
        "text", "age_group", "area", "heard", "week", "organisation", "theme", "left_out",
    ]  # fmt: skip
    assert "‘Verweg’ kennen wij hier niet" in page.content.decode()
    assert "‘later’ is geen datum" in page.content.decode()
    area = pool.areas.order_by("name")[0]
    go_on(
        colleague, page, pool, r2__text="Hoe leer ik hem luisteren?", r2__age_group="4-7", r2__heard="2",
        r2__area=str(area.pk), r2__week="2026-11-17", r2__organisation="", r2__theme="",
    )  # fmt: skip
    assert Question.objects.get().area == area


@pytest.mark.parametrize(("day", "said"), [("24-11-2026", "nog niet geweest"), ("1-2-2020", "drie jaar")])
def test_a_day_that_cannot_be_is_asked(colleague: Client, pool: Pool, day: str, said: str) -> None:
    assert said in upload(colleague, pool, HEAD + GOOD.replace("17-11-2026", day)).content.decode()


def test_the_same_rows_are_taken_once(colleague: Client, pool: Pool) -> None:
    page = upload(colleague, pool, HEAD + GOOD + GOOD.replace("Hoe krijg", "hoe  KRIJG") + OTHER)
    assert "1 rij staat al in de pot of twee keer in uw bestand (rij 3)" in page.content.decode()
    go_on(colleague, page, pool)
    again = upload(colleague, pool, HEAD + GOOD.replace(";3;", ";9;") + OTHER)
    assert again.context["looked"].double == [2, 3]
    assert "Er is niets nieuws voor de pot" in again.content.decode()
    assert go_on(colleague, again, pool).status_code == 200
    assert Question.objects.count() == 2


def test_another_week_or_place_is_another_question(colleague: Client, pool: Pool) -> None:
    rows = [GOOD, GOOD.replace("17-11", "10-11"), GOOD.replace("Lindenkwartier;3", "Nieuw-Oever;3")]
    assert len(upload(colleague, pool, HEAD + "".join(rows)).context["looked"].good) == 3


def test_what_was_withheld_does_not_come_back(colleague: Client, pool: Pool, coordinator: Any) -> None:
    go_on(colleague, upload(colleague, pool, HEAD + GOOD), pool)
    withhold_question(Question.objects.get(), reason="elsewhere", by=coordinator)
    assert upload(colleague, pool, HEAD + GOOD).context["looked"].double == [2]


def test_two_people_with_one_file_count_it_once(pool: Pool, coordinator: Any, researcher: Any) -> None:
    row = SheetRow(Asked(SLEEP, pool.areas.order_by("name")[0]), date(2026, 11, 16))
    assert take_in_questions(pool, [row], today=TODAY, by=coordinator).added == 1
    taken = take_in_questions(pool, [row], today=TODAY, by=researcher)
    assert (taken.added, taken.double) == (0, 1)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Bel 06-12345678 over slapen", date(2026, 11, 16)),
        ("Mijn man slaat mij, wat nu?", date(2026, 11, 16)),
        ("Mijn zoon slaat ons", date(2026, 11, 16)),
        ("Hoe dan?", date(2026, 11, 17)),
        ("Hoe dan?", date(2026, 11, 30)),
        ("x", date(2026, 11, 16)),
        ("x" * 281, date(2026, 11, 16)),
    ],
)
def test_the_action_itself_keeps_all_or_nothing(pool: Pool, coordinator: Any, text: str, week: date) -> None:
    area = pool.areas.order_by("name")[0]
    good = SheetRow(Asked(SLEEP, area), date(2026, 11, 16))
    with pytest.raises(Refused):
        take_in_questions(pool, [good, SheetRow(Asked(text, area), week)], today=TODAY, by=coordinator)
    assert not Question.objects.exists()


def test_a_file_adds_families_and_organisations_to_a_signal_but_no_professionals(
    colleague: Client, pool: Pool, coordinator: Any
) -> None:
    partners = Organisation.objects.order_by("name").filter(areas__name="Lindenkwartier")
    rows = [
        f"Vraag {number} over slapen;5;Lindenkwartier;4;17-11-2026;{one};\n"
        for number, one in enumerate(partners)
    ]
    go_on(colleague, upload(colleague, pool, HEAD + "".join(rows)), pool)
    Question.objects.update(theme=pool.themes.get(code="slp"))
    (by,) = seen(Question.objects.all()).values()
    assert (by.families, by.organisations, by.reporters) == (8, 2, 0)


def test_a_file_counts_only_after_someone_read_it(colleague: Client, pool: Pool, coordinator: Any) -> None:
    go_on(colleague, upload(colleague, pool, HEAD + GOOD), pool)
    assert not Question.objects.pooled().exists()
    screen_question(Question.objects.get(), by=coordinator, text=SLEEP)


def test_a_quarter_that_was_counted_stays_as_it_was_and_says_so(
    colleague: Client, pool: Pool, coordinator: Any
) -> None:
    make_coded(pool, by=coordinator, today=date(2026, 7, 6))
    count_quarter(pool, date(2026, 7, 1), today=TODAY, by=coordinator)
    page = upload(colleague, pool, HEAD + GOOD.replace("17-11", "17-08")).content.decode()
    assert "1 vraag is uit een kwartaal dat al is geteld" in page


@pytest.mark.parametrize("draft", ["", "x", "e30:1abc:def"])
def test_a_draft_that_is_not_ours_begins_again(colleague: Client, pool: Pool, draft: str) -> None:
    address = reverse("parenting_questions:from_sheet", args=[pool.pk])
    assert colleague.post(address, {"draft": draft, "keep": "1"}).url == address  # type: ignore[attr-defined]  # it redirects
    assert not Question.objects.exists()


def test_a_draft_of_someone_else_is_not_ours(colleague: Client, pool: Pool, coordinator: Any) -> None:
    page = upload(colleague, pool, HEAD + GOOD)
    colleague.force_login(coordinator)
    assert go_on(colleague, page, pool).url == reverse("parenting_questions:from_sheet", args=[pool.pk])
    assert not Question.objects.exists()


def test_a_file_that_is_wrong_is_said_at_its_field(colleague: Client, pool: Pool) -> None:
    response = upload(colleague, pool, "naam;adres\nx;y\n")
    assert response.status_code == 422
    assert "De kolommen vraag, wijk en week ontbreken." in response.content.decode()
    assert upload(colleague, pool, b"").status_code == 422


def test_the_template_reads_back_and_offers_what_can_be_chosen(colleague: Client, pool: Pool) -> None:
    address = reverse("parenting_questions:sheet_template", args=[pool.pk])
    book = openpyxl.load_workbook(io.BytesIO(colleague.get(address).content))
    assert book.sheetnames == ["vragen", "keuzes", "leesmij"]
    allowed = {cell.value for row in book["keuzes"].iter_rows() for cell in row}
    assert {"Lindenkwartier", "Slapen", "School Nieuw-Oever (voorbeeld)", "alle leeftijden"} <= allowed
    assert "Veiligheid thuis" not in allowed
    sheet = book["vragen"]
    for place, value in enumerate(
        [SLEEP, "alle leeftijden", "Nieuw-Oever", 2, date(2026, 11, 17), None, "Slapen"], start=1
    ):
        sheet.cell(2, place, value)
    out = io.BytesIO()
    book.save(out)
    assert len(upload(colleague, pool, out.getvalue()).context["looked"].good) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 404), (Role.PARENT, 403), (Role.EXPERT, 403), (Role.POLICY, 200), (Role.RESEARCHER, 200),
     (Role.PROFESSIONAL, 200), (Role.COORDINATOR, 200)],
)  # fmt: skip
def test_who_may_take_in_a_file(
    pool: Pool, client: Client, outsider: Any, coordinator: Any, role: str | None, status: int
) -> None:
    if role:
        add_member(pool.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    for name in ("from_sheet", "sheet_template"):
        assert client.get(reverse(f"parenting_questions:{name}", args=[pool.pk])).status_code == status
    assert upload(client, pool, HEAD + GOOD).status_code == status


def test_a_file_of_the_largest_size_fits_in_one_page(colleague: Client, pool: Pool) -> None:
    rows = "".join(ELSEWHERE.replace("luisteren", f"luisteren {number}") for number in range(500))
    page = upload(colleague, pool, HEAD + rows)
    fields = re.findall(r'name="(r\d+-\w+)"', page.content.decode())
    assert len(fields) == 500 * 8
    sent = {name.replace("-", "__"): "x" for name in fields if "left_out" not in name}
    assert go_on(colleague, page, pool, keep=False, **sent).status_code == 200


def test_the_theme_of_a_file_is_a_proposal_that_a_person_confirms(
    colleague: Client, pool: Pool, coordinator: Any
) -> None:
    go_on(colleague, upload(colleague, pool, HEAD + GOOD.replace("Slapen", "Luisteren")), pool)
    screen_question(Question.objects.get(), by=coordinator, text=SLEEP)
    colleague.force_login(coordinator)
    page = colleague.get(reverse("parenting_questions:code", args=[pool.pk]))
    assert [str(theme) for theme in page.context["proposals"]] == ["Luisteren", "Slapen"]
    assert not Question.objects.pooled().exists()
