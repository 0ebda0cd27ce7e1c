"""Taking in answers that were gathered elsewhere: all of a file, or nothing."""

import base64
import hmac
import json
import secrets
import zlib
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction

from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.dry_run import DryRun
from rondom.cores.measure.models import AnswerFile, AnswerUpload, FrameCell, Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.models.round import RoundState
from rondom.cores.measure.placing import Where
from rondom.cores.measure.sealing import Sealer
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.instruments import FileRefused, answers_in

MOST_ROWS = 20_000
"""Rows of a file on the site. A larger one is taken in on the server, where nobody waits for a page."""

ORIGINS = (Origin.IMPORTED, Origin.PAPER)

_shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True, slots=True)
class Plan:
    """What someone decided about a file so far."""

    mapping: answers_in.AnswerMapping
    where: Where = field(default_factory=Where)
    origin: str = Origin.IMPORTED


def require_room_for_answers(round_: Round) -> None:
    """Refused unless answers can be added."""
    round_.require(RoundState.OPEN, "Antwoorden inlezen doet u als de meting open is.")


def checksum_of(round_: Round, content: bytes) -> str:
    """What makes the same file known again."""
    return _checksum(round_, content, settings.SECRET_KEY)


def earlier_file(round_: Round, content: bytes) -> AnswerFile | None:
    """The same file, when it was taken in for this round before; under any secret that the site has had."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    checksums = [_checksum(round_, content, key) for key in keys]
    return round_.answer_files.filter(checksum__in=checksums).first()


@transaction.atomic
def import_answers(
    round_: Round,
    dry_run: DryRun,
    *,
    checksum: str,
    origin: str,
    today: date,
    by: User | None,
    again: bool = False,
) -> AnswerFile:
    """Hand in all answers of a file that was looked through. ``again``: also if it was taken in before.

    The order of the file is let go: it may follow a list of names.
    """
    if dry_run.refused:
        raise Refused("Er staan waarden in het bestand die niet passen. Er is niets ingelezen.")
    if not dry_run.placed:
        raise Refused("Er staan geen antwoorden in dit bestand. Er is niets ingelezen.")
    require_room_for_answers(round_)
    new = dry_run.new_cells
    for cell in new:
        _add(cell)
    rows = list(dry_run.placed)
    _shuffle(rows)
    hand_in(round_, rows, origin=Origin(origin))
    # Asked once more behind the lock: a new cell does not know yet that its round is being closed, and the
    # same file may be on its way from another window.
    require_room_for_answers(Round.objects.select_for_update(no_key=True).get(pk=round_.pk))
    if not again and round_.answer_files.filter(checksum=checksum).exists():
        raise Refused("Dit bestand is al ingelezen. Zeg erbij dat u het nog een keer wilt inlezen.")
    kept = AnswerFile.objects.create(
        round=round_, checksum=checksum, rows=len(rows), origin=origin, taken_in_on=today, by=by
    )
    record(
        by,
        "measure.answers_imported",
        round_,
        rows=len(rows),
        cells=len(dry_run.per_cell()),
        new_cells=len(new),
        origin=str(origin),
        again=again,
    )
    return kept


def loaded(file: answers_in.AnswerFile) -> answers_in.AnswerFile:
    """The same file with its rows at hand. Raises FileRefused when it has too many for the site."""
    rows = list(islice(file.rows(), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise FileRefused(
            f"Dit bestand heeft meer dan {MOST_ROWS} rijen. Laat het op de server inlezen, "
            "met rondom import-answers."
        )
    return replace(file, rows=lambda: iter(rows))


@transaction.atomic
def keep_upload(
    round_: Round, file: answers_in.AnswerFile, plan: Plan, *, checksum: str, today: date, by: User
) -> AnswerUpload:
    """Keep a file, sealed, until it is taken in. It replaces the one that this person chose before."""
    require_room_for_answers(round_)
    AnswerUpload.objects.filter(round=round_, by=by).delete()
    return AnswerUpload.objects.create(
        round=round_,
        by=by,
        started_on=today,
        checksum=checksum,
        content=_sealer(round_).seal({"file": _packed(file)}),
        plan=_sealer(round_).seal(_written(plan)),
    )


def opened(upload: AnswerUpload) -> tuple[answers_in.AnswerFile, Plan]:
    """The file that waits, and what was decided about it."""
    require_room_for_answers(upload.round)
    sealer = _sealer(upload.round)
    return _unpacked(str(sealer.unseal(upload.content)["file"])), _read(sealer.unseal(upload.plan))


def change_plan(upload: AnswerUpload, plan: Plan) -> None:
    """Keep what was decided about a file."""
    require_room_for_answers(upload.round)
    upload.plan = _sealer(upload.round).seal(_written(plan))
    upload.save(update_fields=["plan"])


@transaction.atomic
def import_upload(
    upload: AnswerUpload, dry_run: DryRun, *, origin: str, today: date, by: User, again: bool = False
) -> AnswerFile:
    """Take in the file that waits; what was kept of it is gone afterwards. Once, however often it is sent."""
    gone, _ = AnswerUpload.objects.filter(pk=upload.pk).delete()
    if not gone:
        raise Refused("Dit bestand wacht niet meer: het is ingelezen of weggehaald. Kies het opnieuw.")
    return import_answers(
        upload.round, dry_run, checksum=upload.checksum, origin=origin, today=today, by=by, again=again
    )


def drop_upload(upload: AnswerUpload) -> None:
    """Forget a file that waits."""
    AnswerUpload.objects.filter(pk=upload.pk).delete()


def drop_old_uploads(today: date) -> int:
    """Forget what was not finished on the day itself. Returns how many files."""
    gone, _ = AnswerUpload.objects.left_before(today).delete()
    return gone


def _add(cell: FrameCell) -> None:
    """A new cell of the frame; another file may have brought it since this one was looked through."""
    found, _ = FrameCell.objects.get_or_create(
        round=cell.round, area=cell.area, sector=cell.sector, organisation=None
    )
    cell.pk = found.pk
    cell._state.adding = False


def _checksum(round_: Round, content: bytes, secret: str) -> str:
    key = hmac.digest(secret.encode(), f"answer file:{round_.pk}".encode(), "sha256")
    return hmac.digest(key, content, "sha256").hex()


def _sealer(round_: Round) -> Sealer:
    assert round_.sealing_key is not None
    return Sealer(round_.sealing_key)


def _written(plan: Plan) -> dict[str, object]:
    return {"mapping": plan.mapping.to_json(), "where": asdict(plan.where), "origin": plan.origin}


def _read(values: dict[str, Any]) -> Plan:
    mapping = answers_in.AnswerMapping.from_json(values["mapping"])
    return Plan(mapping, Where(**values["where"]), values["origin"])


def _packed(file: answers_in.AnswerFile) -> str:
    values = {
        "columns": file.columns,
        "rows": list(file.rows()),
        "labels": dict(file.labels),
        "value_labels": {name: dict(labels) for name, labels in file.value_labels.items()},
        "user_missing": {name: sorted(missing) for name, missing in file.user_missing.items()},
        "origin": file.origin,
        "notes": file.notes,
    }
    return base64.b64encode(zlib.compress(json.dumps(values, ensure_ascii=False).encode(), 1)).decode()


def _unpacked(packed: str) -> answers_in.AnswerFile:
    values = json.loads(zlib.decompress(base64.b64decode(packed)))
    rows = [(number, tuple(cells)) for number, cells in values["rows"]]
    return answers_in.AnswerFile(
        columns=tuple(values["columns"]),
        rows=lambda: iter(rows),
        labels=values["labels"],
        value_labels=values["value_labels"],
        user_missing={name: frozenset(missing) for name, missing in values["user_missing"].items()},
        origin=values["origin"],
        notes=tuple(values["notes"]),
    )
