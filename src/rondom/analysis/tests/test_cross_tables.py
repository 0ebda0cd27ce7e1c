"""Cross-tabulations equal products of indicators, whatever the sets that items are counted in."""

import numpy as np
import pytest

from rondom.analysis.cross_tables import cross_tables


@pytest.mark.parametrize("people", [0, 1, 40, 3000])
@pytest.mark.parametrize("items", [1, 2, 5, 10])
@pytest.mark.parametrize(("k", "lowest", "layers"), [(2, 0, 1), (2, 1, 3), (5, 0, 1), (5, 1, 2), (11, 0, 1)])
def test_equals_products_of_indicators(people: int, items: int, k: int, lowest: int, layers: int) -> None:
    rng = np.random.default_rng(people + items + k)
    codes = rng.integers(lowest, k + 1, (items, people), dtype=np.int8)
    layer = rng.integers(0, layers, people)
    chosen = (codes[:, :, None] == np.arange(1, k + 1)).astype(np.int64)
    expected = np.einsum("inp,jnq,nl->lijpq", chosen, chosen, np.eye(layers, dtype=np.int64)[layer])
    found = cross_tables(codes, k, layer if layers > 1 else None, layers)
    np.testing.assert_array_equal(found, expected)
