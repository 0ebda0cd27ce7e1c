"""With whom people work, as numbers per person, and what of it goes out."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from rondom.analysis.disclosure import TOTAL, Why, thaw
from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.rounds import Invited, close_round, open_round, set_frame
from rondom.cores.measure.cooperation import CONFIRMED, DENSITY, ORGANISATIONS, TO, Contacts
from rondom.cores.measure.matrix import matrix_of
from rondom.cores.measure.models import Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.results import compute
from rondom.cores.measure.tests.factories import (
    HOW_OFTEN,
    TODAY,
    make_area,
    make_instrument,
    make_organisation,
    make_round,
    make_version,
)
from rondom.foundation.places.models import Organisation
from rondom.instruments import NOBODY, Item, Kind, Page, Repeat

pytestmark = pytest.mark.django_db

Given = Mapping[str, Any]


def asking(most: int = 3) -> Any:
    mark = Item("cijfer", Kind.NUMBER, {"nl": "Rapportcijfer?"}, minimum=1, maximum=10)
    page = Page(
        "partners",
        {"nl": "Partners"},
        {},
        (
            Item("partners", Kind.PARTNERS, {"nl": "Met wie?"}, maximum=most),
            Repeat("netwerk", "partners", {"nl": "Over deze partner"}, (HOW_OFTEN, mark)),
        ),
    )
    pages = (make_instrument().pages[0], page)
    return make_version(pages=pages, name=f"netwerk-{most}")


class Town:
    """Organisations of different sectors in one neighbourhood, and a round among them."""

    def __init__(self, circle: Any, by: Any, sectors: list[str], *, most: int = 3) -> None:
        self._by = by
        self.area = make_area()
        self.organisations = [
            make_organisation(self.area, f"Organisatie {number} (voorbeeld)", sector)
            for number, sector in enumerate(sectors)
        ]
        self.round = make_round(
            circle, by=by, area=self.area, organisation=self.organisations[0], opened=False,
            version=asking(most),
        )  # fmt: skip
        invited = [Invited(self.area, one.sector, one, 30) for one in self.organisations]
        set_frame(self.round, invited, by=by)
        open_round(self.round, by=by, today=TODAY)

    def code(self, place: int) -> str:
        return str(self.organisations[place].pk)

    def answers(self, given: list[tuple[int, Given]]) -> Contacts:
        """(organisation, answers) of everyone, in this order."""
        cells = {cell.organisation_id: cell for cell in self.round.cells.select_related("round")}
        for place, answers in given:
            one = {"s1": str(place % 5 + 1), **answers}
            hand_in(self.round, [(cells[self.organisations[place].pk], one)], origin=Origin.ONLINE)
        close_round(self.round, by=self._by)
        found = matrix_of(Round.objects.get(pk=self.round.pk)).contacts
        assert found is not None
        return found


def named(*codes: str, **about: Given) -> Given:
    return {"partners": list(codes), "netwerk": about}


def in_order(town: Town, values: Any) -> dict[int, float]:
    """Per organisation the number of the only person that answered there."""
    matrix = matrix_of(Round.objects.get(pk=town.round.pk))
    places = {one.pk: place for place, one in enumerate(town.organisations)}
    return {places[int(pk)]: float(value) for pk, value in zip(matrix.organisation, values, strict=True)}


def test_density_is_the_share_of_the_other_sectors(circle: Any, coordinator: Any) -> None:
    town = Town(circle, coordinator, ["po", "soc", "won", "soc"])
    found = town.answers([
        (0, named(town.code(1), town.code(3))),  # two organisations of one sector
        (1, named(town.code(0), town.code(2))),
        (2, named(NOBODY)),
        (3, {}),
    ])  # fmt: skip
    assert in_order(town, found.density) == pytest.approx({0: 50, 1: 100, 2: 0, 3: np.nan}, nan_ok=True)
    assert in_order(town, found.organisations) == pytest.approx({0: 2, 1: 2, 2: 0, 3: np.nan}, nan_ok=True)


def test_confirmed_is_the_share_of_people_there_that_name_you_too(circle: Any, coordinator: Any) -> None:
    town = Town(circle, coordinator, ["po", "soc", "won"])
    found = town.answers([
        (0, named(town.code(1), town.code(2))),
        (1, named(town.code(0))),
        (1, named(town.code(2))),
    ])  # fmt: skip
    matrix = matrix_of(Round.objects.get(pk=town.round.pk))
    at_school = matrix.organisation == town.organisations[0].pk
    assert found.confirmed[at_school] == pytest.approx([50])  # one of two there; the third did not answer
    elsewhere = found.confirmed[~at_school]
    assert (np.nanmax(elsewhere), np.isnan(elsewhere).sum()) == (100, 1)


def test_strength_is_the_most_frequent_contact_with_a_sector(circle: Any, coordinator: Any) -> None:
    town = Town(circle, coordinator, ["po", "soc", "won", "soc"])
    one, other = town.code(1), town.code(3)
    found = town.answers([
        (0, {"partners": [one, other], "netwerk": {one: {"hoe": "2", "cijfer": 6}, other: {"hoe": "4"}}}),
        (1, {"partners": [town.code(0)], "netwerk": {}}),  # how often was skipped
        (2, named(NOBODY)),
    ])  # fmt: skip
    matrix = matrix_of(Round.objects.get(pk=town.round.pk))
    codes = [sector.code for sector in matrix.sectors]
    po, soc, won = (found.strength[:, codes.index(code)] for code in ("po", "soc", "won"))
    assert in_order(town, soc) == pytest.approx({0: 4, 1: np.nan, 2: 0}, nan_ok=True)
    assert in_order(town, po) == pytest.approx({0: np.nan, 1: np.nan, 2: 0}, nan_ok=True)
    assert in_order(town, won) == pytest.approx({0: 0, 1: 0, 2: np.nan}, nan_ok=True)
    marks, low, high = found.marks["netwerk.cijfer"]
    assert in_order(town, marks) == pytest.approx({0: 6, 1: np.nan, 2: np.nan}, nan_ok=True)
    assert (low, high) == (1, 10)


def test_one_person_per_sector_gives_the_density_and_reciprocity_of_the_field(
    circle: Any, coordinator: Any
) -> None:
    """gden and grecip(measure='edgewise') of R package sna 2.7-1 on the same network: .2124183, .2769231."""
    rng = np.random.default_rng(7)
    group = np.repeat([0, 1, 2], 6)
    ties = (rng.random((18, 18)) < np.where(group[:, None] == group[None, :], 0.45, 0.12)).astype(int)
    np.fill_diagonal(ties, 0)
    town = Town(circle, coordinator, [f"s{place}" for place in range(18)], most=17)
    found = town.answers([
        (place, named(*map(town.code, np.flatnonzero(row).tolist())) if row.any() else named(NOBODY))
        for place, row in enumerate(ties)
    ])  # fmt: skip
    assert np.mean(found.density) / 100 == pytest.approx(0.2124183, abs=1e-7)
    confirmed = np.nansum(found.confirmed * found.organisations) / found.organisations.sum()
    assert confirmed / 100 == pytest.approx(0.2769231, abs=1e-7)


def test_what_goes_out_keeps_to_the_rule(circle: Any, coordinator: Any) -> None:
    town = Town(circle, coordinator, ["po", "soc", "won"])
    people = [(0, named(town.code(1))), (0, named(NOBODY)), (0, named(town.code(1), town.code(2)))] * 4
    town.answers([*people, *[(1, named(town.code(0)))] * 6, *[(2, named(town.code(0)))] * 2])
    matrix = matrix_of(Round.objects.get(pk=town.round.pk))
    released = thaw(compute(matrix, minimum=5, lines={})["released"])
    row = released.rows[0]
    assert released.mean(ORGANISATIONS).n == released.mean(DENSITY).n == 20
    assert released.mean(f"{TO}soc", row, "po").mean is None or released.mean(f"{TO}soc", row, "po").n == 12
    assert released.mean(f"{TO}won", row, "won").why is Why.EMPTY  # nobody counts contact with their own
    assert released.mean(f"{TO}po", row, "won").mean is None  # two people
    assert released.mean(CONFIRMED, TOTAL, TOTAL).measure == CONFIRMED


def test_a_questionnaire_without_partners_has_no_contacts(circle: Any, coordinator: Any) -> None:
    version = make_version(pages=make_instrument().pages[:2], name="zonder")
    round_ = make_round(circle, by=coordinator, version=version)
    close_round(round_, by=coordinator)
    assert matrix_of(Round.objects.get(pk=round_.pk)).contacts is None


def test_who_left_the_list_still_counts_for_their_sector(circle: Any, coordinator: Any) -> None:
    """An organisation that takes part is in its sector of the frame, whatever happens to it afterwards."""
    town = Town(circle, coordinator, ["po", "soc", "won"])
    gone = town.organisations[1]
    answered = [(0, named(town.code(1)))]
    Organisation.objects.filter(pk=gone.pk).update(active=False, sector=town.organisations[2].sector)
    found = town.answers(answered)
    codes = [sector.code for sector in matrix_of(Round.objects.get(pk=town.round.pk)).sectors]
    assert np.isnan(found.strength[0, codes.index("soc")])
    assert found.strength[0, codes.index("won")] == 0
