"""Agendas to start from. Workflows offer their own, as data, from ``AppConfig.ready()``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplatePoint:
    """A point of an agenda that one starts from."""

    title: str
    minutes: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class AgendaTemplate:
    """An agenda to start from: for circles of one workflow, or (without one) for all."""

    code: str
    title: str
    points: tuple[TemplatePoint, ...]
    workflow: str = ""

    @property
    def minutes(self) -> int:
        return sum(point.minutes for point in self.points)


_templates: dict[str, AgendaTemplate] = {}


def offer_agenda(template: AgendaTemplate) -> None:
    """Let people start from this agenda."""
    _templates[template.code] = template


def agendas_for(workflow: str) -> tuple[AgendaTemplate, ...]:
    """What circles of this workflow can start from; their own first."""
    fitting = [one for one in _templates.values() if one.workflow in {"", workflow}]
    return tuple(sorted(fitting, key=lambda one: not one.workflow))


offer_agenda(
    AgendaTemplate(
        "algemeen",
        "Algemene bijeenkomst (1 uur)",
        (
            TemplatePoint("Welkom", 5, "Wie is er, en wat willen wij vandaag bereiken?"),
            TemplatePoint("Hoe staat het ervoor?", 10, "Wat deden wij sinds de vorige keer? Wat ging goed?"),
            TemplatePoint("Het onderwerp van vandaag", 25),
            TemplatePoint(
                "Besluiten en afspraken", 15, "Wat doen wij, wie doet het en wanneer is het klaar?"
            ),
            TemplatePoint("Afronden", 5, "Kan iedereen hiermee verder? Wanneer zien wij elkaar weer?"),
        ),
    )
)
