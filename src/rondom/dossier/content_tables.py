"""What people said of the questions, as tables."""

from collections.abc import Iterator, Sequence

from rondom.dossier.cells import NamedTable
from rondom.dossier.content import Aspect, ContentStudy, content_index, people_in_words


def content_tables(studies: Sequence[ContentStudy]) -> Iterator[NamedTable]:
    """One row per study, and one per item that a panel judged."""
    yield NamedTable(
        "inhoud", "Wat mensen van de vragen vonden",
        ("Dag", "Wie", "Hoe", *(one.words for one in Aspect), "Veranderd", "Bron"),
        tuple(
            (study.done_on.isoformat(), people_in_words([study]), ", ".join(way.words for way in study.ways),
             *(_said(study, aspect) for aspect in Aspect), study.changed, study.source)
            for study in studies
        ),
    )  # fmt: skip
    found = [(study, content_index(study)) for study in studies]
    yield NamedTable(
        "inhoud-index", "Hoe relevant vond een panel elke vraag?",
        ("Dag", "Vraag", "Panel", "I-CVI", "Kappa"),
        tuple(
            (study.done_on.isoformat(), one.item, index.panel, one.index, one.kappa)
            for study, index in found if index
            for one in index.items
        ),
    )  # fmt: skip


def _said(study: ContentStudy, aspect: Aspect) -> str:
    finding = study.finding(aspect)
    return f"{finding.verdict.words}: {finding.words}" if finding.words else finding.verdict.words
