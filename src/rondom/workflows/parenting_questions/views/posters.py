"""Posters for parents, to print."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.ui.languages import DUTCH
from rondom.workflows.parenting_questions.cards import cards_of, languages, opinion_paper
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.posters import poster_of_group, poster_of_pool


def pool_poster(request: SignedIn, pk: int) -> HttpResponse:
    """Parents ask a question."""
    pool = get_for(request.user, "parenting_questions.log_question", Pool, pk)
    if not pool.open_to_parents:
        raise Refused("Ouders kunnen hier nu zelf geen vraag stellen.")
    link = _link(request, "ask_as_parent", pool.entrance)
    return _pdf(poster_of_pool(pool, link, made_on=timezone.localdate()), f"poster-vragen-{pool.pk}.pdf")


def cards(request: SignedIn, pk: int) -> HttpResponse:
    """Parents write their question with a pen; the language is chosen in the address."""
    pool = get_for(request.user, "parenting_questions.log_question", Pool, pk)
    language = _language(request)
    link = request.build_absolute_uri(reverse("parenting_questions:what_became"))
    made = cards_of(pool, link, language=language, made_on=timezone.localdate())
    return _pdf(made, f"kaartjes-{pool.pk}-{language}.pdf")


def opinion(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """Parents say with a pen and without a name whether it helped."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    group = get_object_or_404(pool.groups, pk=group_pk)
    language = _language(request)
    made = opinion_paper(language=language, made_on=timezone.localdate())
    return _pdf(made, f"wat-vond-u-{group.pk}-{language}.pdf")


def _language(request: SignedIn) -> str:
    wanted = request.GET.get("taal", DUTCH)
    return wanted if wanted in dict(languages()) else DUTCH


def group_poster(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """Parents join a group."""
    pool = get_for(request.user, "parenting_questions.view_bundle", Pool, pk)
    group = get_object_or_404(pool.groups, pk=group_pk)
    if group.state != GroupState.RECRUITING:
        raise Refused("Een poster kan als de groep ouders zoekt.")
    link = _link(request, "join", group.entrance)
    return _pdf(poster_of_group(group, link, made_on=timezone.localdate()), f"poster-groep-{group.pk}.pdf")


def _link(request: SignedIn, page: str, entrance: str) -> str:
    return request.build_absolute_uri(reverse(f"parenting_questions:{page}", args=[entrance]))


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
