"""Dossiers of approaches: the library, one to read and to take away, and writing it."""

from collections.abc import Container
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import library
from rondom.workflows.parenting_questions.actions import approaches as actions
from rondom.workflows.parenting_questions.actions.groups import put_in_library
from rondom.workflows.parenting_questions.actions.revising import Overtaken
from rondom.workflows.parenting_questions.forms.approaches import (
    ApproachForm,
    CorrectForm,
    ShareForm,
    begin_from,
)
from rondom.workflows.parenting_questions.models import Approach, Bundle, Pool
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.opinions import opinions_of
from rondom.workflows.parenting_questions.paper import approach_pdf

PER_PAGE = 20


def approaches(request: SignedIn) -> HttpResponse:
    """Every dossier that someone may read, by theme and by what was there."""
    themes = library.themes(request.user)
    theme = _known(request.GET.get("thema", ""), dict(themes))
    element = _known(request.GET.get("element", ""), ELEMENTS)
    dossiers = library.dossiers(request.user, theme=theme, element=element)
    chosen = {name: value for name, value in (("thema", theme), ("element", element)) if value}
    context = {
        "page": Paginator(dossiers, PER_PAGE).get_page(request.GET.get("pagina")),
        "query": f"{urlencode(chosen)}&" if chosen else "",
        "themes": themes,
        "theme": theme,
        "elements": ELEMENTS,
        "element": element,
        "wide": library.elements(request.user, "wide", theme=theme),
        "narrow": library.elements(request.user, "narrow", theme=theme),
    }
    return render(request, "parenting_questions/approaches.html", context)


def approach(request: SignedIn, pk: int) -> HttpResponse:
    """One dossier: the texts, what came of it, and who took it over."""
    found = get_for(request.user, "parenting_questions.view_approach", Approach, pk)
    return _shown(request, found, ShareForm())


def _shown(request: SignedIn, found: Approach, share: ShareForm) -> HttpResponse:
    copies, others = library.copies(found, request.user)
    is_ours = may(request.user, "parenting_questions.view_bundle", found)
    context = {
        "approach": found,
        "where": library.where(found),
        "parts": library.parts(found),
        "attendance": library.attendance(found.group),
        "opinions": opinions_of(found),
        "marks": library.marks(found.group),
        "copies": copies,
        "others": others,
        "is_ours": is_ours,
        "who": library.who_reads(found),
        "history": library.history(found) if is_ours else [],
        "share": share,
        "bundles": _could_use(found, request.user) if found.transferable else [],
    }
    status = 422 if share.errors else 200
    return render(request, "parenting_questions/approach.html", context, status=status)


def pdf(request: SignedIn, pk: int) -> HttpResponse:
    """The dossier, to print or to hand out."""
    found = get_for(request.user, "parenting_questions.view_approach", Approach, pk)
    name = f'attachment; filename="aanpak-{found.pk}.pdf"'
    content = approach_pdf(found, timezone.localdate())
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


@require_http_methods(["GET", "POST"])
def write_approach(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """A dossier of a group that was evaluated."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    group = get_object_or_404(pool.groups, pk=group_pk)
    form = ApproachForm(request.POST or None, initial=begin_from(group))
    there = Approach.objects.filter(group=group).first()
    if there and form.is_valid():
        return _made_before(there, form.written())
    group.require_next(GroupState.IN_LIBRARY)
    if request.method == "POST" and form.is_valid():
        try:
            made = put_in_library(group, dossier=form.written(), by=request.user)
            return redirect(made)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"pool": pool, "group": group, "approach": None, "title": "Dossier maken"}
    return _form(request, form, context)


def _made_before(there: Approach, written: dict[str, str | bool]) -> HttpResponse:
    """Who sends it again finds the dossier; who is second keeps the text, and can put it in."""
    if any(getattr(there, name) != value for name, value in written.items()):
        raise Refused("Een collega maakte dit dossier al. Zet wat u wilt houden erin met ‘Dossier wijzigen’.")
    return redirect(there)


@require_http_methods(["GET", "POST"])
def correct_approach(request: SignedIn, pk: int, approach_pk: int) -> HttpResponse:
    """The dossier changes; what stood there can still be read."""
    found = _own(request, pk, approach_pk)
    form = CorrectForm(request.POST or None, instance=_copy_of(found), initial={"revision": found.revision})
    context: dict[str, Any] = {"approach": found, "title": "Dossier wijzigen"}
    if request.method == "POST" and form.is_valid():
        said = {"revision": form.cleaned_data["revision"], "why": form.cleaned_data["why"]}
        try:
            actions.correct_approach(found, written=form.written(), **said, by=request.user)
            return redirect(found)
        except Overtaken as overtaken:
            form = CorrectForm({**request.POST.dict(), "revision": found.revision}, instance=_copy_of(found))
            form.is_valid()
            form.add_error(None, str(overtaken))
            context["now"] = library.parts(found)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _form(request, form, context)


@require_POST
def share_approach(request: SignedIn, pk: int, approach_pk: int) -> HttpResponse:
    """For other municipalities too, or no longer."""
    found = _own(request, pk, approach_pk)
    if "stop" in request.POST:
        actions.stop_sharing(found, by=request.user)
        messages.success(request, "Alleen uw eigen kring leest dit dossier nog.")
    elif not (form := ShareForm(request.POST)).is_valid():
        return _shown(request, found, form)
    else:
        actions.share_approach(found, by=request.user)
        messages.success(request, "Het dossier is gedeeld.")
    return redirect(found)


@require_POST
def forget_correction(request: SignedIn, pk: int, approach_pk: int) -> HttpResponse:
    """An earlier text leaves the history."""
    found = _own(request, pk, approach_pk)
    number = request.POST.get("revision", "")
    is_number = number.isdecimal() and len(number) < 10
    correction = found.corrections.filter(revision=number).first() if is_number else None
    if correction is None:
        raise Refused("Deze oude tekst is er niet. Ga terug naar het dossier.")
    actions.forget_correction(correction, by=request.user)
    messages.success(request, "De oude tekst is weg.")
    return redirect(found)


def _known(chosen: str, among: Container[str]) -> str:
    """What was chosen, if it is one of these; otherwise nothing is chosen."""
    return chosen if chosen in among else ""


def _own(request: SignedIn, pk: int, approach_pk: int) -> Approach:
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    return get_object_or_404(Approach, group__pool=pool, pk=approach_pk)


def _copy_of(found: Approach) -> Approach:
    """A form writes what was sent into its row; the action wants the row as it was."""
    return Approach.objects.get(pk=found.pk)


def _could_use(found: Approach, user: Any) -> list[Bundle]:
    """Bundles of which this coordinator decided that a group comes, and that do not know this approach."""
    bundles = Bundle.objects.visible_to(user).for_a_group()
    bundles = bundles.exclude(groups__dossier=found).exclude(groups__copied_from=found)
    if not found.shared:
        bundles = bundles.filter(circle=found.circle_id)
    return [
        bundle
        for bundle in bundles.select_related("theme", "area", "circle")
        if may(user, "parenting_questions.work_on_bundle", bundle)
    ]


def _form(request: SignedIn, form: forms.ModelForm[Approach], context: dict[str, Any]) -> HttpResponse:
    status = 409 if context.get("now") else 422 if form.errors else 200
    context = {"now": [], **context, "form": form}
    return render(request, "parenting_questions/approach_form.html", context, status=status)
