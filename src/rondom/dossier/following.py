"""The same people in several measurements: does the questionnaire still measure the same in them?"""

from collections.abc import Sequence

import numpy as np

from rondom.analysis import TooFewData, longitudinal_invariance
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.invariance import Invariance
from rondom.analysis.factor_models.syntax import ModelSyntaxError
from rondom.dossier.data import Data, Labels
from rondom.dossier.limits import ENOUGH_PER_GROUP, FEWEST_POINTS


def follow(data: Data, labels: Labels, waves: Sequence[str], model: str) -> Invariance:
    """Invariance over measurements in which people can be recognised; TooFewData where they cannot.

    Answers are taken as numbers, which is in order from five points on, with robust standard errors and tests
    (Rhemtulla, Brosseau-Liard and Savalei 2012); who missed a measurement or an item still counts.
    """
    if data.person is None:
        raise TooFewData("Antwoorden van verschillende metingen zijn niet aan dezelfde mensen te koppelen.")
    names, answers, points = data.together()
    if not model:
        raise TooFewData("Een model kan pas bij een schaal van drie of meer vragen.")
    if min(points) < FEWEST_POINTS.value:
        raise TooFewData(f"Een vraag heeft minder dan {FEWEST_POINTS.value:.0f} antwoorden op de schaal.")
    people = _people(data.person, labels, waves)
    scores = [_scores(answers, [rows.get(wave, -1) for rows in people]) for wave in waves]
    try:
        return longitudinal_invariance(model, scores, items=names, estimator="MLR")
    except ModelSyntaxError as error:
        raise TooFewData(str(error)) from None


def _people(person: Sequence[str], labels: Labels, waves: Sequence[str]) -> list[dict[str, int]]:
    """Per person the row of every measurement; who is not known is a person of their own."""
    found: dict[str, dict[str, int]] = {}
    for row, (name, wave) in enumerate(zip(person, labels.tolist(), strict=True)):
        if wave in waves:
            rows = found.setdefault(name or f"\0{row}", {})
            if wave in rows:
                raise TooFewData(f"In '{wave}' staat iemand twee keer. Haal een van beide rijen weg.")
            rows[wave] = row
    again = sum(len(rows) > 1 for rows in found.values())
    if again < ENOUGH_PER_GROUP.value:
        raise TooFewData(f"Minder dan {ENOUGH_PER_GROUP.value:.0f} mensen deden aan meer dan één meting mee.")
    return list(found.values())


def _scores(answers: Integers, rows: Sequence[int]) -> Floats:
    """One measurement: people x items, NaN where there is no answer; row -1 is someone who missed it."""
    at = np.array(rows)
    given = answers[at].astype(np.float64)
    return np.where((at >= 0)[:, None] & (given > 0), given, np.nan)
