"""Whether groups may be compared: is the same measured in each, and do people within groups agree?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis import TooFewData, icc, tabulate_scores
from rondom.analysis.aggregation import Aggregation
from rondom.analysis.estimates import Integers, NotComputed
from rondom.analysis.factor_models.invariance import Invariance, StepResult
from rondom.analysis.factor_models.ordered_invariance import invariance_ordered
from rondom.dossier.data import Data, Labels
from rondom.dossier.differences import NONE, examine_items
from rondom.dossier.evidence import GroupsEvidence, InvarianceStep, Value
from rondom.dossier.following import follow
from rondom.dossier.limits import ENOUGH_PER_GROUP, ORGANISATION, WAVE
from rondom.dossier.trying import tried
from rondom.instruments import Scale

SHOWN = ("chisq.scaled", "df", "cfi.scaled", "rmsea.scaled", "cfi.robust", "rmsea.robust", "srmr")
MOST_CANDIDATES = 5


def examine_groups(data: Data, by: str, *, model: str = "") -> GroupsEvidence:
    """Measurement invariance over the groups with enough people, items that work otherwise in one of them,
    and how people within groups agree. Measurements of the same people are compared by following them."""
    labels = np.array(data.by[by])
    counts = Counter(label for label in data.by[by] if label)
    enough = {label: count for label, count in sorted(counts.items()) if count >= ENOUGH_PER_GROUP.value}
    left_out = {label: count for label, count in sorted(counts.items()) if label not in enough}
    text = model or data.model()
    followed = tried(lambda: follow(data, labels, list(enough), text)) if by == WAVE else None
    if isinstance(followed, Invariance):
        found: _Steps | NotComputed = _Steps(_told(followed), followed.reached)
    else:
        found = tried(lambda: _steps(data, labels, list(enough), text))
    walked = _Steps() if isinstance(found, NotComputed) else found
    aggregations = {scale.name: _aggregation(data, scale, labels) for scale in data.scales}
    return GroupsEvidence(
        by=by,
        groups=enough,
        left_out=left_out,
        steps=walked.steps,
        reached=walked.reached,
        merged=walked.merged,
        reason=found.reason if isinstance(found, NotComputed) else "",
        followed=isinstance(followed, Invariance),
        not_followed=followed.reason if isinstance(followed, NotComputed) else "",
        differences=NONE if by == ORGANISATION else examine_items(data, labels, list(enough)),
        icc1={name: _icc1(one) for name, one in aggregations.items()},
        icc2={name: None if isinstance(one, NotComputed) else one.icc2 for name, one in aggregations.items()},
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    steps: tuple[InvarianceStep, ...] = ()
    reached: str | None = None
    merged: tuple[str, ...] = ()


def _steps(data: Data, labels: Labels, groups: list[str], model: str) -> _Steps:
    if len(groups) < 2:
        raise TooFewData(
            f"Minder dan twee groepen hebben {ENOUGH_PER_GROUP.value:.0f} mensen of meer. "
            "Wacht op meer antwoorden, of voeg groepen samen die bij elkaar horen."
        )
    if not model:
        raise TooFewData("Een model kan pas bij een schaal van drie of meer vragen.")
    taken = np.isin(labels, groups)
    names, answers, points = data.together()
    used, merged = merge_unused(answers[taken], labels[taken], points, names)
    found = invariance_ordered(
        model,
        used,
        points=points,
        items=names,
        groups=labels[taken].tolist(),
        missing="pairwise",
    )
    return _Steps(_told(found), found.reached, merged)


def merge_unused(
    answers: Integers, labels: Labels, points: Sequence[int], names: Sequence[str]
) -> tuple[Integers, tuple[str, ...]]:
    """Answers that some group never gives are taken together with the neighbour nearer the middle.

    Thresholds can only be compared between groups that have the same ones. Codes are numbered on from 1;
    what was taken together is told, as ``S3: 4+5``.
    """
    found, told = answers.copy(), []
    for column, (name, most) in enumerate(zip(names, points, strict=True)):
        given = answers[:, column]
        parts = [[point] for point in range(1, most + 1)]
        while (lone := _unused(parts, given, labels)) is not None and len(parts) > 1:
            _merge(parts, lone)
        for code, part in enumerate(parts, start=1):
            found[np.isin(given, part), column] = code
        told += [f"{name}: {'+'.join(map(str, part))}" for part in parts if len(part) > 1]
    return found, tuple(told)


def _unused(parts: list[list[int]], given: Integers, labels: Labels) -> int | None:
    """The first part that some group never gives; None when there is none."""
    for place, part in enumerate(parts):
        inside = np.isin(given, part)
        if len(set(labels[inside].tolist())) < len(set(labels.tolist())):
            return place
    return None


def _merge(parts: list[list[int]], place: int) -> None:
    low = place < len(parts) / 2 if place + 1 < len(parts) else False
    first = place if low else place - 1
    parts[first : first + 2] = [parts[first] + parts[first + 1]]


def _told(found: Invariance) -> tuple[InvarianceStep, ...]:
    return tuple(_step(result) for result in found.steps)


def _step(result: StepResult) -> InvarianceStep:
    measures = result.fit.measures if result.fit else {}
    return InvarianceStep(
        name=result.step.name,
        measures={name: measures.get(name) for name in SHOWN},
        changes={change.measure: change.change for change in result.changes},
        holds=result.holds,
        reason=result.reason,
        candidates=tuple(one.name for one in result.candidates[:MOST_CANDIDATES]),
    )


def _aggregation(data: Data, scale: Scale, labels: Labels) -> Aggregation | NotComputed:
    known = labels != ""
    numbers = {label: number for number, label in enumerate(sorted(set(labels[known].tolist())))}
    member = np.array([numbers[label] for label in labels[known].tolist()], dtype=np.int64)
    scores = data.scores(scale)[known]
    return tried(lambda: icc(tabulate_scores(scores, scales=(scale.name,), group=member), scale.name))


def _icc1(found: Aggregation | NotComputed) -> Value | NotComputed:
    return found if isinstance(found, NotComputed) else Value(found.icc1, found.interval, found.respondents)
