"""Factor models of a data frame, or of arrays: its columns may name the groups and the organisations."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rondom.analysis.data_frames import scores_of
from rondom.analysis.factor_models import continuous_or_ordered
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.invariance import Invariance


def cfa(
    model: str,
    data: Any,
    *,
    items: Sequence[str] = (),
    groups: Any = None,
    cluster: Any = None,
    **options: Any,
) -> Fit:
    """Fit a factor model, written in lavaan's syntax, as lavaan's ``cfa`` does.

    ``data``: respondents x items with the names of its columns in ``items``; tables that were counted
    before; or a data frame that narwhals knows, whose columns ``groups`` and ``cluster`` may name.
    ``options``: ``estimator``, ``ordered``, ``points``, ``equal``, ``partial``, ``missing``, ``std_lv``,
    ``orthogonal`` and ``means``, as ``continuous_or_ordered.cfa`` explains.
    """
    return continuous_or_ordered.cfa(model, **_given(data, items, groups, cluster), **options)


def invariance(
    model: str, data: Any, *, groups: Any, items: Sequence[str] = (), cluster: Any = None, **options: Any
) -> Invariance:
    """Measurement invariance over groups; data as in ``cfa``, options as in
    ``continuous_or_ordered.invariance``."""
    return continuous_or_ordered.invariance(model, **_given(data, items, groups, cluster), **options)


def _given(data: Any, items: Sequence[str], groups: Any, cluster: Any) -> dict[str, Any]:
    if not hasattr(data, "columns"):
        for name in (groups, cluster):
            if isinstance(name, str):
                raise ValueError(f"Kolom {name} bestaat niet: de gegevens zijn geen tabel met namen.")
        return {"data": _table(data), "items": tuple(items), "groups": groups, "cluster": cluster}
    import narwhals as nw

    table = nw.from_native(data, eager_only=True)
    named = {one for one in (groups, cluster) if isinstance(one, str)}
    names = tuple(items) or tuple(
        name for name in table.columns if name not in named and table.get_column(name).dtype.is_numeric()
    )
    for name in (*names, *named):
        if name not in table.columns:
            raise ValueError(f"Kolom {name} bestaat niet. De kolommen zijn: {', '.join(table.columns)}.")
    sides = [table.get_column(one).to_list() if isinstance(one, str) else one for one in (groups, cluster)]
    return {"data": scores_of(table, names), "items": names, "groups": sides[0], "cluster": sides[1]}


def _table(data: Any) -> Any:
    """Lists of rows, and arrays of objects, as numbers; None is no answer."""
    rows = isinstance(data, list) and len(data) > 0 and isinstance(data[0], list | tuple)
    if not rows and not (isinstance(data, np.ndarray) and data.dtype.kind not in "biuf"):
        return data
    try:
        return np.asarray(data, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("Antwoorden zijn getallen: zet tekst eerst om in codes.") from error
