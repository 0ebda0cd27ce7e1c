"""The place of an answer in the database says nothing about when it came in. Runs on both databases."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from scipy.stats import spearmanr

from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Response, Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.tests.factories import make_round

MANY = 200
PLACE = {"sqlite": "rowid", "postgresql": "ctid"}


@pytest.fixture
def stored(circle: Any, coordinator: Any) -> list[Response]:
    """Answers in the order of the file, each with the place at which it was handed in."""
    round_ = make_round(circle, by=coordinator)
    cell = round_.cells.get()
    for place in range(MANY):
        hand_in(round_, [(cell, {"zeker": place, "idee": str(place)})], origin=Origin.ONLINE)
    close_round(Round.objects.get(), by=coordinator)
    return list(Response.objects.raw(f"SELECT * FROM measure_response ORDER BY {PLACE[connection.vendor]}"))


def test_answers_stand_in_an_order_of_their_own(stored: list[Response]) -> None:
    """Both bounds are passed by chance less than once in a hundred thousand times."""
    places = [response.answers["zeker"] for response in stored]
    assert sorted(places) == list(range(MANY))
    assert abs(spearmanr(range(MANY), places).statistic) < 0.35
    assert sum(abs(one - other) == 1 for one, other in pairwise(places)) < 14


def test_the_number_of_an_answer_is_random(stored: list[Response]) -> None:
    assert {response.pk.version for response in stored} == {4}
    by_number = [response.answers["zeker"] for response in sorted(stored, key=lambda one: one.pk)]
    assert abs(spearmanr(range(MANY), by_number).statistic) < 0.35


def test_open_answers_stand_in_yet_another_order(stored: list[Response]) -> None:
    place = PLACE[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT text FROM measure_openanswer ORDER BY {place}")
        texts = [int(text) for (text,) in cursor.fetchall()]
    assert sorted(texts) == list(range(MANY))
    others = [response.answers["zeker"] for response in stored]
    assert abs(spearmanr(texts, range(MANY)).statistic) < 0.35
    assert abs(spearmanr([others.index(one) for one in texts], range(MANY)).statistic) < 0.35
