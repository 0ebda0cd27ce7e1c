"""Frozen results come back the same, and a changed document is refused."""

import json

import pytest

from rondom.analysis.disclosure import Released, freeze, thaw
from rondom.analysis.disclosure.tests.tables import release_answers, release_scores, spread


def scores() -> Released:
    return release_scores([[spread(4), spread(20), spread(9)], [spread(12), spread(18), spread(15)]])


def test_comes_back_from_json_as_it_was() -> None:
    for released in (scores(), release_answers([[[0, 1, 9, 12, 2]], [[8, 9, 12, 15, 6]]])):
        assert thaw(json.loads(json.dumps(freeze(released)))) == released


def test_refuses_a_changed_document() -> None:
    document = freeze(scores())
    document["released"]["groups"][1]["n"] = 99
    with pytest.raises(ValueError, match="gewijzigd"):
        thaw(document)


def test_refuses_a_document_of_another_version() -> None:
    with pytest.raises(ValueError, match="versie 99"):
        thaw({**freeze(scores()), "version": "99"})


def test_refuses_another_kind_of_document() -> None:
    with pytest.raises(ValueError, match="vrijgegeven"):
        thaw({"iets": "anders"})
