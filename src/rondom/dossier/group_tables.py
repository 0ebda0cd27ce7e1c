"""What was found of comparing groups, as tables."""

from collections.abc import Iterator, Sequence

from rondom.analysis.estimates import NotComputed
from rondom.dossier.cells import NamedTable, measure_cell, slug, value_cells
from rondom.dossier.evidence import GroupsEvidence, Size


def group_tables(comparisons: Sequence[GroupsEvidence]) -> Iterator[NamedTable]:
    """Per comparison: the steps, the groups, and what was seen of items and of people."""
    for found in comparisons:
        yield NamedTable(
            f"vergelijkbaar-{slug(found.by)}", f"Vergelijkbaar per {found.by}",
            ("Stap", "Houdt stand", "CFI", "RMSEA", "SRMR", "Verschil CFI", "Verschil RMSEA", "Verschil SRMR",
             "Opmerking"),
            tuple(
                (step.name, {True: "ja", False: "nee", None: "niet te zeggen"}[step.holds],
                 *(measure_cell(step.measures, name) for name in ("cfi", "rmsea", "srmr")),
                 *(measure_cell(step.changes, name) for name in ("cfi", "rmsea", "srmr")), step.reason)
                for step in found.steps
            ),
        )  # fmt: skip
        yield NamedTable(
            f"groepen-{slug(found.by)}", f"Groepen per {found.by}", ("Groep", "Mensen", "Doet mee"),
            (*((label, count, "ja") for label, count in found.groups.items()),
             *((label, count, "nee, te weinig mensen") for label, count in found.left_out.items())),
        )  # fmt: skip
        yield NamedTable(
            f"samengevoegd-{slug(found.by)}",
            f"Antwoorden samengenomen, omdat een groep per {found.by} ze nooit gaf",
            ("Vraag en antwoorden",),
            tuple((one,) for one in found.merged),
        )
        yield NamedTable(
            f"overeenstemming-{slug(found.by)}", f"Lijken mensen binnen {found.by} op elkaar?",
            ("Schaal", "ICC(1)", "Laag", "Hoog", "Mensen", "ICC(2)", "Opmerking"),
            tuple(
                (name, *value_cells(value), found.icc2.get(name),
                 value.reason if isinstance(value, NotComputed) else "")
                for name, value in found.icc1.items()
            ),
        )  # fmt: skip
        yield _items(found)


def _items(found: GroupsEvidence) -> NamedTable:
    """Items that work most differently first."""
    items = sorted(found.differences.items, key=lambda one: -one.gain)
    alike = sum(one.size is Size.NEGLIGIBLE for one in items)
    told = f"Bij {alike} van de {len(items)} vragen is het verschil verwaarloosbaar. " if items else ""
    return NamedTable(
        f"verschil-per-vraag-{slug(found.by)}", f"Werkt elke vraag hetzelfde in elke {found.by}?",
        ("Vraag", "Schaal", "Verschil", "Winst in R²", "Waarvan bij elke score", "Aangepaste p", "Mensen",
         "Hoger in", "Lager in"),
        tuple(
            (one.item, one.scale, one.size.value, one.gain, one.uniform, one.p, one.n, one.higher, one.lower)
            for one in items
        ),
        note=f"{told}{found.differences.not_tested}".strip(),
    )  # fmt: skip
