"""The whole examination, step by step."""

from collections.abc import Callable, Sequence

import numpy as np

from rondom.analysis.estimates import NotComputed
from rondom.dossier.comparisons import examine_groups
from rondom.dossier.content import Aspect, ContentStudy, Verdict, people_in_words
from rondom.dossier.data import Data
from rondom.dossier.evidence import Criterion, Dossier, GroupsEvidence, ScaleEvidence, Structure
from rondom.dossier.limits import VERSION
from rondom.dossier.scales import examine_scale
from rondom.dossier.structure import examine_structure
from rondom.dossier.trying import require_enough
from rondom.dossier.uses import uses_of

Progress = Callable[[int, int, str], None]
"""(steps done, steps in all, what comes now)."""

SEED = 20260101

TOO_FEW = "Te weinig antwoorden."
COTAN = (
    "Uitgangspunten van de testconstructie",
    "Kwaliteit van het testmateriaal",
    "Kwaliteit van de handleiding",
    "Normen",
    "Betrouwbaarheid",
    "Begripsvaliditeit",
    "Criteriumvaliditeit",
)
NOT_IN_ANSWERS = {
    "Uitgangspunten van de testconstructie": "Doel, groep en begrippen staan bij de vragenlijst zelf. Aan "
    "antwoorden is dit niet te zien.",
    "Kwaliteit van het testmateriaal": "Laat professionals en ervaringsdeskundigen vragen en uitleg lezen.",
    "Kwaliteit van de handleiding": "Afname, scores, grenzen van gebruik. Aan antwoorden niet te zien.",
    "Normen": "Er zijn geen normen: scores worden met elkaar vergeleken, niet met een landelijke groep.",
    "Criteriumvaliditeit": "Niet onderzocht: er is geen ander gegeven om de scores naast te leggen.",
}
SAID_BY_PEOPLE = {
    "Uitgangspunten van de testconstructie": (Aspect.RELEVANCE, Aspect.COMPREHENSIVENESS),
    "Kwaliteit van het testmateriaal": (Aspect.COMPREHENSIBILITY,),
}
"""Criteria that people who look at the questions can say something about."""


def examine(
    data: Data,
    *,
    content: Sequence[ContentStudy] = (),
    model: str = "",
    seed: int = SEED,
    progress: Progress | None = None,
) -> Dossier:
    """Everything that these answers can show about the instrument, beside what people said of its content.

    ``model`` replaces the factor per scale, in lavaan's syntax. ``seed`` fixes what chance there is in the
    parallel analysis: the same answers give the same dossier. Raises TooFewData below thirty respondents.
    """
    require_enough(data.respondents)
    steps = len(data.scales) + 1 + len(data.by)
    say = progress or (lambda done, of, what: None)
    scales = []
    for number, scale in enumerate(data.scales):
        say(number, steps, f"schaal {data.name(scale)}")
        scales.append(examine_scale(data, scale))
    say(len(scales), steps, "de samenhang van alle vragen")
    structure = examine_structure(data, model=model, rng=np.random.default_rng(seed))
    comparisons = []
    for number, by in enumerate(data.by, start=len(scales) + 1):
        say(number, steps, f"vergelijkbaar per {by}")
        comparisons.append(examine_groups(data, by, model=model))
    say(steps, steps, "klaar")
    return Dossier(
        instrument=data.instrument.text(data.instrument.title),
        version=data.instrument.version,
        status=data.instrument.status,
        respondents=data.respondents,
        scales=tuple(scales),
        structure=structure,
        comparisons=tuple(comparisons),
        content=tuple(content),
        uses=uses_of(scales, structure, comparisons, content),
        criteria=_criteria(scales, structure, comparisons, content),
        limits=VERSION,
        seed=seed,
    )


def _criteria(
    scales: list[ScaleEvidence],
    structure: Structure,
    comparisons: list[GroupsEvidence],
    content: Sequence[ContentStudy],
) -> tuple[Criterion, ...]:
    """The seven criteria of COTAN (2010), in its order."""
    reliable = any(not isinstance(scale.alpha, NotComputed) for scale in scales)
    modelled = not isinstance(structure.measures, NotComputed)
    compared = ", ".join(one.by for one in comparisons if one.steps)
    reliability = "Onderzocht per schaal: alfa, ordinale omega, meetfout." if reliable else TOO_FEW
    along = f" en vergelijkbaarheid per {compared}" if compared else ""
    construct = f"Onderzocht met een factormodel{along}." if modelled else TOO_FEW
    words = {**NOT_IN_ANSWERS, "Betrouwbaarheid": reliability, "Begripsvaliditeit": construct}
    examined = {"Betrouwbaarheid": reliable, "Begripsvaliditeit": modelled}
    for name, aspects in SAID_BY_PEOPLE.items():
        studies = [study for study in content if any(_asked(study, aspect) for aspect in aspects)]
        if studies:
            words[name], examined[name] = f"Onderzocht met {people_in_words(studies)}.", True
    return tuple(Criterion(name, words[name], examined.get(name, False)) for name in COTAN)


def _asked(study: ContentStudy, aspect: Aspect) -> bool:
    return study.finding(aspect).verdict is not Verdict.NOT_ASKED
