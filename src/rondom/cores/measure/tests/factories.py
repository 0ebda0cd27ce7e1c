"""Rounds and answers to test with."""

from datetime import date, timedelta
from typing import Any

from rondom.cores.measure.actions.answering import find_ticket, save_draft, start, submit
from rondom.cores.measure.actions.instruments import add_instrument
from rondom.cores.measure.actions.rounds import Invited, open_round, prepare_round, set_frame
from rondom.cores.measure.models import Dossier, FrameCell, InstrumentVersion, Round
from rondom.dossier.content import Aspect, ContentStudy, Finding, People, Verdict, Way
from rondom.foundation.places.codes import Kind as PlaceKind
from rondom.foundation.places.models import Organisation, Place, Sector, WorkArea
from rondom.instruments import Choice, ChoiceList, Instrument, Item, Kind, Missing, Page, Repeat, Scale

TODAY = date(2026, 11, 23)
WORDS = ("nooit", "zelden", "soms", "vaak", "altijd")

OFTEN = ChoiceList(
    "often",
    (
        *(Choice(str(score), {"nl": word, "en": word}, score) for score, word in enumerate(WORDS, start=1)),
        Choice("nvt", {"nl": "Past niet bij mijn werk"}, missing=Missing.NOT_APPLICABLE),
        Choice("wn", {"nl": "Weet ik niet"}, missing=Missing.UNKNOWN),
    ),
)


HOW_OFTEN = Item("hoe", Kind.ONE, {"nl": "Hoe vaak?"}, choices="often")


def make_instrument(**changes: Any) -> Instrument:
    """Four scored items in one scale, a number, a network block and an open question."""
    given: dict[str, Any] = {
        "name": "proef",
        "title": {"nl": "Proefvragenlijst", "en": "Trial"},
        "version": "1",
        "languages": ("nl", "en"),
        "lists": {"often": OFTEN},
        "scales": (Scale("S", {"nl": "Signaleren"}, ("s1", "s2", "s3", "s4"), frozenset({"s4"})),),
        "pages": (
            Page(
                "signaleren",
                {"nl": "Signaleren", "en": "Noticing"},
                {"nl": "In de afgelopen zes maanden …", "en": "In the past six months …"},
                tuple(_scored(number) for number in range(1, 5)),
            ),
            Page(
                "werk",
                {"nl": "Uw werk"},
                {},
                (
                    Item("zeker", Kind.NUMBER, {"nl": "Hoe zeker?"}, minimum=0, maximum=10, whole=True),
                    Item("waarom", Kind.TEXT, {"nl": "Waarom zo weinig?"}, relevant="${zeker} < 4"),
                ),
            ),
            Page(
                "partners",
                {"nl": "Partners"},
                {},
                (
                    Item("partners", Kind.PARTNERS, {"nl": "Met wie werkt u?"}, maximum=3),
                    Repeat("netwerk", "partners", {"nl": "Over deze partner"}, (HOW_OFTEN,)),
                ),
            ),
            Page("open", {"nl": "Tot slot"}, {}, (Item("idee", Kind.TEXT, {"nl": "Welk idee heeft u?"}),)),
        ),
    }  # fmt: skip
    return Instrument(**{**given, **changes})


def _scored(number: int) -> Item:
    label = {"nl": f"deed ik {number}.", "en": f"I did {number}."}
    return Item(f"s{number}", Kind.ONE, label, choices="often")


def make_version(**changes: Any) -> InstrumentVersion:
    return add_instrument(make_instrument(**changes), by=None)


def make_area(name: str = "Lindenkwartier", code: str = "WK990101") -> WorkArea:
    municipality, _ = Place.objects.get_or_create(
        code="GM9901", year=2025, defaults={"kind": PlaceKind.GEMEENTE, "name": "Waterrijk (voorbeeld)"}
    )
    part = Place.objects.create(kind=PlaceKind.WIJK, code=code, year=2025, name=name, parent=municipality)
    area = WorkArea.objects.create(name=name, slug=name.lower(), code=code, municipality=municipality)
    area.parts.add(part)
    return area


def make_organisation(
    area: WorkArea, name: str = "Basisschool (voorbeeld)", sector: str = "po"
) -> Organisation:
    of_sector, _ = Sector.objects.get_or_create(code=sector, defaults={"name": sector})
    organisation = Organisation.objects.create(
        name=name, sector=of_sector, contact_email="info@school.example"
    )
    organisation.areas.add(area)
    return organisation


def make_round(circle: Any, *, by: Any, opened: bool = True, invited: int = 10, **changes: Any) -> Round:
    """A round with one organisation in one neighbourhood."""
    area = changes.pop("area", None) or make_area()
    organisation = changes.pop("organisation", None) or make_organisation(area)
    round_ = prepare_round(
        circle,
        instrument_version=changes.pop("version", None) or make_version(),
        name=changes.pop("name", "Quickscan najaar"),
        opens_on=changes.pop("opens_on", TODAY - timedelta(days=7)),
        closes_on=changes.pop("closes_on", TODAY + timedelta(days=14)),
        by=by,
        **changes,
    )
    set_frame(round_, [Invited(area, organisation.sector, organisation, invited)], by=by)
    if opened:
        open_round(round_, by=by, today=TODAY)
        round_.refresh_from_db()
    return round_


def answer(cell: FrameCell, answers: dict[str, object], *, today: date = TODAY) -> str:
    """Someone fills in and submits; their code."""
    code = start(cell, today=today)
    ticket = find_ticket(code)
    assert ticket is not None
    save_draft(ticket, code, answers, today=today)
    submit(code, today=today)
    return code


def make_study(**changes: Any) -> ContentStudy:
    """Ten people found the questions good."""
    given: dict[str, Any] = {
        "done_on": date(2026, 3, 4),
        "people": {People.RESPONDENTS: 8, People.EXPERIENCE: 2},
        "ways": (Way.INTERVIEWS,),
        "findings": {aspect: Finding(Verdict.GOOD, "past bij het werk") for aspect in Aspect},
        **changes,
    }
    return ContentStudy(**given)


def make_edition(round_: Round, *, number: int = 1, **changes: Any) -> Dossier:
    """A dossier about the questionnaire of a round, as if it were made; ``comparable`` by comparison."""
    comparable = changes.pop("comparable", {})
    comparisons = [{"by": by, "groups": groups} for by, (_, groups) in comparable.items()]
    outcomes = {by: outcome for by, (outcome, _) in comparable.items()}
    return Dossier.objects.create(
        circle=round_.circle,
        instrument_version=round_.instrument_version,
        finished=True,
        number=number,
        made_on=TODAY,
        respondents=40,
        rounds=["Vorige meting"],
        shown={
            "title": "Proefvragenlijst",
            "version": "1",
            "status": "concept",
            "uses": [],
            "points": {"head": [], "rows": []},
            "parts": [],
            "content": [],
            "criteria": [],
            "warnings": [],
        },
        document={"comparisons": comparisons, "comparable": outcomes, "content": []},
        hand_over="library(lavaan)",
        pdf=b"%PDF-",
        **changes,
    )
