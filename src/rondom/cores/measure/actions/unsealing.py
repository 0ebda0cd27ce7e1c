"""What happens to sealed answers when a round closes."""

import secrets
from collections.abc import Iterator
from typing import Any

from rondom.cores.measure.models import OpenAnswer, Response, Round
from rondom.cores.measure.sealing import Sealer
from rondom.instruments import Instrument, Item, Kind, Repeat

_shuffle = secrets.SystemRandom().shuffle


def publish_responses(round_: Round) -> int:
    """Turn every sealed response into a response, in random order; open answers go their own way.

    Returns how many. Called within the transaction that closes the round.
    """
    if not round_.sealed_responses.exists():
        return 0
    assert round_.sealing_key is not None
    sealer = Sealer(round_.sealing_key)
    contents = [
        sealer.unseal(content) for content in round_.sealed_responses.values_list("content", flat=True)
    ]
    _shuffle(contents)
    instrument = round_.instrument_version.instrument
    areas = dict(round_.cells.values_list("pk", "area_id"))
    open_answers = [
        answer for content in contents for answer in _open_answers(round_, areas, instrument, content)
    ]
    _shuffle(open_answers)
    Response.objects.bulk_create((_response(content) for content in contents), batch_size=500)
    OpenAnswer.objects.bulk_create(open_answers, batch_size=500)
    round_.sealed_responses.all().delete()
    return len(contents)


def _response(content: dict[str, Any]) -> Response:
    return Response(cell_id=content["cell"], origin=content["origin"], answers=content["answers"])


def _open_answers(
    round_: Round, areas: dict[int, int], instrument: Instrument, content: dict[str, Any]
) -> Iterator[OpenAnswer]:
    """Takes the open answers out of the rest, so that nobody reads them together."""
    for holder, item in _places_of_text(instrument, content["answers"]):
        text = str(holder.pop(item.name, "")).strip()
        if text:
            yield OpenAnswer(round=round_, area_id=areas[content["cell"]], item=item.name, text=text)


def _places_of_text(instrument: Instrument, answers: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Item]]:
    """Where open answers can stand: beside the others, and with every partner."""
    for page in instrument.pages:
        for part in page.parts:
            if isinstance(part, Repeat):
                rows = answers.get(part.name, {}).values()
                yield from ((row, item) for item in part.items if item.kind is Kind.TEXT for row in rows)
            elif part.kind is Kind.TEXT:
                yield answers, part
