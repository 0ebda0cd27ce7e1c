"""An invented questionnaire of forty five-point items in four factors, kept in files that all can read."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ITEMS, FACTORS, POINTS, RATERS, GROUP = 40, 4, 5, 10, 25
NAMES = tuple(f"x{place + 1}" for place in range(ITEMS))
MODEL = "\n".join(
    f"f{factor + 1} =~ {' + '.join(NAMES[factor * 10 : factor * 10 + 10])}" for factor in range(FACTORS)
)
_BLOCK = 50_000


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """``answers`` is a file of one byte per answer, row by row, -3 for missing; ``scores`` one of doubles.

    A score per respondent, NaN for missing; every 25 respondents in a row are a group that differs a bit.
    """

    answers: Path
    scores: Path
    respondents: int
    missing: float


def written(folder: Path, respondents: int, *, missing: float) -> Questionnaire:
    """Make the files."""
    rng = np.random.default_rng(20260101)
    answers, scores = folder / f"answers-{missing}.bin", folder / f"scores-{missing}.bin"
    with answers.open("wb") as codes_file, scores.open("wb") as scores_file:
        for at in range(0, respondents, _BLOCK):
            codes = _some(rng, min(_BLOCK, respondents - at))
            own = codes.mean(axis=1) + np.repeat(0.3 * rng.normal(size=len(codes) // GROUP), GROUP)
            codes[rng.random(codes.shape) < missing] = -3
            own[rng.random(len(own)) < missing] = np.nan
            codes_file.write(codes.tobytes())
            scores_file.write(own.tobytes())
    return Questionnaire(answers, scores, respondents, missing)


def answers_of(rng: np.random.Generator, respondents: int) -> NDArray[np.int8]:
    """Complete answers, respondents x items."""
    sizes = [min(_BLOCK, respondents - at) for at in range(0, respondents, _BLOCK)]
    return np.concatenate([_some(rng, size) for size in sizes])


def _some(rng: np.random.Generator, count: int) -> NDArray[np.int8]:
    common, own = rng.normal(size=(count, 1)), rng.normal(size=(count, FACTORS))
    factors = np.sqrt(0.4) * common + np.sqrt(0.6) * own
    loadings = np.tile(np.linspace(0.5, 0.8, 10), FACTORS)
    error = np.sqrt(1 - loadings**2) * rng.normal(size=(count, ITEMS))
    latent = loadings * factors.repeat(10, axis=1) + error
    latent += np.linspace(-0.4, 0.4, ITEMS)
    codes: NDArray[np.int8] = (np.digitize(latent, [-1.5, -0.6, 0.3, 1.2]) + 1).astype(np.int8)
    return codes
