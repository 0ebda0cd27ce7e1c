"""A dossier as tables: one per subject, for spreadsheets and for reading aloud."""

from collections.abc import Iterator

from rondom.analysis.estimates import NotComputed
from rondom.dossier.cells import Cell, NamedTable, value_cells
from rondom.dossier.content_tables import content_tables
from rondom.dossier.evidence import Dossier, ScaleEvidence
from rondom.dossier.group_tables import group_tables


def tables_of(dossier: Dossier) -> tuple[NamedTable, ...]:
    """All tables that have rows or a note, in the order of the dossier."""
    return tuple(table for table in _tables(dossier) if table.rows or table.note)


def _tables(dossier: Dossier) -> Iterator[NamedTable]:
    yield NamedTable(
        "gebruik", "Waarvoor is de vragenlijst te gebruiken?", ("Gebruik", "Oordeel"),
        tuple((use.title, use.outcome.value) for use in dossier.uses),
    )  # fmt: skip
    yield NamedTable(
        "bewijs", "Waar het oordeel op rust", ("Gebruik", "Punt", "Gevonden", "Nodig", "Oordeel", "Bron"),
        tuple(
            (use.title, one.what, one.found, one.needed, one.outcome.value, one.source)
            for use in dossier.uses
            for one in use.checks
        ),
    )  # fmt: skip
    yield NamedTable(
        "schalen", "Schalen",
        ("Schaal", "Vragen", "Alfa", "Laag", "Hoog", "Mensen", "Omega (ordinaal)", "Laag", "Hoog", "Mensen",
         "Alfa (ordinaal)", "Meetfout", "Scores", "Gemiddelde", "Spreiding", "Opmerking"),
        tuple(_scale_row(scale) for scale in dossier.scales),
    )  # fmt: skip
    yield NamedTable(
        "vragen", "Vragen",
        ("Schaal", "Vraag", "Antwoorden", "Niet van toepassing", "Weet ik niet", "Niet beantwoord",
         "Gemiddelde", "Spreiding", "Procent laagste punt", "Procent hoogste punt", "r met de rest",
         "Alfa zonder", "Opmerking"),
        tuple(
            (scale.label, item.name, item.n, item.not_applicable, item.unknown, item.not_answered, item.mean,
             item.sd, item.floor, item.ceiling, item.r_drop, item.alpha_drop, item.note)
            for scale in dossier.scales for item in scale.items
        ),
    )  # fmt: skip
    yield from _structure_tables(dossier)
    yield from group_tables(dossier.comparisons)
    yield from content_tables(dossier.content)
    yield NamedTable(
        "criteria", "De zeven criteria van de COTAN", ("Criterium", "Onderzocht", "Wat wij weten"),
        tuple((one.name, "ja" if one.examined else "nee", one.words) for one in dossier.criteria),
    )  # fmt: skip


def _structure_tables(dossier: Dossier) -> Iterator[NamedTable]:
    structure = dossier.structure
    pairs = zip(structure.eigenvalues, structure.chance, strict=True)
    yield NamedTable(
        "factoren", "Hoeveel factoren?", ("Factor", "Eigenwaarde", "Toeval (95%)"),
        tuple((at, one, luck) for at, (one, luck) in enumerate(pairs, start=1)),
    )  # fmt: skip
    if isinstance(structure.measures, NotComputed):
        yield NamedTable("passing", "Past het model?", ("Niet berekend",), ((structure.measures.reason,),))
        return
    yield NamedTable(
        "passing", "Past het model?", ("Maat (naam in lavaan)", "Waarde"), tuple(structure.measures.items())
    )
    yield NamedTable(
        "ladingen", "Gestandaardiseerde ladingen", ("Vraag", "Schaal", "Lading", "Laag", "Hoog", "Mensen"),
        tuple((one.item, one.scale, *value_cells(one.value)) for one in structure.loadings),
    )  # fmt: skip
    yield NamedTable(
        "samenhang", "Samenhang van de schalen",
        ("Schaal", "Schaal", "Correlatie", "Laag", "Hoog", "Mensen", "HTMT"),
        tuple(
            (one, other, *value_cells(value), structure.discriminant.get((other, one)))
            for (one, other), value in structure.correlations.items()
        ),
    )  # fmt: skip


def _scale_row(scale: ScaleEvidence) -> tuple[Cell, ...]:
    alpha: tuple[Cell, ...] = (None,) * 4
    notes = []
    if isinstance(scale.alpha, NotComputed):
        notes.append(scale.alpha.reason)
    else:
        interval = scale.alpha.interval
        alpha = (scale.alpha.alpha, interval.low, interval.high, scale.alpha.respondents)
        notes += scale.alpha.warnings
    if isinstance(scale.omega, NotComputed):
        notes.append(f"Omega: {scale.omega.reason}")
    return (
        scale.label, len(scale.items), *alpha, *value_cells(scale.omega),
        value_cells(scale.ordinal_alpha)[0],
        value_cells(scale.measurement_error)[0], scale.scored, scale.mean, scale.sd, " ".join(notes),
    )  # fmt: skip
