"""What stands out, in sentences. Thresholds are conventions of Rondom, named here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis import MINIMUM_DIFFERENCE, MINIMUM_N
from rondom.analysis.disclosure import Mean, Shares
from rondom.instruments import Item, Scale
from rondom.workflows.quickscan.report.source import Source, difference

GOOD_SHARE, GOOD_MEAN = 60, 4.0
"""'Gaat goed': so many percent give one of the two highest answers, and the mean is so high."""

BETTER_SHARE, BETTER_MEAN = 30, 2.8
"""'Kan beter': so many percent give one of the two lowest answers, or the mean is so low."""

LOW_RESPONSE = 30
"""Percent that took part under which the report warns."""

MOST = 3
"""So many of each."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How one question was answered: percent high and low; None where merging hides it."""

    scale: Scale
    item: Item
    shares: Shares
    high: int | None
    low: int | None
    mean: float | None
    lowest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that goes well or can be better."""

    scale: str
    question: str
    words: str


def answered(source: Source) -> list[Answered]:
    """All questions of the scales that are shown for this subject."""
    found = []
    for scale in source.scales:
        for item in source.items(scale):
            shares = source.now.released.distributions.get((item.name, source.row, "*"))
            if shares is not None and shares.why is None:
                found.append(_answered(source, scale, item, shares))
    return found


def goes_well(source: Source, questions: Sequence[Answered]) -> list[Finding]:
    """The questions with the most people who often do it (or agree)."""
    good = [one for one in questions if (one.high or 0) >= GOOD_SHARE and (one.mean or 0) >= GOOD_MEAN]
    ordered = sorted(good, key=lambda one: (-(one.high or 0), one.item.name))
    return [_finding(source, one, one.high, -2) for one in ordered[:MOST]]


def can_be_better(source: Source, questions: Sequence[Answered]) -> list[Finding]:
    """The questions with the most people who seldom do it (or disagree)."""
    weak = [
        one
        for one in questions
        if one.low is not None and (one.low >= BETTER_SHARE or (one.mean or 5) <= BETTER_MEAN)
    ]
    ordered = sorted(weak, key=lambda one: (-(one.low or 0), one.item.name))
    return [_finding(source, one, one.low, 0) for one in ordered[:MOST]]


def low_answers(source: Source, one: Answered) -> str:
    """The two lowest answers in words: 'nooit of zelden'."""
    return _either(source, one, 0)


def title_of_profile(source: Source, scale: Scale, rows: Sequence[tuple[str, Mean]], *, of: str) -> str:
    """Which stands highest and which lowest: only where that may be said.

    Neighbourhoods are put in order only when the check on groups allows it. Sectors are named when they
    lie far enough apart, with enough answers in both.
    """
    name = source.name(scale)
    shown = sorted(
        ((mean.mean, label, mean) for label, mean in rows if mean.mean is not None), key=_first_two
    )
    if len(shown) < 2 or (of == "Wijk" and not source.may_rank(scale)):
        return f"{name} per {of.lower()}"
    sure = [one for one in shown if (one[2].n or 0) >= MINIMUM_N]
    if len(sure) > 1:
        (_, lowest, low), (_, highest, high) = sure[0], sure[-1]
        found = difference(high, low, None, None)
        if found is not None and found.verdict == "verschil":
            return f"{name}: {highest} scoort hoger dan {lowest}"
    apart = shown[-1][0] - shown[0][0] >= MINIMUM_DIFFERENCE
    return f"{name} per {of.lower()}: de verschillen zijn {'niet zeker' if apart else 'klein'}"


def title_of_answers(source: Source, scale: Scale, questions: Sequence[Answered]) -> str:
    """The question with the most low answers."""
    known = [one for one in questions if one.scale is scale and one.low]
    if not known:
        return f"{source.name(scale)}: hoe er is geantwoord"
    weakest = max(known, key=lambda one: one.low or 0)
    return f"{weakest.low}% zegt {_either(source, weakest, 0)}: ‘{source.label(weakest.item)}’"


def lead(source: Source, questions: Sequence[Answered]) -> str:
    """Two or three sentences that say it first."""
    return " ".join(
        filter(None, [_response(source), _highest_and_lowest(source), _weakest(source, questions)])
    )


def _response(source: Source) -> str:
    group = source.now.released.groups.get((source.row, "*"))
    if group is None or group.n is None:
        return "Er deden te weinig mensen mee om uitkomsten te tonen."
    invited = source.now.invited(source.row)
    if invited and 100 * group.n < LOW_RESPONSE * invited:
        return (
            f"{group.n} van de {invited} professionals deden mee. Dat is minder dan {LOW_RESPONSE}%: "
            "lees de uitkomsten voorzichtig."
        )
    if invited:
        return f"{group.n} van de {invited} professionals deden mee."
    return f"{group.n} professionals deden mee."


def _highest_and_lowest(source: Source) -> str:
    scores = []
    for scale in source.scales:
        mean = source.now.mean(scale.name, source.row, "*")
        if mean is not None and mean.mean is not None:
            scores.append((mean.mean, source.name(scale)))
    if len(scores) < 2 or max(scores)[0] - min(scores)[0] < 5:
        return ""
    return f"{max(scores)[1]} scoort het hoogst, {min(scores)[1].lower()} het laagst."


def _weakest(source: Source, questions: Sequence[Answered]) -> str:
    known = [one for one in questions if one.low and one.low >= BETTER_SHARE]
    if not known:
        return ""
    one = max(known, key=lambda found: found.low or 0)
    return f"{one.low}% zegt {_either(source, one, 0)}: ‘{source.label(one.item)}’."


def _answered(source: Source, scale: Scale, item: Item, shares: Shares) -> Answered:
    codes = list(source.answers(item))
    if item.name in scale.reverse:
        codes.reverse()
    return Answered(
        scale,
        item,
        shares,
        high=_share_of(shares, codes[-2:], codes),
        low=_share_of(shares, codes[:2], codes),
        mean=_mean_of(shares, codes),
        lowest=tuple(codes[:2]),
    )


def _share_of(shares: Shares, wanted: Sequence[str], codes: Sequence[str]) -> int | None:
    """Percent in these answers; None when a merged part lies half in and half out."""
    total = 0
    for part in shares.shares:
        inside = set(part.codes) & set(wanted)
        if inside and not set(part.codes) <= set(wanted):
            return None
        total += part.percent if inside else 0
    return total if len(codes) >= 4 else None


def _mean_of(shares: Shares, codes: Sequence[str]) -> float | None:
    """About the mean, from whole percents; merged answers count as their middle."""
    weight = sum(part.percent for part in shares.shares)
    if not weight:
        return None
    ranks = {code: rank for rank, code in enumerate(codes, start=1)}
    middle = [sum(ranks[code] for code in part.codes) / len(part.codes) for part in shares.shares]
    return sum(part.percent * at for part, at in zip(shares.shares, middle, strict=True)) / weight


def _finding(source: Source, one: Answered, share: int | None, place: int) -> Finding:
    words = f"{share}% zegt {_either(source, one, place)}"
    return Finding(source.name(one.scale), f"… {source.label(one.item)}", words)


def _either(source: Source, one: Answered, place: int) -> str:
    """Two neighbouring answers in words: 'nooit of zelden'."""
    names = [name.lower() for name in source.answers(one.item).values()]
    if one.item.name in one.scale.reverse:
        names.reverse()
    pair = names[place:] if place < 0 else names[place : place + 2]
    return " of ".join(pair)


def _first_two(one: tuple[float, str, Mean]) -> tuple[float, str]:
    return one[:2]
