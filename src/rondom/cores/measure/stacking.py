"""Answers of several rounds of one questionnaire beneath each other, for evidence about its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from rondom.cores.measure.matrix import Matrix, matrix_of
from rondom.cores.measure.models import Round
from rondom.dossier.data import Data
from rondom.dossier.limits import AREA, ORGANISATION, SECTOR, WAVE


def data_of(rounds: Sequence[Round]) -> Data:
    """Coded answers of closed rounds, with where everyone works.

    Organisations are numbers: their names stay here.
    """
    matrices = [matrix_of(round_) for round_ in rounds]
    organisation = [str(number or "") for matrix in matrices for number in matrix.organisation.tolist()]
    by = {
        SECTOR: [matrix.sectors[place].name for matrix in matrices for place in matrix.sector],
        AREA: [matrix.areas[place].name for matrix in matrices for place in matrix.area],
        ORGANISATION: organisation,
    }
    if len(rounds) > 1:
        by[WAVE] = _waves(rounds, matrices)
    return Data(
        matrices[0].instrument,
        np.concatenate([matrix.codes for matrix in matrices]),
        by={name: by[name] for name in (SECTOR, WAVE, AREA, ORGANISATION) if name in by},
        organisation=organisation,
    )


def script_of(hand_over: str, data: Data) -> str:
    """The R script, reading the answers as the site gives them for research."""
    names, _, points = data.together()
    reversed_ = [name for scale in data.model_scales() for name in scale.items if name in scale.reverse]
    reading = [
        "# Vraag de antwoorden op bij 'Gegevens voor onderzoek', als CSV, en zet antwoorden.csv naast dit",
        "# bestand. Tellen er meer metingen mee? Zet de rijen dan onder elkaar. Codes die geen punt op de",
        "# schaal zijn, worden leeg; vragen die andersom lopen, worden omgedraaid.",
        'data <- read.csv2("antwoorden.csv", fileEncoding = "UTF-8-BOM")',
        f"points <- c({', '.join(f'{name} = {most}' for name, most in zip(names, points, strict=True))})",
        "for (item in names(points)) data[[item]][!data[[item]] %in% seq_len(points[[item]])] <- NA",
        *(f'data[["{name}"]] <- points[["{name}"]] + 1 - data[["{name}"]]' for name in reversed_),
    ]
    return hand_over.replace('data <- read.csv("antwoorden.csv")', "\n".join(reading))


def _waves(rounds: Sequence[Round], matrices: Sequence[Matrix]) -> list[str]:
    """The name of everyone's round; with its place in the row where two rounds have one name."""
    names = Counter(round_.name for round_ in rounds)
    return [
        round_.name if names[round_.name] == 1 else f"{round_.name} ({place})"
        for place, (round_, matrix) in enumerate(zip(rounds, matrices, strict=True), start=1)
        for _ in range(len(matrix.codes))
    ]
