"""A dossier as tables: one per subject, for spreadsheets and for reading aloud."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rondom.analysis.estimates import Interval, NotComputed
from rondom.dossier.evidence import Dossier, ScaleEvidence, Value

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class NamedTable:
    """``name`` serves as a file name; an empty cell has no value, and the reason stands in the table."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(dossier: Dossier) -> tuple[NamedTable, ...]:
    """All tables that have rows, in the order of the dossier."""
    return tuple(table for table in _tables(dossier) if table.rows)


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
    yield from _group_tables(dossier)
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
        tuple((one.item, one.scale, *_value_cells(one.value)) for one in structure.loadings),
    )  # fmt: skip
    yield NamedTable(
        "samenhang", "Samenhang van de schalen",
        ("Schaal", "Schaal", "Correlatie", "Laag", "Hoog", "Mensen", "HTMT"),
        tuple(
            (one, other, *_value_cells(value), structure.discriminant.get((other, one)))
            for (one, other), value in structure.correlations.items()
        ),
    )  # fmt: skip


def _group_tables(dossier: Dossier) -> Iterator[NamedTable]:
    for found in dossier.comparisons:
        yield NamedTable(
            f"vergelijkbaar-{_slug(found.by)}", f"Vergelijkbaar per {found.by}",
            ("Stap", "Houdt stand", "CFI", "RMSEA", "SRMR", "Verschil CFI", "Verschil RMSEA", "Verschil SRMR",
             "Opmerking"),
            tuple(
                (step.name, {True: "ja", False: "nee", None: "niet te zeggen"}[step.holds],
                 *(_measure(step.measures, name) for name in ("cfi", "rmsea", "srmr")),
                 *(_measure(step.changes, name) for name in ("cfi", "rmsea", "srmr")), step.reason)
                for step in found.steps
            ),
        )  # fmt: skip
        yield NamedTable(
            f"groepen-{_slug(found.by)}", f"Groepen per {found.by}", ("Groep", "Mensen", "Doet mee"),
            (*((label, count, "ja") for label, count in found.groups.items()),
             *((label, count, "nee, te weinig mensen") for label, count in found.left_out.items())),
        )  # fmt: skip
        yield NamedTable(
            f"samengevoegd-{_slug(found.by)}",
            f"Antwoorden samengenomen, omdat een groep per {found.by} ze nooit gaf",
            ("Vraag en antwoorden",),
            tuple((one,) for one in found.merged),
        )
        yield NamedTable(
            f"overeenstemming-{_slug(found.by)}", f"Lijken mensen binnen {found.by} op elkaar?",
            ("Schaal", "ICC(1)", "Laag", "Hoog", "Mensen", "ICC(2)", "Opmerking"),
            tuple(
                (name, *_value_cells(value), found.icc2.get(name),
                 value.reason if isinstance(value, NotComputed) else "")
                for name, value in found.icc1.items()
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
        scale.label, len(scale.items), *alpha, *_value_cells(scale.omega),
        _value_cells(scale.ordinal_alpha)[0],
        _value_cells(scale.measurement_error)[0], scale.scored, scale.mean, scale.sd, " ".join(notes),
    )  # fmt: skip


def _value_cells(value: Value | NotComputed) -> tuple[Cell, Cell, Cell, Cell]:
    if isinstance(value, NotComputed):
        return None, None, None, None
    low, high = _ends(value.interval)
    return value.value, low, high, value.n


def _ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (None, None) if interval is None else (interval.low, interval.high)


def _measure(measures: Mapping[str, float | None], name: str) -> Cell:
    """The robust index where there is one, else the scaled or plain one."""
    for key in (f"{name}.robust", f"{name}.scaled", name):
        found = measures.get(key)
        if found is not None:
            return float(found)
    return None


def _slug(text: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in text.lower()).strip("-") or "groep"
