"""What of a dossier readers may have."""

import json

import pytest

from rondom.analysis.disclosure import Rule
from rondom.dossier.data import Data
from rondom.dossier.document import document_of, shareable_document
from rondom.dossier.evidence import Dossier
from rondom.dossier.examine import examine
from rondom.dossier.paper import shown_of
from rondom.dossier.tests.factories import golden, make_instrument


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Two sectors, one of them small; two large organisations and a small one."""
    codes, _ = golden()
    sectors = ["groot"] * 300 + ["klein"] * 100
    sectors[300] = "groot"
    where = ["Alfa (voorbeeld)"] * 190 + ["Beta (voorbeeld)"] * 190 + ["Gamma (voorbeeld)"] * 20
    data = Data(make_instrument(), codes, by={"sector": sectors, "organisatie": where}, organisation=where)
    return examine(data)


def test_small_groups_are_a_number_and_organisations_are_not_named(dossier: Dossier) -> None:
    sector, organisation = shareable_document(dossier)["comparisons"]
    assert (sector["groups"], sector["left_out"]) == ({"groot": 301}, 1)
    assert (organisation["groups"], organisation["left_out"]) == (2, 1)
    shown = json.dumps([shareable_document(dossier), shown_of(dossier, rule=Rule(5))], ensure_ascii=False)
    assert "(voorbeeld)" not in shown
    assert "klein" not in shown.replace("kleinere groepen: 1", "")
    assert "(voorbeeld)" in json.dumps(document_of(dossier), ensure_ascii=False)


def test_means_spreads_and_counts_of_answers_stay(dossier: Dossier) -> None:
    scale = shareable_document(dossier)["scales"][0]
    assert set(scale) == {"name", "label", "alpha", "omega", "ordinal_alpha", "measurement_error", "items"}
    assert set(scale["items"][0]) == {"name", "r_drop", "alpha_drop"}
    assert scale["measurement_error"]["value"] == round(scale["measurement_error"]["value"], 1)
    tables = [table for part in shown_of(dossier, rule=Rule(5))["parts"] for table in part["tables"]]
    heads = {cell for table in tables for cell in table["head"]}
    assert not heads & {"Gemiddelde", "Spreiding", "Antwoorden", "Scores"}


def test_numbers_have_three_decimals_and_say_what_may_be_compared(dossier: Dossier) -> None:
    document = shareable_document(dossier)
    alpha = document["scales"][0]["alpha"]["alpha"]
    assert alpha == round(alpha, 3)
    assert document["comparable"] == {
        "sector": "ontbreekt",
        "organisatie": document["comparable"]["organisatie"],
    }
    assert "hand_over" not in document["structure"]
