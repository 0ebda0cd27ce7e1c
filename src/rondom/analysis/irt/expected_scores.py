"""Where people stand on the scale of a graded response model: expected a posteriori scores."""

from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Booleans, Floats
from rondom.analysis.irt.graded_item import log_chances
from rondom.analysis.irt.graded_response import GradedResponse
from rondom.analysis.irt.quadrature import posteriors
from rondom.analysis.irt.responses import answers_as_fitted


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedScores:
    """Per respondent the mean and sd of where they may be, in sds of the population.

    Who answered no item has the population's own mean 0 and sd 1, and ``known`` False. ``reliability`` is the
    share of variance in these scores that is not error: var(theta) / (var(theta) + mean squared error), over
    the ``n`` known; None for fewer than two.
    """

    theta: Floats
    se: Floats
    known: Booleans
    reliability: float | None
    n: int
    missing: str = "elk mens met de eigen antwoorden"
    estimator: str = "EAP: gemiddelde en sd achteraf, bevolking normaal (0, 1)"


def expected_scores(model: GradedResponse, answers: Answers) -> ExpectedScores:
    """EAP scores of answers (respondents x all items the model was given, also those it left out).

    A point that nobody used when the model was fitted counts as not answered. Source: Bock and Mislevy
    (1982); docs/methods/graded-response.md.
    """
    codes = answers_as_fitted(answers, model.columns, [item.points for item in model.items])
    chances = log_chances(model.parameters, model.widths, model.grid.theta)
    theta, se = np.zeros(len(answers)), np.ones(len(answers))
    for block in posteriors(codes, np.ones(len(answers)), chances, model.grid):
        places = model.grid.theta[block.places]
        means = places @ block.posterior
        theta[block.rows] = means
        se[block.rows] = np.sqrt((block.posterior * (places[:, None] - means) ** 2).sum(axis=0))
    known: Booleans = np.any(codes >= 0, axis=0)
    spread = float(theta[known].var(ddof=1)) if known.sum() > 1 else 0.0
    error = float((se[known] ** 2).mean()) if known.any() else 1.0
    reliability = spread / (spread + error) if known.sum() > 1 else None
    return ExpectedScores(theta, se, known, reliability, int(known.sum()))
