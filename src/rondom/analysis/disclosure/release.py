"""The one door through which results leave: everything of one round for one audience, decided together."""

from collections.abc import Mapping, Sequence

import numpy as np

from rondom.analysis.disclosure.answers import Publication, withheld_shares
from rondom.analysis.disclosure.asked import (
    FEWEST_FOR_FIGURES,
    Counts,
    Distribution,
    Earlier,
    Interval,
    Measure,
    Overall,
    Rule,
    require_table,
    t_interval,
)
from rondom.analysis.disclosure.counts import safe_pattern
from rondom.analysis.disclosure.layer import Key, Layer
from rondom.analysis.disclosure.merging import merged_along
from rondom.analysis.disclosure.released import (
    TOTAL,
    VERSION,
    Figure,
    Group,
    Mean,
    Released,
    Shares,
    Why,
    seal,
)
from rondom.analysis.disclosure.scores import MeanAttacker, shown_mean, uniform, withheld_mean
from rondom.analysis.disclosure.table import Name, Table, make_table
from rondom.analysis.estimates import Booleans


def release(
    counts: Counts,
    measures: Sequence[Measure] = (),
    distributions: Sequence[Distribution] = (),
    overall: Sequence[Overall] = (),
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    rule: Rule,
    lines: Mapping[str, Sequence[str]] | None = None,
    tree: Mapping[str, str] | None = None,
    ledger: Sequence[Earlier] = (),
    at_least: Sequence[Released] = (),
    interval: Interval = t_interval,
) -> Released:
    """Decide what may be shown of a table with its margins and lines, and hand over only that.

    All tables are rows x columns in the order of the labels. ``lines`` are unions of rows shown as
    extra rows; ``overall`` are figures about everyone together; ``tree`` is label to parent label, fixed
    before the data; ``ledger`` holds what went out before about the same people; ``at_least`` are releases
    of the same counts that this one must not go beyond. The same input gives the same result. Raises
    ValueError, in Dutch, when tables do not fit.
    Method and promises: docs/methods/disclosure.md.
    """
    table = make_table(counts, rows, columns, lines or {}, ledger, at_least)
    _require_fit(table, measures, distributions, overall)
    table = merged_along(table, tree or {}, rule.minimum)
    return _Work(table, rule.minimum, interval).released(measures, distributions, overall)


def release_figures(overall: Sequence[Overall], *, everyone: int, rule: Rule) -> dict[str, Figure]:
    """Figures about everyone together, without any table beside them: the same rule."""
    few = everyone < rule.minimum
    return {one.name: _figure(one, rule.minimum, Why.FEW if few else None) for one in overall}


class _Work:
    """One release while it is being made."""

    def __init__(self, table: Table, minimum: int, interval: Interval) -> None:
        self._table = table
        self._minimum = minimum
        self._interval = interval
        self._gap = 0.0
        self._why: dict[Key, Why | None] = {}
        self._shown: list[Booleans] = []  # the cells of every group that is shown

    def released(
        self, measures: Sequence[Measure], distributions: Sequence[Distribution], overall: Sequence[Overall]
    ) -> Released:
        groups = self._groups()
        means: dict[tuple[str, str, str], Mean] = {}
        publications: dict[str, _Answers] = {}
        of_item: dict[str | None, Measure] = {measure.item: measure for measure in measures if measure.item}
        for item in distributions:
            answers = self._answers(item)
            publications[item.item] = answers
            if item.item in of_item:
                means |= self._item_means(of_item[item.item], answers)
            answers.publication.protect([])
        alone = [measure for measure in measures if measure.item not in publications]
        for measure in alone:
            means |= self._means(measure, {})
            _hide_a_second(measure, means, publications, of_item)
        hidden = self._why.get((TOTAL, TOTAL))
        figures = {one.name: _figure(one, self._minimum, hidden) for one in overall}
        return self._sealed(groups, {m.name: m for m in measures}, means, publications, figures)

    def _sealed(
        self,
        groups: dict[Key, Group],
        measures: Mapping[str, Measure],
        means: dict[tuple[str, str, str], Mean],
        publications: "Mapping[str, _Answers]",
        figures: Mapping[str, Figure],
    ) -> Released:
        layout = self._table.layout
        shares = [each for answers in publications.values() for each in answers.results()]
        return Released(
            seal=seal(),
            minimum=self._minimum,
            rows=tuple(layout.rows),
            columns=tuple(layout.columns),
            lines={
                name: tuple(row for row, places in layout.rows.items() if set(places) <= set(members))
                for name, members in layout.lines.items()
            },
            merged=dict(self._table.merged),
            groups=groups,
            means={(name, *key): means[name, *key] for name in measures for key in groups},
            distributions={(each.item, each.row, each.column): each for each in shares},
            figures=figures,
            version=VERSION,
            gap=self._gap,
        )

    def _groups(self) -> dict[Key, Group]:
        layer = self._table.layer(None, self._table.counts.people)
        why = dict.fromkeys(self._table.layout.all_keys(), Why.EMPTY) | self._decide(layer, None, {})
        self._why = dict(why)
        told = zip(layer.keys, layer.member, strict=True)
        self._shown = [cells & (self._table.ceiling > 0) for key, cells in told if why[key] is None]
        sizes = dict(zip(layer.keys, layer.sizes.tolist(), strict=True))
        return {
            key: Group(seal=seal(), row=key[0], column=key[1], n=None if reason else sizes[key], why=reason)
            for key, reason in why.items()
        }

    def _means(self, measure: Measure, alike: Mapping[Key, bool]) -> dict[tuple[str, str, str], Mean]:
        layer = self._table.layer(("measure", measure.name), measure.n, possible=measure.possible)
        same = uniform(layer, measure) | np.array([alike.get(key, False) for key in layer.keys])
        why = self._decide(
            layer,
            ("measure", measure.name),
            self._why,
            same,
            MeanAttacker(layer, measure, same, self._minimum),
        )
        empty = {
            (measure.name, *key): withheld_mean(key, measure.name, Why.EMPTY)
            for key in self._why
            if key not in why
        }
        return empty | {
            (measure.name, *key): withheld_mean(key, measure.name, reason)
            if reason
            else shown_mean(
                key,
                cells,
                measure,
                self._interval,
                self._table.population(cells),
                counted=self._is_counted(measure, cells),
            )
            for (key, reason), cells in zip(why.items(), layer.member, strict=True)
        }

    def _is_counted(self, measure: Measure, cells: Booleans) -> bool:
        """Whether its n may be told. Beside the n of everyone it tells how many people cannot have a score:
        they must be none, or a group that is shown."""
        if measure.possible is None:
            return True
        left_out = cells & ~measure.possible.ravel() & (self._table.ceiling > 0)
        return not left_out.any() or any((left_out == shown).all() for shown in self._shown)

    def _answers(self, item: Distribution) -> "_Answers":
        keys = [key for key in self._table.layout.all_keys() if TOTAL in key and self._is_margin(key)]
        layer = self._table.layer(("item", item.item), item.counts.sum(axis=2), keys)
        why = self._decide(layer, ("item", item.item), self._why)
        hidden = np.array([reason is not None for reason in why.values()])
        borders = [self._table.borders(key, item.item, item.codes) for key in why]
        empty = [key for key in keys if key not in why]
        return _Answers(Publication(layer, item, hidden, self._minimum, borders), why, empty)

    def _is_margin(self, key: Key) -> bool:
        return key[1] == TOTAL or key[0] not in self._table.layout.lines

    def _item_means(self, measure: Measure, answers: "_Answers") -> dict[tuple[str, str, str], Mean]:
        """Means of an item: not where its answers were merged, and together they open no answer."""
        while True:
            full = answers.publication.full()
            alike = {key: not open_ for key, open_ in zip(answers.why, full, strict=True)}
            means = self._means(measure, alike)
            layer = self._table.layer(("measure", measure.name), measure.n)
            shown = [means[measure.name, *key].why is None for key in layer.keys]
            answers.publication.protect(
                [cells for cells, is_shown in zip(layer.member, shown, strict=True) if is_shown]
            )
            if (answers.publication.full() == full).all():
                return means

    def _decide(
        self,
        layer: Layer,
        name: Name,
        before: Mapping[Key, Why | None],
        alike: Booleans | None = None,
        attacker: MeanAttacker | None = None,
    ) -> dict[Key, Why | None]:
        """Per group of a layer why it is hidden, None where it is shown."""
        alike = np.zeros(len(layer.keys), dtype=bool) if alike is None else alike
        elsewhere = np.array([self._table.hidden_elsewhere(key, name) for key in layer.keys])
        closed = np.array([before.get(key) is not None for key in layer.keys])
        pattern, barred = safe_pattern(
            layer,
            self._table.layout,
            self._minimum,
            hidden=alike | elsewhere | closed,
            counted=closed if before else None,
            extra=[attacker] if attacker else [],
        )
        self._gap = max(self._gap, pattern.gap)
        return {
            key: before.get(key) or _reason(bool(size < self._minimum), bool(bar), bool(same))
            if hide
            else None
            for key, hide, size, bar, same in zip(
                layer.keys, pattern.hidden, layer.sizes, barred, alike, strict=True
            )
        }


class _Answers:
    """The distributions of one item, with the reason per group that came before any merging."""

    def __init__(self, publication: Publication, why: dict[Key, Why | None], empty: list[Key]) -> None:
        self.publication = publication
        self.why = why
        self._empty = empty

    def results(self) -> list[Shares]:
        """Groups that may hold people in the order of the table, then the empty ones."""
        item = self.publication.item.item
        return [
            *(self.publication.result(place, key, why) for place, (key, why) in enumerate(self.why.items())),
            *(withheld_shares(key, item, Why.EMPTY) for key in self._empty),
        ]


def _figure(asked: Overall, minimum: int, why: Why | None) -> Figure:
    if why is None and asked.n < max(minimum, FEWEST_FOR_FIGURES):
        why = Why.FEW
    if why is not None:
        return Figure(seal=seal(), name=asked.name, n=None, value=None, low=None, high=None, why=why)
    low, high = (None if end is None else round(end, 2) for end in (asked.low, asked.high))
    value = round(asked.value, 2)
    return Figure(seal=seal(), name=asked.name, n=asked.n, value=value, low=low, high=high, why=None)


def _reason(few: bool, barred: bool, same: bool) -> Why:
    if few:
        return Why.FEW
    if barred:
        return Why.DIFFERENCE
    return Why.UNIFORM if same else Why.COMPLEMENT


def _hide_a_second(
    measure: Measure,
    means: dict[tuple[str, str, str], Mean],
    publications: Mapping[str, _Answers],
    of_item: Mapping[str | None, Measure],
) -> None:
    """A scale score and all items but one give the last item: then a second one is merged as well."""
    items = [publications[item] for item in measure.items if item in publications]
    if len(items) < 2:
        return
    for place, key in enumerate(items[0].why):
        closed = [answers for answers in items if not answers.publication.full()[place]]
        if len(closed) == 1 and means[measure.name, *key].why is None:
            _, second = min(
                (answers.publication.counts[place].min(), number)
                for number, answers in enumerate(items)
                if answers is not closed[0]
            )
            items[second].publication.merge_once(place)
            score = of_item.get(items[second].publication.item.item)
            if score is not None and means[score.name, *key].why is None:
                means[score.name, *key] = withheld_mean(key, score.name, Why.COMPLEMENT)


def _require_fit(
    table: Table,
    measures: Sequence[Measure],
    distributions: Sequence[Distribution],
    overall: Sequence[Overall],
) -> None:
    shape = table.layout.shape
    names = [("measure", measure.name) for measure in measures]
    names += [("item", item.item) for item in distributions]
    names += [("overall", figure.name) for figure in overall]
    if len(set(names)) != len(names):
        raise ValueError("Een schaal of vraag staat er twee keer in. Geef elke een eigen naam.")
    for figure in overall:
        if figure.n > table.counts.people.sum():
            raise ValueError(f"'{figure.name}' rust op meer mensen dan er zijn.")
    for measure in measures:
        for part in (measure.n, measure.total, measure.squares):
            require_table(measure.name, part, shape)
        if (measure.n > table.counts.people).any():
            raise ValueError(f"'{measure.name}' heeft in een groep meer scores dan er mensen zijn.")
        if measure.possible is not None and measure.n[~measure.possible].any():
            raise ValueError(f"'{measure.name}' heeft scores in een groep waar dat niet kan.")
    for item in distributions:
        require_table(item.item, item.counts, (*shape, len(item.codes)))
        scored = any(measure.item == item.item for measure in measures)
        if scored and (item.scores is None or len(item.scores) != len(item.codes)):
            raise ValueError(
                f"Geef bij '{item.item}' de score van elk antwoord: het gemiddelde gaat ook mee."
            )
        if (item.counts.sum(axis=2) > table.counts.people).any():
            raise ValueError(f"'{item.item}' heeft in een groep meer antwoorden dan er mensen zijn.")
