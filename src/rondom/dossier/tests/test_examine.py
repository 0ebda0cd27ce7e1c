"""What a dossier finds, on answers whose values are known from R."""

import json

import numpy as np
import pytest

from rondom.analysis import NOT_APPLICABLE, Reliability, TooFewData
from rondom.analysis.disclosure import Rule
from rondom.analysis.estimates import NotComputed
from rondom.dossier.comparisons import merge_unused
from rondom.dossier.data import Data
from rondom.dossier.document import document_of
from rondom.dossier.evidence import Dossier, Outcome, Value
from rondom.dossier.examine import examine
from rondom.dossier.paper import shown_of
from rondom.dossier.tests.factories import golden, make_data, make_instrument


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return examine(make_data())


def test_scales_have_the_reliability_that_psych_and_semtools_give(dossier: Dossier) -> None:
    # R> psych::alpha(d[, 1:4])$total$raw_alpha    0.7862941    semTools::compRelSEM (ordinal, 3 factors) .788
    first = dossier.scales[0]
    assert isinstance(first.alpha, Reliability)
    assert first.alpha.alpha == pytest.approx(0.7862941, abs=1e-6)
    assert isinstance(first.omega, Value)
    assert first.omega.value == pytest.approx(0.788, abs=2e-3)
    assert isinstance(first.ordinal_alpha, Value)
    assert first.ordinal_alpha.value == pytest.approx(0.8130, abs=1e-4)


def test_the_structure_is_that_of_lavaan_and_psych(dossier: Dossier) -> None:
    # R> fitMeasures(cfa(mod, d, ordered = it, estimator = "WLSMV"))   60.480 df 51; fa.parallel: 3 components
    found = dossier.structure
    assert not isinstance(found.measures, NotComputed)
    assert found.measures["chisq.scaled"] == pytest.approx(60.480, abs=1e-3)
    assert found.measures["srmr"] == pytest.approx(0.034, abs=5e-4)
    assert found.factors == 3
    assert found.loadings[0].value.value == pytest.approx(0.698, abs=1e-3)
    assert found.correlations["S", "O"].value == pytest.approx(0.49989, abs=1e-4)


def test_sectors_are_comparable(dossier: Dossier) -> None:
    (sector,) = dossier.comparisons
    assert [step.name for step in sector.steps] == ["configural", "thresholds", "scalar", "strict"]
    assert sector.reached == "strict"
    assert dossier.uses[1].title == "Sectoren vergelijken"
    outcomes = {check.what: check.outcome for check in dossier.uses[1].checks}
    assert outcomes["De vragen meten hetzelfde in elke sector"] is Outcome.FOR


def test_what_no_answer_can_show_is_missing_so_no_use_is_approved_by_numbers_alone(dossier: Dossier) -> None:
    assert {use.outcome for use in dossier.uses} <= {Outcome.MISSING, Outcome.AGAINST}
    assert [one.examined for one in dossier.criteria].count(True) == 2
    assert len(dossier.criteria) == 7


def test_a_comparison_that_was_not_made_is_missing(dossier: Dossier) -> None:
    waves = next(use for use in dossier.uses if use.code == "waves")
    check = next(check for check in waves.checks if "elke meting" in check.what)
    assert (check.found, check.outcome) == ("niet onderzocht", Outcome.MISSING)


def test_the_same_answers_give_the_same_dossier(dossier: Dossier) -> None:
    assert json.dumps(document_of(examine(make_data()))) == json.dumps(document_of(dossier))


def test_the_document_holds_no_numbers_that_json_does_not_know(dossier: Dossier) -> None:
    text = json.dumps(document_of(dossier), allow_nan=False)
    assert json.loads(text)["structure"]["factors"] == 3


def test_reversed_items_are_turned_round_first() -> None:
    codes, sectors = golden()
    turned = codes.copy()
    turned[:, 1] = 6 - turned[:, 1]
    data = Data(make_instrument(reverse=frozenset({"x2"})), turned, by={"sector": sectors})
    found = examine(data).scales[0].alpha
    assert isinstance(found, Reliability)
    assert found.alpha == pytest.approx(0.7862941, abs=1e-6)


def test_organisations_change_the_test_and_not_the_estimates(dossier: Dossier) -> None:
    clustered = examine(make_data(organisations=40))
    plain, robust = dossier.structure.measures, clustered.structure.measures
    assert not isinstance(plain, NotComputed)
    assert not isinstance(robust, NotComputed)
    assert robust["srmr"] == pytest.approx(plain["srmr"], abs=1e-3)
    assert robust["chisq.scaled"] != pytest.approx(plain["chisq.scaled"], abs=1e-6)
    assert "organisaties" in clustered.structure.hand_over


def test_fewer_than_thirty_people_give_no_dossier() -> None:
    with pytest.raises(TooFewData, match="vanaf 30"):
        examine(make_data(29))


def test_few_people_give_reasons_instead_of_numbers() -> None:
    found = examine(make_data(40))
    assert found.comparisons[0].steps == ()
    assert "100 mensen of meer" in found.comparisons[0].reason
    assert all(use.outcome is not Outcome.FOR for use in found.uses)


@pytest.mark.parametrize("code", [3, NOT_APPLICABLE])
def test_a_question_without_variation_is_named_and_the_rest_goes_on(code: int) -> None:
    codes, _ = golden()
    codes[:, 0] = code
    found = examine(Data(make_instrument(), codes))
    first = found.scales[0].alpha
    assert isinstance(first, Reliability)
    assert [left.item for left in first.left_out] == ["x1"]
    assert isinstance(found.scales[1].alpha, Reliability)
    assert json.dumps(document_of(found), allow_nan=False)


def test_progress_tells_every_step() -> None:
    told: list[tuple[int, int, str]] = []
    examine(make_data(60), progress=lambda done, of, what: told.append((done, of, what)))
    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4, 5]
    assert told[-1] == (5, 5, "klaar")


def test_answers_that_a_group_never_gives_join_their_neighbour_nearer_the_middle() -> None:
    answers = np.array([[1], [2], [3], [4], [5], [2], [3], [4], [4], [3]])
    labels = np.array(["a"] * 5 + ["b"] * 5)
    found, told = merge_unused(answers, labels, [5], ["x1"])
    assert told == ("x1: 1+2", "x1: 4+5")
    assert found[:, 0].tolist() == [1, 1, 2, 3, 3, 1, 2, 3, 3, 2]


def test_answers_that_every_group_gives_stay_apart() -> None:
    answers = np.array([[1], [2], [-1], [1], [2], [-1]])
    found, told = merge_unused(answers, np.array(list("aaabbb")), [2], ["x1"])
    assert told == ()
    assert found.tolist() == answers.tolist()


def test_small_groups_are_not_named_to_readers() -> None:
    data = make_data()
    labels = ["groot"] * 390 + ["besloten club"] * 10
    found = shown_of(examine(Data(data.instrument, data.codes, by={"groep": labels})), rule=Rule())
    assert "besloten club" not in json.dumps(found)
    tables = [table for part in found["parts"] for table in part["tables"]]
    table = next(one for one in tables if one["title"] == "Groepen per groep")
    assert table["rows"] == [["groot", "390", "ja"], ["kleinere groepen: 1", "·", "nee, te weinig mensen"]]
