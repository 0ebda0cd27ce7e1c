"""Answers that were gathered elsewhere: choose a file, match its columns, look it through, take it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rondom.cores.measure.actions.imports import (
    Plan,
    change_plan,
    checksum_of,
    drop_old_uploads,
    drop_upload,
    earlier_file,
    import_upload,
    keep_upload,
    opened,
    require_room_for_answers,
)
from rondom.cores.measure.dry_run import DryRun, look_through
from rondom.cores.measure.forms.imports import AnswerFileForm, WhereForm
from rondom.cores.measure.matching_sheet import MatchingSheet
from rondom.cores.measure.models import AnswerUpload, Round
from rondom.cores.measure.placing import Places
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.instruments import Instrument, Kind
from rondom.instruments.answers_in import MappingError, RefusedValue, propose_mapping

MOST_LINES = 500
"""Lines of refused values on a page; the same value in the same column is one line, with all its rows."""

ROWS_SHOWN = 3


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: SignedIn, pk: int) -> HttpResponse:
    """Choose a file, or go on with the one that waits."""
    round_ = _round(request, pk)
    drop_old_uploads(timezone.localdate())
    form = AnswerFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        mapping = propose_mapping(form.answers, round_.instrument_version.instrument)
        keep_upload(
            round_,
            form.answers,
            Plan(mapping),
            checksum=checksum_of(round_, form.content),
            today=timezone.localdate(),
            by=request.user,
        )
        if earlier_file(round_, form.content):
            messages.warning(request, "Dit bestand is al eens ingelezen bij deze meting.")
        for note in form.answers.notes:
            messages.info(request, note)
        return redirect("measure:import_match", round_.pk)
    context = {
        "round": round_,
        "form": form,
        "waiting": _upload(request, round_),
        "files": round_.answer_files.select_related("by"),
    }
    return render(request, "measure/import.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def match(request: SignedIn, pk: int) -> HttpResponse:
    """Which column answers which question, and which value is which answer."""
    round_ = _round(request, pk)
    upload = _upload(request, round_)
    if upload is None:
        return _choose_again(request, round_)
    file, plan = opened(upload)
    sheet = MatchingSheet(file, plan.mapping, round_.instrument_version.instrument)
    given = {"origin": plan.origin, **asdict(plan.where)}
    form = WhereForm(round_, request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        mapping = sheet.read(request.POST.dict())
        changed = Plan(mapping, form.where(), form.cleaned_data["origin"])
        change_plan(upload, changed)
        return _onwards(request, round_, sheet, MatchingSheet(file, mapping, sheet.instrument), changed)
    context = {"round": round_, "sheet": sheet, "form": form}
    return render(request, "measure/import_match.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: SignedIn, pk: int) -> HttpResponse:
    """What would be taken in and every value that does not fit; then take it in, whole."""
    round_ = _round(request, pk)
    upload = _upload(request, round_)
    if upload is None:
        return _choose_again(request, round_)
    file, plan = opened(upload)
    try:
        found = look_through(round_, file, plan.mapping, plan.where)
    except MappingError as error:
        for problem in error.problems:
            messages.error(request, problem)
        return redirect("measure:import_match", round_.pk)
    is_known = round_.answer_files.filter(checksum=upload.checksum).exists()
    again = request.POST.get("again") == "on"
    may_go = found.placed and not found.refused and (again or not is_known)
    if request.method == "POST" and may_go:
        taken = import_upload(
            upload, found, origin=plan.origin, today=timezone.localdate(), by=request.user, again=again
        )
        messages.success(request, f"{taken.rows} vragenlijsten zijn ingelezen en verzegeld.")
        return redirect("measure:round", round_.pk)
    is_sent = request.method == "POST"
    context = {
        **_shown(round_, found),
        "is_known": is_known,
        "must_say": is_sent and is_known,
        "unused": plan.mapping.unused,
    }
    return render(request, "measure/import_check.html", context, status=422 if is_sent else 200)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Forget the file that waits."""
    round_ = _round(request, pk)
    upload = _upload(request, round_)
    if upload:
        drop_upload(upload)
        messages.success(request, "Het bestand is weggehaald. Er is niets ingelezen.")
    return redirect("measure:import", round_.pk)


@dataclass(frozen=True, slots=True)
class Line:
    """One value of one column that does not fit, and all rows that have it: '2–4, 9'."""

    column: str
    value: str
    reason: str
    rows: str


def refused_lines(refused: Iterable[RefusedValue]) -> list[Line]:
    """Refused values, the same ones together, in the order of the file."""
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for one in refused:
        rows[one.column, one.value[:200], one.reason].append(one.row)
    return [Line(*key, _ranges(numbers)) for key, numbers in rows.items()]


def _ranges(numbers: list[int]) -> str:
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)


def _round(request: SignedIn, pk: int) -> Round:
    round_: Round = get_for(request.user, "measure.import_answers", Round, pk)
    require_room_for_answers(round_)
    return round_


def _upload(request: SignedIn, round_: Round) -> AnswerUpload | None:
    return AnswerUpload.objects.select_related("round").filter(round=round_, by=request.user.pk).first()


def _choose_again(request: SignedIn, round_: Round) -> HttpResponse:
    messages.info(request, "Er wacht geen bestand. Kies het bestand dat u wilt inlezen.")
    return redirect("measure:import", round_.pk)


def _onwards(
    request: SignedIn, round_: Round, before: MatchingSheet, now: MatchingSheet, plan: Plan
) -> HttpResponse:
    """To the dry run; back to the sheet when a column got another question whose answers nobody saw."""
    chosen = {row.column: row.chosen for row in before.columns}
    unseen = [row.column for row in now.columns if row.values and row.chosen != chosen[row.column]]
    problems = now.mapping.problems(now.file, now.instrument)
    if problem := Places(round_, plan.where, plan.mapping.context).problem():
        problems.append(problem)
    for problem in problems:
        messages.error(request, problem)
    if unseen:
        messages.info(request, f"Kijk ook de antwoorden na van: {', '.join(unseen)}.")
    return redirect("measure:import_match" if problems or unseen else "measure:import_check", round_.pk)


def _shown(round_: Round, found: DryRun) -> dict[str, Any]:
    return {
        "round": round_,
        "found": found,
        "lines": refused_lines(found.refused),
        "most": MOST_LINES,
        "per_cell": sorted(found.per_cell(), key=lambda pair: str(pair[0])),
        "sample": _sample(found, round_.instrument_version.instrument),
        "not_asked": sorted(found.not_asked.items()),
    }


def _sample(found: DryRun, instrument: Instrument) -> list[tuple[str, list[str]]]:
    """The first rows as they are read: question, and the answer of each row. Open answers stay out."""
    rows = [answers for _, answers in found.placed[:ROWS_SHOWN]]
    items = [item for item in instrument.items() if item.kind not in (Kind.NOTE, Kind.TEXT, Kind.PARTNERS)]
    shown: list[tuple[str, list[str]]] = []
    for item in items:
        words = {one.code: instrument.text(one.label) for one in instrument.choice_list(item).choices}
        answers = [_in_words(row.get(item.name), words) for row in rows]
        if any(answer != "–" for answer in answers):
            shown.append((instrument.text(item.label) or item.name, answers))
    return shown


def _in_words(answer: Any, words: dict[str, str]) -> str:
    if answer is None:
        return "–"
    if isinstance(answer, list):
        return ", ".join(str(words.get(code, code)) for code in answer)
    return words.get(str(answer), str(answer))
