"""Coded answers to an instrument, and which groups the respondents belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rondom.analysis import Tables, scale_scores, tabulate
from rondom.analysis.estimates import Floats, Integers
from rondom.instruments import Instrument, Item, Scale
from rondom.instruments.coding import points_of_items, scored_items

Labels = NDArray[np.str_]
"""Of which group everyone is; '' is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """``codes`` is respondents x ``items`` (1..k, or a kind of missing).

    ``by`` names comparisons, such as sector or wave, with the group of every respondent ('' is not known).
    ``organisation`` says where every respondent works ('' is not known): people of one organisation resemble
    each other, and standard errors allow for that. ``person`` says whose row it is ('' is not known), where
    the same people answered in more than one measurement and can be recognised.
    """

    instrument: Instrument
    codes: Integers
    by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    organisation: Sequence[str] | None = None
    person: Sequence[str] | None = None

    def __post_init__(self) -> None:
        if self.codes.ndim != 2 or self.codes.shape[1] != len(self.items):
            raise ValueError(f"De antwoorden horen bij {len(self.items)} vragen met een schaal.")
        for name, labels in self.by.items():
            if len(labels) != len(self.codes):
                raise ValueError(f"Geef voor {name} van elke respondent de groep.")
        if self.person is not None and len(self.person) != len(self.codes):
            raise ValueError("Geef van elke rij wie het is.")

    @property
    def items(self) -> tuple[Item, ...]:
        """The columns."""
        return scored_items(self.instrument)

    @property
    def respondents(self) -> int:
        """Everyone, also who answered little."""
        return len(self.codes)

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of the instrument."""
        return tuple(self.instrument.scales)

    def name(self, scale: Scale) -> str:
        """The scale as people know it."""
        return self.instrument.text(scale.label) or scale.name

    def keyed(self, scale: Scale) -> Integers:
        """The answers to a scale, reversed items turned round."""
        columns = self.columns(scale.items)
        answers = self.codes[:, columns].copy()
        for place, (name, points) in enumerate(zip(scale.items, self.points(scale.items), strict=True)):
            if name in scale.reverse:
                turned = points + 1 - answers[:, place]
                answers[:, place] = np.where(answers[:, place] > 0, turned, answers[:, place])
        return answers

    def tables(self, scale: Scale) -> Tables:
        """The answers to a scale, counted."""
        return tabulate(self.keyed(scale), points=self.points(scale.items), items=scale.items)

    def scores(self, scale: Scale) -> Floats:
        """Scale scores from 0 to 100; NaN without enough answers."""
        return scale_scores(
            self.keyed(scale),
            points=self.points(scale.items),
            minimum_share=scale.minimum_share,
            items=scale.items,
        )

    def together(self) -> tuple[tuple[str, ...], Integers, list[int]]:
        """All items of scales of two items or more: their names, keyed answers and numbers of points."""
        scales = self.model_scales()
        names = tuple(name for scale in scales for name in scale.items)
        answers = [self.keyed(scale) for scale in scales]
        found = (
            np.concatenate(answers, axis=1) if answers else np.zeros((self.respondents, 0), dtype=np.int64)
        )
        return names, found, self.points(names)

    def model_scales(self) -> tuple[Scale, ...]:
        """Scales that a factor model can have: three items or more, none in two scales."""
        seen: set[str] = set()
        found = []
        for scale in self.scales:
            if len(scale.items) >= 3 and not seen & set(scale.items):
                found.append(scale)
                seen |= set(scale.items)
        return tuple(found)

    def model(self) -> str:
        """A factor per scale, in lavaan's syntax."""
        return "\n".join(f"{scale.name} =~ {' + '.join(scale.items)}" for scale in self.model_scales())

    def columns(self, names: Sequence[str]) -> list[int]:
        """The columns of these items."""
        places = {item.name: place for place, item in enumerate(self.items)}
        return [places[name] for name in names]

    def points(self, names: Sequence[str]) -> list[int]:
        """How many points the answer scale of each of these items has."""
        return points_of_items(self.instrument, names)
