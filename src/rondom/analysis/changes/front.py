"""One way in: the change between two measurements, linked as far as ids allow."""

from dataclasses import replace
from typing import Literal

import numpy as np

from rondom.analysis.changes.effect import two_sided
from rondom.analysis.changes.linking import Ids, Linked, apart, by_rows, link
from rondom.analysis.changes.measured import Change
from rondom.analysis.changes.overlapping import overlapping_change_from
from rondom.analysis.changes.paired import correlation_of, paired_change, summary_of
from rondom.analysis.compare import Summary, compare
from rondom.analysis.estimates import Floats


def change(
    before: Floats,
    after: Floats,
    *,
    before_ids: Ids | None = None,
    after_ids: Ids | None = None,
    design: Literal["linked", "paired", "unpaired"] = "linked",
    level: float = 0.95,
) -> Change:
    """The mean after minus the mean before (one score per row; NaN is none).

    Rows are linked by their ids; without ids row i of both is the same person. ``linked`` uses everyone:
    paired when all have two scores, overlapping when some do, unpaired when none do, as the result's
    ``design`` says. ``paired`` uses only people with two scores, ``unpaired`` takes everyone for different
    people. Ids that occur twice are named and left out. Raises TooFewData when nothing is left to compare.
    Source: docs/methods/change.md.
    """
    linked = _linked(before, after, before_ids, after_ids, unpaired=design == "unpaired")
    found = _changed(linked, paired_only=design == "paired", level=level)
    return _with_rows(found, linked)


def _linked(before: Floats, after: Floats, one: Ids | None, other: Ids | None, *, unpaired: bool) -> Linked:
    before, after = (np.asarray(scores, dtype=np.float64) for scores in (before, after))
    if np.isinf(before).any() or np.isinf(after).any():
        raise ValueError("Een score kan niet oneindig zijn.")
    if unpaired:
        return apart(before, after)
    if one is None and other is None:
        return by_rows(before, after)
    if one is None or other is None:
        raise ValueError("Geef de id's van beide metingen, of van geen van beide.")
    return link(before, after, one, other)


def _changed(linked: Linked, *, paired_only: bool, level: float) -> Change:
    pairs = len(linked.before)
    if paired_only or (pairs and not len(linked.only_before) and not len(linked.only_after)):
        return paired_change(linked.before, linked.after, level=level)
    sides = (
        summary_of(np.concatenate([linked.before, linked.only_before])),
        summary_of(np.concatenate([linked.after, linked.only_after])),
    )
    if pairs < 2:
        return unpaired_change_from(*sides, pairs=pairs, level=level)
    correlation = correlation_of(linked.before, linked.after)
    found = overlapping_change_from(*sides, pairs=pairs, correlation=correlation or 0.0, level=level)
    if correlation is not None:
        return found
    note = "De gekoppelde scores hebben geen spreiding: hun samenhang is op nul gesteld."
    return replace(found, correlation=None, warnings=(*found.warnings, note))


def unpaired_change_from(before: Summary, after: Summary, *, pairs: int = 0, level: float = 0.95) -> Change:
    """Change between different people, from their summaries: Welch, as in ``compare``.

    Raises TooFewData below two scores at a time. Source: docs/methods/compare-means.md.
    """
    found = compare(after, before, level=level)
    t = p = None
    if found.interval is not None and found.df is not None:
        t = found.difference / (after.sd**2 / after.n + before.sd**2 / before.n) ** 0.5
        p = two_sided(t, found.df)
    # Who gives no group sizes knows that they are not used.
    notes = found.warnings if before.population or after.population else found.warnings[1:]
    if pairs:
        notes = (*notes, "Eén mens was er beide keren: te weinig om te koppelen. Die telt als twee mensen.")
    return Change(
        "unpaired",
        found.difference,
        before,
        after,
        pairs,
        interval=found.interval,
        df=found.df,
        t=t,
        p=p,
        d=found.d,
        g=found.g,
        warnings=notes,
    )


def _with_rows(found: Change, linked: Linked) -> Change:
    warnings = found.warnings
    if linked.duplicates:
        named = ", ".join(linked.duplicates[:5]) + (" …" if len(linked.duplicates) > 5 else "")
        note = f"Deze id's komen vaker voor en doen niet mee ({linked.left_out} rijen): {named}."
        warnings = (*warnings, note)
    return replace(
        found,
        warnings=warnings,
        duplicates=linked.duplicates,
        left_out=linked.left_out,
        missing=linked.missing,
    )
