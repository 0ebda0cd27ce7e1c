"""The pictures of a dossier, each for a wide page and for a phone. Numbers pass the disclosure rule first."""

from collections.abc import Callable
from dataclasses import dataclass

from rondom.analysis.disclosure import Figure, Overall, Rule, release_figures
from rondom.analysis.estimates import NotComputed
from rondom.charts.chart import Chart, Width
from rondom.charts.coefficients import CoefficientRow, Limit, coefficients
from rondom.charts.scree import scree
from rondom.charts.words import decimal
from rondom.dossier.evidence import Dossier, ScaleEvidence, Value
from rondom.dossier.limits import LOADING, RELIABLE_GROUPS, RELIABLE_ONE


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart in two widths."""

    wide: Chart
    narrow: Chart


def pictures_of(dossier: Dossier, rule: Rule) -> dict[str, Picture]:
    """By name: ``betrouwbaarheid``, ``factoren``, and ``ladingen-`` per scale; only what there is."""
    overall = [*_reliabilities(dossier), *_eigenvalues(dossier), *_loadings(dossier)]
    figures = release_figures(overall, everyone=dossier.respondents, rule=rule)
    found: dict[str, Picture | None] = {
        "betrouwbaarheid": _reliability(dossier, figures),
        "factoren": _scree(dossier, figures),
    }
    for scale in dossier.scales:
        found[f"ladingen-{scale.name}"] = _loading_chart(dossier, scale, figures)
    return {name: picture for name, picture in found.items() if picture is not None}


def _both(draw: Callable[[Width], Chart]) -> Picture:
    return Picture(draw("wide"), draw("narrow"))


def _reliability_of(scale: ScaleEvidence) -> tuple[str, Value] | None:
    """The ordinal omega of the score that is used; alpha where there is none."""
    if not isinstance(scale.omega, NotComputed):
        return "omega", scale.omega
    if isinstance(scale.alpha, NotComputed):
        return None
    return "alfa", Value(scale.alpha.alpha, scale.alpha.interval, scale.alpha.respondents)


def _reliabilities(dossier: Dossier) -> list[Overall]:
    found = ((scale, _reliability_of(scale)) for scale in dossier.scales)
    return [_overall(f"reliability:{scale.name}", one[1]) for scale, one in found if one]


def _eigenvalues(dossier: Dossier) -> list[Overall]:
    values = enumerate(dossier.structure.eigenvalues, start=1)
    return [Overall(f"eigenvalue:{at}", dossier.respondents, value) for at, value in values]


def _loadings(dossier: Dossier) -> list[Overall]:
    return [_overall(f"loading:{one.item}", one.value) for one in dossier.structure.loadings]


def _overall(name: str, value: Value) -> Overall:
    low, high = (None, None) if value.interval is None else (value.interval.low, value.interval.high)
    return Overall(name, value.n, value.value, low, high)


def _reliability(dossier: Dossier, figures: dict[str, Figure]) -> Picture | None:
    rows = []
    for scale in dossier.scales:
        found = _reliability_of(scale)
        if found:
            row = CoefficientRow(
                label=scale.label, figure=figures[f"reliability:{scale.name}"], note=found[0]
            )
            rows.append(row)
    if not rows:
        return None
    weak = [
        row.label for row in rows if row.figure.value is not None and row.figure.value < RELIABLE_GROUPS.value
    ]
    limit = decimal(RELIABLE_GROUPS.value, 2)
    title = (
        f"Onder {limit}: {', '.join(weak)}"
        if weak
        else f"Alle schalen zijn betrouwbaar genoeg voor groepen ({limit})"
    )
    limits = [Limit(RELIABLE_GROUPS.value, "groepen"), Limit(RELIABLE_ONE.value, "één instelling")]
    return _both(
        lambda width: coefficients(
            rows, title=title, key="betrouwbaarheid", width=width, limits=limits, name="Betrouwbaarheid"
        )
    )


def _scree(dossier: Dossier, figures: dict[str, Figure]) -> Picture | None:
    structure = dossier.structure
    if isinstance(structure.factors, NotComputed) or not structure.eigenvalues:
        return None
    observed = [figures[f"eigenvalue:{at + 1}"] for at in range(len(structure.eigenvalues))]
    count, meant = structure.factors, len({one.scale for one in structure.loadings})
    title = f"{count} {'factor' if count == 1 else 'factoren'} boven toeval"
    if meant:
        title += f"; de vragenlijst heeft {meant} {'schaal' if meant == 1 else 'schalen'}"
    return _both(lambda width: scree(observed, structure.chance, title=title, key="factoren", width=width))


def _loading_chart(dossier: Dossier, scale: ScaleEvidence, figures: dict[str, Figure]) -> Picture | None:
    rows = [
        CoefficientRow(label=one.item, figure=figures[f"loading:{one.item}"])
        for one in dossier.structure.loadings
        if one.scale == scale.name
    ]
    if not rows:
        return None
    weak = [row.label for row in rows if row.figure.value is not None and row.figure.value < LOADING.value]
    words = (
        f"{', '.join(weak)} hoort zwak bij de schaal" if weak else "elke vraag hoort duidelijk bij de schaal"
    )
    return _both(
        lambda width: coefficients(
            rows,
            title=f"{scale.label}: {words}",
            key=f"ladingen-{scale.name}",
            width=width,
            limits=[Limit(LOADING.value, "grens")],
            of="Vraag",
            name="Lading",
        )
    )
