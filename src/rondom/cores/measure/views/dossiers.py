"""The quality of a questionnaire: having it examined, and reading what was found."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from rondom.charts.chart import Chart, Table
from rondom.cores.measure.actions.dossiers import FEWEST, ask_for_dossier, rounds_for
from rondom.cores.measure.models import ContentRecord, Dossier, Round
from rondom.cores.measure.tasks import make_dossier
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for

LAST_NUMBER = 100_000


def newest(request: SignedIn, pk: int) -> HttpResponse:
    """The newest edition about the questionnaire of this round, or how to get one."""
    round_ = get_for(request.user, "measure.view_dossier", Round, pk)
    found = Dossier.objects.about(round_).made().first()
    if found is not None:
        return _page(request, round_, found)
    counted, few = rounds_for(round_)
    context = {"round": round_, "counted": counted, "few": few, "fewest": FEWEST, "running": _running(round_)}
    return render(request, "measure/no_dossier.html", context)


def edition(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """One edition; older ones stay."""
    return _page(request, *_edition(request, pk, number))


@require_POST
def make(request: SignedIn, pk: int) -> HttpResponse:
    """Have a new edition made, in the background."""
    round_ = get_for(request.user, "measure.make_dossier", Round, pk)
    dossier, is_new = ask_for_dossier(round_, by=request.user)
    if is_new:
        make_dossier.enqueue(dossier.pk, request.user.pk)
    return redirect("measure:dossier_progress", round_.pk, dossier.pk)


def progress(request: SignedIn, pk: int, dossier_pk: int) -> HttpResponse:
    """How far it is. The page asks again by itself; without JavaScript one reloads it."""
    round_ = get_for(request.user, "measure.view_dossier", Round, pk)
    found = Dossier.objects.about(round_).filter(pk=dossier_pk).first()
    if found is None:
        raise Http404
    if found.finished and not found.problem:
        address = reverse("measure:dossier", args=[round_.pk, found.number])
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)
    context = {"round": round_, "dossier": found, "is_stuck": found.is_stuck(timezone.now())}
    return render(request, "measure/dossier_progress.html", context)


def paper(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """The edition as a PDF."""
    _, found = _edition(request, pk, number)
    assert found.pdf is not None
    return _file(bytes(found.pdf), "application/pdf", f"{_name(found)}.pdf", inline=True)


def numbers(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """The evidence for a machine."""
    _, found = _edition(request, pk, number)
    about = {"dossier": str(found), "gemaakt_op": str(found.made_on), "metingen": found.rounds}
    return JsonResponse({**about, **found.document})


def script(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """The R script with which someone who has the answers checks the model."""
    _, found = _edition(request, pk, number)
    if not found.hand_over:
        raise Http404
    return _file(found.hand_over.encode(), "text/plain; charset=utf-8", f"{_name(found)}.R")


def _edition(request: SignedIn, pk: int, number: int) -> tuple[Round, Dossier]:
    round_ = get_for(request.user, "measure.view_dossier", Round, pk)
    found = Dossier.objects.about(round_).filter(number=number).first() if number <= LAST_NUMBER else None
    if found is None:
        raise Http404
    return round_, found


def _page(request: SignedIn, round_: Round, found: Dossier) -> HttpResponse:
    others = Dossier.objects.about(round_).made().exclude(pk=found.pk).defer("pdf", "shown", "document")
    context = {
        "round": round_,
        "dossier": found,
        "shown": found.shown,
        "parts": [_part(part) for part in found.shown["parts"]],
        "sources": list(dict.fromkeys(row[-1] for row in found.shown["points"]["rows"])),
        "others": list(others),
        "content_is_newer": _content_is_newer(round_, found),
        "fewest": FEWEST,
        "running": _running(round_),
    }
    return render(request, "measure/dossier.html", context)


def _content_is_newer(round_: Round, found: Dossier) -> bool:
    """Whether what people said of the questions changed since this edition."""
    now = ContentRecord.objects.about(round_).standing().values_list("document", flat=True)
    return bool(list(now) != found.document["content"])


def _running(round_: Round) -> Dossier | None:
    return Dossier.objects.about(round_).moving(timezone.now()).first()


def _part(kept: dict[str, Any]) -> dict[str, Any]:
    pictures = [(_chart(picture["wide"]), _chart(picture["narrow"])) for picture in kept["pictures"]]
    return {**kept, "pictures": pictures, "tables": [_table(table) for table in kept["tables"]]}


def _chart(kept: dict[str, Any]) -> Chart:
    table = Table(tuple(kept["head"]), tuple(tuple(row) for row in kept["rows"]))
    return Chart(kept["svg"], kept["title"], kept["description"], table)


def _table(kept: dict[str, Any]) -> dict[str, Any]:
    """A dash for what there is not: on pages a dot says that something may not be shown."""
    return {**kept, "rows": [["–" if cell == "·" else cell for cell in row] for row in kept["rows"]]}


def _name(found: Dossier) -> str:
    return slugify(str(found))


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    how = "inline" if inline else "attachment"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'}
    )
