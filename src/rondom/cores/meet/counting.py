"""Dots per group, so that nobody's dots can be read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rondom.analysis.disclosure import FLOOR

OTHERS = "anderen"


def count_by_group(papers: Sequence[tuple[str, Mapping[int, int]]], options: Sequence[int]) -> list[Any]:
    """Per group with enough voters the dots of every option, in the order of ``options``; the rest together.

    ``papers``: of each voter the group (or nothing) and dots by option. Dots of all are known, so the rest
    may be no smaller than the floor either: the smallest group joins it until it is large enough, and
    without a group to show there is nothing.
    """
    groups: dict[str, list[Mapping[int, int]]] = {}
    for group, dots in papers:
        groups.setdefault(group, []).append(dots)
    rest = [
        dots for name in list(groups) if not name or len(groups[name]) < FLOOR for dots in groups.pop(name)
    ]
    while groups and 0 < len(rest) < FLOOR:
        rest += groups.pop(min(groups, key=lambda name: (len(groups[name]), name)))
    if not groups:
        return []
    return [_count(name, groups[name], options) for name in sorted(groups)] + (
        [_count(OTHERS, rest, options)] if rest else []
    )


def _count(name: str, papers: Sequence[Mapping[int, int]], options: Sequence[int]) -> dict[str, Any]:
    dots = [sum(paper.get(option, 0) for paper in papers) for option in options]
    return {"name": name, "voters": len(papers), "dots": dots}
