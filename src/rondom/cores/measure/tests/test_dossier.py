"""The quality of a questionnaire: having it examined, reading it, and what never leaves with it."""

import json
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from numpy.random import default_rng

from rondom.cores.measure.actions import dossiers
from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.dossiers import ask_for_dossier, make_dossier
from rondom.cores.measure.actions.rounds import Invited, close_round, open_round, prepare_round, set_frame
from rondom.cores.measure.models import Dossier, Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.overviews import comparability
from rondom.cores.measure.stacking import data_of
from rondom.cores.measure.tests.cast import EVERY_MEMBER, sent_to_sign_in, sign_in, statuses
from rondom.cores.measure.tests.factories import (
    TODAY,
    make_area,
    make_edition,
    make_organisation,
    make_version,
)
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused

pytestmark = pytest.mark.django_db

ORGANISATION = "Herkenbare organisatie (voorbeeld)"
PAGES = ("dossier", "dossier_pdf", "dossier_json", "dossier_script")
SENDERS = statuses(404, 403, 302, 302, 404)


@pytest.fixture
def area() -> WorkArea:
    return make_area()


@pytest.fixture
def round_(circle: Any, coordinator: Any, area: WorkArea, on_the_day: None) -> Round:
    return closed_round(circle, coordinator, area, {ORGANISATION: 36, "Andere (voorbeeld)": 4})


def closed_round(
    circle: Any, by: Any, area: WorkArea, people: dict[str, int], name: str = "Najaar", seed: int = 1
) -> Round:
    """A round in which so many people of every organisation answered; one questionnaire a circle."""
    earlier = Round.objects.filter(circle=circle).first()
    organisations = [
        area.organisations.filter(name=one).first() or make_organisation(area, one) for one in people
    ]
    round_ = prepare_round(
        circle,
        instrument_version=earlier.instrument_version if earlier else make_version(),
        name=name,
        opens_on=TODAY - timedelta(days=7),
        closes_on=TODAY,
        by=by,
    )
    set_frame(round_, [Invited(area, one.sector, one, 60) for one in organisations], by=by)
    open_round(round_, by=by, today=TODAY)
    rng = default_rng(seed)
    for cell in round_.cells.select_related("organisation"):
        hand_in(
            round_,
            [(cell, _answers(rng)) for _ in range(people[str(cell.organisation)])],
            origin=Origin.PAPER,
        )
    close_round(round_, by=by)
    return Round.objects.get(pk=round_.pk)


def _answers(rng: Any) -> dict[str, str]:
    """Four questions that go together; the last runs the other way."""
    level = rng.normal()
    points = [min(5, max(1, round(3 + level + rng.normal()))) for _ in range(4)]
    return {f"s{at}": str(6 - point if at == 4 else point) for at, point in enumerate(points, start=1)}


def made(round_: Round, by: Any) -> Dossier:
    dossier, is_new = ask_for_dossier(round_, by=by)
    assert is_new
    make_dossier(dossier, by=by)
    dossier.refresh_from_db()
    assert (dossier.finished, dossier.problem) == (True, "")
    return dossier


def address(name: str, round_: Round, *args: int) -> str:
    return reverse(f"measure:{name}", args=[round_.pk, *args])


def test_the_button_makes_the_dossier(round_: Round, as_coordinator: Any) -> None:
    assert address("quality", round_) in as_coordinator.get(reverse("measure:round", args=[round_.pk])).text
    assert "Dossier maken" in as_coordinator.get(address("quality", round_)).text
    page = as_coordinator.post(address("make_dossier", round_), follow=True)
    assert page.request["PATH_INFO"] == address("dossier", round_, 1)
    for text in (
        "Een wijk beschrijven",
        "40 mensen",
        "concept",
        "Uitgave 1",
        "ontbreekt",
        "Criteriumvaliditeit",
    ):
        assert text in page.text


def test_it_says_who_and_what_it_is_about(round_: Round, coordinator: Any) -> None:
    dossier = made(round_, coordinator)
    assert (dossier.number, dossier.respondents, dossier.rounds) == (1, 40, ["Najaar"])
    assert dossier.done == dossier.total > 0
    assert "s4" in dossier.hand_over
    with pikepdf.open(BytesIO(bytes(dossier.pdf or b""))) as pdf:
        assert "Proefvragenlijst" in str(pdf.docinfo["/Title"])
    lines = Entry.objects.filter(action__startswith="measure.dossier").order_by("pk")
    assert [line.action for line in lines] == ["measure.dossier_asked", "measure.dossier_made"]


def test_a_new_one_is_a_new_edition_and_the_older_stays(
    round_: Round, coordinator: Any, as_coordinator: Any
) -> None:
    made(round_, coordinator)
    assert made(round_, coordinator).number == 2
    older = as_coordinator.get(address("dossier", round_, 1))
    assert "Er is een nieuwere uitgave" in older.text
    assert "Er is een nieuwere uitgave" not in as_coordinator.get(address("quality", round_)).text


def test_rounds_with_one_questionnaire_count_together(
    circle: Any, area: WorkArea, round_: Round, coordinator: Any
) -> None:
    closed_round(circle, coordinator, area, {ORGANISATION: 35}, "Voorjaar", seed=2)
    small = closed_round(circle, coordinator, area, {ORGANISATION: 6}, "Proef", seed=3)
    dossier = made(small, coordinator)
    assert (sorted(dossier.rounds), dossier.left_out) == (["Najaar", "Voorjaar"], ["Proef"])
    assert dossier.respondents == 75
    assert set(comparability(round_)) == {"sector", "meting", "wijk", "organisatie"}


def test_answers_of_rounds_stand_beneath_each_other_with_where_people_work(
    circle: Any, area: WorkArea, round_: Round, coordinator: Any
) -> None:
    other = closed_round(circle, coordinator, area, {ORGANISATION: 35}, seed=2)  # with the same name
    data = data_of([round_, other])
    assert data.codes.shape == (75, 4)
    assert len(set(data.by["meting"])) == 2
    assert set(data.by["wijk"]) == {"Lindenkwartier"}
    assert data.organisation is not None
    assert ORGANISATION not in data.organisation
    assert sorted(data.organisation.count(one) for one in set(data.organisation)) == [4, 71]


def test_nothing_by_which_a_few_are_found_back_leaves(
    circle: Any, area: WorkArea, round_: Round, coordinator: Any, as_coordinator: Any
) -> None:
    closed_round(circle, coordinator, area, {ORGANISATION: 120}, "Groot", seed=5)
    made(round_, coordinator)
    for name in ("quality", *PAGES):
        content = as_coordinator.get(address(name, round_, *([1] if name != "quality" else []))).content
        assert ORGANISATION.encode() not in content, name
    document = json.loads(as_coordinator.get(address("dossier_json", round_, 1)).content)
    groups = {one["by"]: (one["groups"], one["left_out"]) for one in document["comparisons"]}
    assert groups == {
        "sector": ({"Basisonderwijs": 160}, 0),
        "meting": ({"Groot": 120}, 1),
        "wijk": ({"Lindenkwartier": 160}, 0),
        "organisatie": (1, 1),
    }
    assert {name for scale in document["scales"] for name in scale["items"][0]} == {
        "name", "r_drop", "alpha_drop",
    }  # fmt: skip
    assert not {"mean", "sd", "scored"} & set(document["scales"][0])


def test_a_round_that_is_open_or_has_few_answers_is_refused(
    circle: Any, area: WorkArea, coordinator: Any, on_the_day: None, as_coordinator: Any
) -> None:
    round_ = closed_round(circle, coordinator, area, {ORGANISATION: 29})
    with pytest.raises(Refused, match="Minder dan 30 mensen"):
        ask_for_dossier(round_, by=coordinator)
    Round.objects.update(state="open")
    round_.refresh_from_db()
    with pytest.raises(Refused, match="na het sluiten"):
        ask_for_dossier(round_, by=coordinator)
    assert as_coordinator.post(address("make_dossier", round_)).status_code == 409
    assert "na het sluiten" in as_coordinator.get(address("quality", round_)).text
    assert not Dossier.objects.exists()


def test_one_at_a_time_unless_it_was_broken_off(round_: Round, coordinator: Any, as_coordinator: Any) -> None:
    first, _ = ask_for_dossier(round_, by=coordinator)
    assert ask_for_dossier(round_, by=coordinator) == (first, False)
    Dossier.objects.filter(pk=first.pk).update(moved_at=timezone.now() - timedelta(hours=1))
    assert "blijven steken" in as_coordinator.get(address("dossier_progress", round_, first.pk)).text
    second, is_new = ask_for_dossier(round_, by=coordinator)
    assert is_new
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.finished


def test_one_sees_how_far_it_is(round_: Round, coordinator: Any, as_coordinator: Any) -> None:
    dossier, _ = ask_for_dossier(round_, by=coordinator)
    where = address("dossier_progress", round_, dossier.pk)
    assert "Het begint zo" in as_coordinator.get(where).text
    Dossier.objects.filter(pk=dossier.pk).update(total=4, done=1, now="de samenhang van alle vragen")
    page = as_coordinator.get(where)
    assert "1 van 4 stappen klaar. Nu: de samenhang van alle vragen" in page.text
    assert "wordt gemaakt" in as_coordinator.get(address("quality", round_)).text
    make_dossier(dossier, by=coordinator)
    assert as_coordinator.get(where, headers={"HX-Request": "true"}).headers["HX-Redirect"]
    assert as_coordinator.get(where).headers["Location"] == address("dossier", round_, 1)


def test_an_error_in_the_program_is_told(
    round_: Round, coordinator: Any, as_coordinator: Any, monkeypatch: Any
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(dossiers, "examine", breaks)
    dossier, _ = ask_for_dossier(round_, by=coordinator)
    with pytest.raises(ZeroDivisionError):
        make_dossier(dossier, by=coordinator)
    page = as_coordinator.get(address("dossier_progress", round_, dossier.pk))
    assert "fout in het programma" in page.text
    assert "Opnieuw beginnen" in page.text
    assert Dossier.objects.get().number is None


@SENDERS
def test_who_may_have_it_made(client: Any, request: Any, round_: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    response = client.post(address("make_dossier", round_))
    assert response.status_code == status
    assert sent_to_sign_in(response) == (who == "stranger")
    assert Dossier.objects.exists() == (who in {"researcher", "coordinator"})


@pytest.mark.parametrize("name", PAGES)
@EVERY_MEMBER
def test_who_may_read_it(client: Any, request: Any, round_: Round, who: str, status: int, name: str) -> None:
    make_edition(round_)
    sign_in(client, request, who)
    response = client.get(address(name, round_, 1))
    assert response.status_code == status
    assert sent_to_sign_in(response) == (who == "stranger")


def test_a_reader_has_no_button_to_make_one(client: Any, round_: Round, professional: Any) -> None:
    client.force_login(professional)
    assert "Een coördinator of onderzoeker" in client.get(address("quality", round_)).text
    make_edition(round_)
    assert "Nieuwe uitgave maken" not in client.get(address("quality", round_)).text


def test_what_another_circle_made_is_not_found(round_: Round, as_coordinator: Any, coordinator: Any) -> None:
    from rondom.foundation.circles.actions import start_circle

    other = make_edition(round_)
    Dossier.objects.filter(pk=other.pk).update(
        circle=start_circle("Andere kring", workflow="quickscan", by=coordinator)
    )
    assert as_coordinator.get(address("dossier", round_, 1)).status_code == 404
    assert as_coordinator.get(address("dossier_progress", round_, other.pk)).status_code == 404
    assert comparability(round_) == {}


def test_reports_ask_the_newest_edition(round_: Round) -> None:
    make_edition(round_, comparable={"sector": ("ontbreekt", {})})
    make_edition(round_, number=2, comparable={"sector": ("voor", {"po": 120, "jgz": 110})})
    assert comparability(round_) == {
        "sector": {"outcome": "voor", "groups": ["jgz", "po"], "made_on": "23-11-2026"}
    }


def test_an_edition_from_before_keeps_its_pictures_and_tables(round_: Round, as_coordinator: Any) -> None:
    older = make_edition(round_)
    table = {"title": "Schalen", "head": ["Schaal", "Alfa"], "rows": [["Signaleren", "0,81"]]}
    shown = {name: value for name, value in older.shown.items() if name not in ("parts", "content")}
    document = {name: value for name, value in older.document.items() if name != "content"}
    Dossier.objects.filter(pk=older.pk).update(
        shown={**shown, "pictures": [], "tables": [table]}, document=document
    )
    migration = import_module("rondom.cores.measure.migrations.0007_dossiers_by_subject")
    for _ in range(2):  # once more changes nothing
        migration.bring_together(apps, None)
    page = as_coordinator.get(address("dossier", round_, 1)).text
    assert "In beeld en in tabellen" in page
    assert "0,81" in page
    assert "nog niet in staat" not in page
