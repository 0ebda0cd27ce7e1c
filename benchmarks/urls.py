"""The rivals: a view with one insert, and an empty page, behind the same middleware."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from rondom.cores.measure.models import SealedResponse
from rondom.urls import urlpatterns as site

CONTENT = b"x" * 1052


@login_not_required
def one_insert(request: HttpRequest) -> HttpResponse:
    """A bare Django view that keeps one row of the same size."""
    SealedResponse.objects.create(id=uuid.uuid4(), round_id=int(request.POST["round"]), content=CONTENT)
    return redirect("/")


def empty_page(request: HttpRequest) -> HttpResponse:
    """The frame of the site with nothing in it."""
    return render(request, "base.html")


urlpatterns = [path("meten/invoegen/", one_insert), path("meten/leeg/", empty_page), *site]
