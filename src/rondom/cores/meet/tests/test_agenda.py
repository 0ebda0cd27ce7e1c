"""Making the agenda: times follow from minutes, an example to start from, two people at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.meet.actions.agenda import change_point, move_point, remove_point, start_from
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.agendas import AgendaTemplate, TemplatePoint, agendas_for, offer_agenda
from rondom.cores.meet.models import AgendaPoint, EarlierText, Gathering
from rondom.cores.meet.overviews import agenda
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import clock


def test_times_follow_from_the_minutes(concept: Gathering) -> None:
    clocks = [(clock(one.starts_at), clock(one.ends_at)) for one in agenda(concept)]
    assert clocks == [("13.30 uur", "13.40 uur"), ("13.40 uur", "14.00 uur")]


def test_without_a_day_points_have_no_times(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, starts_at=None)
    assert [one.starts_at for one in agenda(gathering)] == [None, None]


def test_a_workflow_offers_its_own_agenda_first(circle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rondom.cores.meet.agendas._templates", dict.fromkeys([]))
    own = AgendaTemplate("eigen", "Eigen", (TemplatePoint("Welkom", 5),), workflow="quickscan")
    offer_agenda(AgendaTemplate("alle", "Voor alle", (TemplatePoint("Welkom", 5),)))
    offer_agenda(own)
    assert [one.code for one in agendas_for("quickscan")] == ["eigen", "alle"]
    assert [one.code for one in agendas_for("anders")] == ["alle"]


def test_an_example_fills_an_empty_agenda_only(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, points=0)
    template = agendas_for("quickscan")[-1]
    start_from(gathering, template, by=coordinator)
    assert gathering.points.count() == len(template.points)
    with pytest.raises(Refused):
        start_from(gathering, template, by=coordinator)


def test_points_change_places(concept: Gathering, coordinator: Any) -> None:
    first, second = concept.points.all()
    move_point(second, up=True, by=coordinator)
    assert [one.title for one in concept.points.all()] == ["Punt 2", "Punt 1"]
    move_point(first, up=False, by=coordinator)
    assert [one.title for one in concept.points.all()] == ["Punt 2", "Punt 1"]
    remove_point(second, by=coordinator)
    assert [one.title for one in concept.points.all()] == ["Punt 1"]


def test_of_two_who_save_at_once_both_texts_are_kept(concept: Gathering, coordinator: Any) -> None:
    point = concept.points.all()[0]
    change_point(point, title="Van de een", minutes=10, text="", seen=1, by=coordinator)
    with pytest.raises(Overtaken):
        change_point(point, title="Van de ander", minutes=15, text="uitleg", seen=1, by=coordinator)
    assert AgendaPoint.objects.get(pk=point.pk).title == "Van de een"
    aside = EarlierText.objects.get(aside=True)
    assert "Van de ander" in aside.text
    assert "uitleg" in aside.text


def test_the_page_shows_both_and_a_second_save_goes_through(
    client: Client, concept: Gathering, coordinator: Any
) -> None:
    point = concept.points.all()[0]
    change_point(point, title="Van de een", minutes=10, text="", seen=1, by=coordinator)
    client.force_login(coordinator)
    address = reverse("meet:point", args=[concept.pk, point.pk])
    sent = {"title": "Van de ander", "minutes": "15", "text": "", "seen": "1"}
    shown = client.post(address, sent)
    assert shown.status_code == 409
    assert b"Van de een" in shown.content
    assert b"Van de ander" in shown.content
    assert b'name="seen" value="2"' in shown.content
    assert client.post(address, {**sent, "seen": "2"}).status_code == 302
    assert AgendaPoint.objects.get(pk=point.pk).title == "Van de ander"


def test_the_agenda_prints(client: Client, concept: Gathering, parent: Any) -> None:
    client.force_login(parent)
    shown = client.get(reverse("meet:agenda_pdf", args=[concept.pk]))
    assert shown.content.startswith(b"%PDF")


def test_the_screen_shows_one_point_and_its_clock(
    client: Client, planned: Gathering, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("meet:screen", args=[planned.pk, 2])
    assert b"gepland tot 14.00 uur" in client.get(address).content
    client.post(address)
    shown = client.get(address).content
    assert b"nog 20 min" in shown
    assert b"Gezin A" not in shown
    assert client.get(reverse("meet:screen", args=[planned.pk, 9])).status_code == 200


def test_a_gathering_takes_as_long_as_its_agenda_until_someone_says_otherwise(
    client: Client, circle: Any, coordinator: Any
) -> None:
    gathering = make_gathering(circle, by=coordinator, points=0, starts_at=None)
    client.force_login(coordinator)
    change = reverse("meet:change", args=[gathering.pk])
    assert client.get(change).context["form"]["minutes"].value() == 60
    template = agendas_for("quickscan")[0]
    start_from(gathering, template, by=coordinator)
    needed = sum(point.minutes for point in template.points)
    assert client.get(change).context["form"]["minutes"].value() == needed
    moments = reverse("meet:moments", args=[gathering.pk])
    assert client.get(moments).context["when_form"]["minutes"].value() == needed


def test_a_text_for_a_point_that_went_is_not_lost(
    client: Client, concept: Gathering, coordinator: Any
) -> None:
    point = concept.points.all()[0]
    client.force_login(coordinator)
    addresses = [reverse(f"meet:{name}", args=[concept.pk, point.pk]) for name in ("point", "place_point")]
    remove_point(point, by=coordinator)
    words = "Wat iemand lang heeft zitten typen"
    page = client.post(addresses[0], {"title": "Punt", "minutes": "5", "text": words, "seen": "1"})
    assert page.status_code == 409
    assert words in page.text
    assert client.get(addresses[0]).status_code == 404
    assert "was al van de agenda" in client.post(addresses[1], {"to": "remove"}, follow=True).text


def test_a_press_that_is_sent_twice_moves_a_point_once(client: Client, circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, points=3)
    client.force_login(coordinator)
    assert 'name="seen" value="3"' in client.get(reverse("meet:agenda", args=[gathering.pk])).text
    address = reverse("meet:place_point", args=[gathering.pk, gathering.points.get(title="Punt 3").pk])
    for _ in range(2):
        client.post(address, {"to": "up", "seen": "3"})
    assert [one.title for one in gathering.points.all()] == ["Punt 1", "Punt 3", "Punt 2"]
    client.post(address, {"to": "down", "seen": "2"})
    client.post(address, {"to": "down", "seen": "2"})
    assert [one.title for one in gathering.points.all()] == ["Punt 1", "Punt 2", "Punt 3"]
