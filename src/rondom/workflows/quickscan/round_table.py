"""The round table: what people talk about, and what they can choose from."""

from __future__ import annotations

from collections.abc import Sequence

from rondom.cores.meet.agendas import AgendaTemplate, TemplatePoint
from rondom.cores.plan.overviews.half_way import GoalSoFar
from rondom.workflows.quickscan.report.build import Report

RECOGNISED = "Wat herkent u uit uw werk of uw leven?"
FIRST = "Wat pakken wij als eerste aan?"
EXPLAINED = (
    "Deze zinnen komen uit een vragenlijst. Mensen die in de wijk werken vulden hem in, zoals iemand van "
    "school of van het wijkteam. Met ‘ik’ bedoelen zij zichzelf. ‘60%’ betekent: 60 van de 100 zeggen dit. "
    "Snapt u een zin niet? Vraag het, of sla hem over."
)
"""For a parent or a neighbour, who never saw the questionnaire."""
DOTS = 3
SECTOR = "Waar hoort u bij?"
FAMILIES = "ouder of ervaringsdeskundige"

AGENDA = AgendaTemplate(
    "rondetafel",
    "Rondetafel over de quickscan (2 uur)",
    (
        TemplatePoint("Welkom en doel", 10, "Wie is er, en waarvoor zijn wij hier?"),
        TemplatePoint("Uitkomsten in vijf beelden", 20, "Gebruik het rapport. Stel eerst vragen."),
        TemplatePoint("Herkennen wij dit?", 25, "In gemengde groepjes: wat herkennen wij, wat verbaast ons?"),
        TemplatePoint("Wat werkt al, en waarom?", 15, "Vertel over een keer dat het goed ging."),
        TemplatePoint("Kiezen", 15, "Iedereen verdeelt drie stippen. Wij kiezen hooguit drie dingen."),
        TemplatePoint(
            "Per keuze: wat doen wij?", 25, "Actie, wie trekt, wanneer klaar, en wat merkt een gezin ervan?"
        ),
        TemplatePoint(
            "Kijken ervaringsdeskundigen mee?", 5, "Wat vinden ouders en ervaringsdeskundigen van de keuzes?"
        ),
        TemplatePoint("Afsluiten", 5, "Wie schrijft het plan op, en wanneer kijken wij terug?"),
    ),
    "quickscan",
)
"""Two hours: own convention of Rondom."""

HALF_WAY = AgendaTemplate(
    "halverwege",
    "Halverwege kijken naar een plan (1 uur)",
    (
        TemplatePoint("Welkom", 5, "Wie is er, en waarvoor zijn wij hier?"),
        TemplatePoint("Wat deden wij?", 15, "Loop de acties langs. Wat is klaar, en wat loopt vast?"),
        TemplatePoint("Wat merken gezinnen, en wat zeggen de cijfers?", 15, "Vraag het eerst aan ouders."),
        TemplatePoint(
            "Per doel: doorgaan, bijstellen of stoppen?", 20, "Schrijf per doel in één zin op hoe het gaat."
        ),
        TemplatePoint("Afspreken", 5, "Wie schrijft het op, en wanneer kijken wij weer?"),
    ),
    "quickscan",
)
"""One hour: own convention of Rondom."""


def put_in(report: Report) -> dict[str, str]:
    """Per point of the agenda what the report says about it."""
    good = [f"{one.question} ({one.words})" for one in report.good]
    better = [f"{one.question} ({one.words})" for one in report.better]
    return {
        "Uitkomsten in vijf beelden": report.lead,
        "Herkennen wij dit?": _listed("Kan beter:", better),
        "Wat werkt al, en waarom?": _listed("Gaat goed:", good),
    }


def put_in_half_way(goals: Sequence[GoalSoFar]) -> dict[str, str]:
    """Per point of the agenda what the plan says about it."""
    return {
        "Wat deden wij?": "\n".join(f"- {one.goal.words}: {one.actions}" for one in goals),
        "Wat merken gezinnen, en wat zeggen de cijfers?": "\n".join(
            f"- {finding}" for one in goals for finding in one.findings
        ),
    }


def _listed(head: str, lines: list[str]) -> str:
    return "\n".join([head, *(f"- {line}" for line in lines)]) if lines else ""
