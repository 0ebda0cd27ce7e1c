"""Words for what the log holds of instruments, rounds and results."""

from collections.abc import Collection
from typing import Any

from rondom.cores.measure.models import ContentRecord, FrameCell, InstrumentVersion, Publication, Round
from rondom.cores.measure.models.open_answer import OpenState
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.models.response import Origin
from rondom.foundation.circles.overviews import describe


def _cells(numbers: Collection[Any]) -> dict[Any, str]:
    found = FrameCell.objects.select_related("area", "sector", "organisation").filter(pk__in=numbers)
    return {cell.pk: str(cell) for cell in found}


def _rounds(numbers: Collection[Any]) -> dict[Any, str]:
    return {str(pk): name for pk, name in Round.objects.filter(pk__in=numbers).values_list("pk", "name")}


def _publications(numbers: Collection[Any]) -> dict[Any, str]:
    found = Publication.objects.select_related("round__circle__municipality", "area").filter(pk__in=numbers)
    return {str(publication.pk): str(publication) for publication in found}


def _content(numbers: Collection[Any]) -> dict[Any, str]:
    found = ContentRecord.objects.select_related("instrument_version").filter(pk__in=numbers)
    return {str(one.pk): str(one) for one in found.defer("document", "instrument_version__document")}


def _versions(numbers: Collection[Any]) -> dict[Any, str]:
    found = InstrumentVersion.objects.filter(pk__in=numbers).defer("document")
    return {version.pk: str(version) for version in found}


describe(
    actions={
        "measure.instrument_added": "voegde een vragenlijst toe",
        "measure.round_prepared": "bereidde een meting voor",
        "measure.frame_set": "legde vast wie uitgenodigd worden",
        "measure.round_opened": "opende de meting",
        "measure.round_extended": "paste de laatste dag aan",
        "measure.invitation_sent": "mailde de uitnodiging",
        "measure.reminder_sent": "mailde een herinnering",
        "measure.mail_refused": "kreeg mails niet verstuurd",
        "measure.codes_handed_out": "maakte codes om uit te delen",
        "measure.answers_imported": "las antwoorden in die elders zijn gegeven",
        "measure.round_closed": "sloot de meting",
        "measure.open_answer_moderated": "las een open antwoord na",
        "measure.answers_exported": "haalde losse antwoorden op",
        "measure.results_released": "liet uitkomsten berekenen om te tonen",
        "measure.report_published": "bracht een rapport uit",
        "measure.report_withdrawn": "trok een rapport in",
        "measure.dossier_asked": "liet de kwaliteit van de vragenlijst onderzoeken",
        "measure.dossier_made": "maakte een dossier over de kwaliteit van de vragenlijst",
        "measure.content_recorded": "legde vast wat mensen van de vragen vonden",
        "measure.content_corrected": "wijzigde wat mensen van de vragen vonden",
        "measure.content_withdrawn": "trok in wat mensen van de vragen vonden",
        "measure.leftovers_removed": "ruimde resten van een gesloten meting op",
    },
    facts={
        "instrument": "vragenlijst",
        "checksum": "controlegetal",
        "cells": "organisaties in een wijk",
        "cell": "voor",
        "invited": "genodigd",
        "responses": "ingevulde vragenlijsten",
        "closes_on": "laatste dag",
        "state": "besluit",
        "changed": "tekst aangepast",
        "audience": "voor",
        "edition": "uitgave",
        "version": "versie",
        "people": "mensen",
        "format": "soort bestand",
        "rows": "rijen",
        "rounds": "metingen die meetellen",
        "new_cells": "nieuwe organisaties",
        "origin": "herkomst",
        "again": "nog een keer",
        "sealed": "verzegelde antwoorden",
        "tickets": "codes",
        "keys": "sleutels",
    },
    objects={
        "measure.round": _rounds,
        "measure.publication": _publications,
        "measure.contentrecord": _content,
    },
    values={
        "instrument": _versions,
        "cell": _cells,
        "state": lambda _: {state.value: str(state.label) for state in OpenState},
        "origin": lambda _: {origin.value: str(origin.label) for origin in Origin},
        "audience": lambda _: {audience.value: str(audience.label) for audience in Audience},
    },
)
