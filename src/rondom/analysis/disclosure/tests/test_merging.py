"""Cells that are too small are merged along a tree that was fixed beforehand."""

from rondom.analysis.disclosure import TOTAL
from rondom.analysis.disclosure.tests.tables import release_counts

TREE = {"sector 0": "klein", "sector 1": "klein", "sector 2": "groot", "sector 3": "groot"}


def test_small_sectors_are_merged_for_all_rows_when_that_hides_less() -> None:
    released = release_counts([[3, 7, 20, 30], [8, 4, 25, 31], [4, 6, 19, 28]], tree=TREE)
    assert released.columns == ("klein", "sector 2", "sector 3")
    assert released.merged == {"klein": ("sector 0", "sector 1")}
    assert released.hidden() == ()
    assert released.group("wijk 0", "klein").n == 10
    assert released.group("wijk 0", TOTAL).n == 60


def test_nothing_is_merged_when_everything_can_be_shown() -> None:
    released = release_counts([[13, 17, 20, 30], [18, 14, 25, 31]], tree=TREE)
    assert released.merged == {}
    assert len(released.columns) == 4


def test_merging_goes_on_to_the_next_level() -> None:
    tree = {"wijk 0": "noord", "wijk 1": "noord", "noord": "stad", "wijk 2": "stad"}
    released = release_counts([[2, 1], [1, 2], [2, 2], [40, 50]], tree=tree)
    assert released.rows == ("stad", "wijk 3")
    assert released.merged == {"stad": ("wijk 0", "wijk 1", "wijk 2")}
    assert released.hidden() == ()


def test_rows_on_both_sides_of_a_line_are_not_merged() -> None:
    tree = {"wijk 0": "noord", "wijk 1": "noord"}
    lines = {"rijker": ["wijk 0", "wijk 2"], "armer": ["wijk 1", "wijk 3"]}
    released = release_counts([[3, 30], [4, 31], [22, 24], [25, 27]], tree=tree, lines=lines)
    assert released.merged == {}
