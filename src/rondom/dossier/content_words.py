"""Evidence about content as people read it."""

from typing import Any

from rondom.charts.words import decimal
from rondom.dossier.content import Aspect, ContentIndex, ContentStudy, content_index, people_in_words


def study_in_words(study: ContentStudy) -> dict[str, Any]:
    """One time that people looked at the questions, in words."""
    index = content_index(study)
    return {
        "day": study.day,
        "who": people_in_words([study]),
        "ways": ", ".join(way.words for way in study.ways),
        "findings": [
            {"aspect": aspect.words, "verdict": found.verdict.words, "words": found.words}
            for aspect in Aspect
            for found in [study.finding(aspect)]
        ],
        "changed": study.changed,
        "source": study.source,
        "index": index and _index(index),
        "head": ["Vraag", "I-CVI", "Kappa"],
        "rows": [
            [one.item, decimal(one.index, 2), decimal(one.kappa, 2)] for one in (index.items if index else ())
        ],
    }


def _index(found: ContentIndex) -> str:
    return (
        f"Gemiddeld vond {decimal(100 * found.average, 0)}% van een panel van {found.panel} mensen een vraag "
        f"relevant (S-CVI {decimal(found.average, 2)}). Bij {decimal(100 * found.universal, 0)}% van de "
        "vragen vond iedereen dat."
    )
