"""The list of partners, and changing it."""

from collections.abc import Container

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.foundation.access import SITE, may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.events import tell
from rondom.foundation.places.actions.partners import save_partner, set_taking_part
from rondom.foundation.places.forms import PartnerFilterForm, PartnerForm
from rondom.foundation.places.models import Organisation, Sector, WorkArea
from rondom.foundation.places.partner_list import HEADER
from rondom.foundation.places.spreadsheets import as_csv, as_xlsx
from rondom.foundation.places.views.permission import manageable_areas, out_of_reach, require

A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def partners(request: SignedIn) -> HttpResponse:
    """The partners, by name."""
    require(request, "places.view")
    form = PartnerFilterForm(request.GET)
    found = _shown(form)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("pagina"))
    manages = may(request.user, "places.manage_partners", SITE)
    query = request.GET.copy()
    query.pop("pagina", None)
    context = {
        "form": form,
        "page": page,
        "query": f"{query.urlencode()}&" if query else "",
        "manages": manages,
        "out_of_reach": _beyond(request) if manages else set(),
        "filtered": any(form.cleaned_data.values()) if form.is_valid() else False,
    }
    return render(request, "places/partners.html", context)


def export(request: SignedIn, kind: str) -> HttpResponse:
    """The same partners as the list shows, with e-mail addresses for whoever sees these; that is told."""
    require(request, "places.view")
    form = PartnerFilterForm(request.GET)
    with_email = may(request.user, "places.manage_partners", SITE)
    head = [title for title in HEADER if with_email or title != "e-mail"]
    beyond = _beyond(request)
    rows = [_row(one, with_email=with_email, beyond=beyond) for one in _shown(form)]
    about = ["Partners uit Rondom", f"Gemaakt op {timezone.localdate():%d-%m-%Y}", *_filters(form)]
    if not with_email:
        about.append("E-mailadressen staan er niet bij: die ziet alleen wie partners beheert.")
    else:
        tell(request.user, "places.partner_list_taken_out", Organisation, number=len(rows))
    return _file(kind, head, rows, about, name="partners")


def template(request: SignedIn, kind: str) -> HttpResponse:
    """An empty list to fill in, with the sectors and neighbourhoods that can be used."""
    require(request, "places.manage_partners")
    sectors = [f"Sector: {sector.name} (of de code {sector.code})" for sector in Sector.objects.all()]
    areas = [f"Wijk: {area.name}" for area in manageable_areas(request.user).filter(active=True)]
    about = [
        "Vul op het eerste blad één partner per rij in. Naam en sector zijn nodig.",
        "Meer wijken? Zet er een puntkomma tussen.",
        "Gebruik een e-mailadres van de organisatie, geen persoonlijk adres.",
        "Bij 'mag met naam' en 'doet mee' vult u ja of nee in.",
        *sectors,
        *areas,
    ]
    return _file(kind, HEADER, [], about, name="partners-sjabloon")


def new_partner(request: SignedIn) -> HttpResponse:
    """Add a partner."""
    require(request, "places.manage_partners")
    return _edit(request, Organisation(), "Partner toevoegen")


def change_partner(request: SignedIn, pk: int) -> HttpResponse:
    """Change a partner."""
    return _edit(request, _manageable(request, pk), "Partner wijzigen")


@require_POST
def stop_partner(request: SignedIn, pk: int) -> HttpResponse:
    """From now on this partner does not take part."""
    return _set_taking_part(request, pk, active=False)


@require_POST
def resume_partner(request: SignedIn, pk: int) -> HttpResponse:
    """This partner takes part again."""
    return _set_taking_part(request, pk, active=True)


def sectors(request: SignedIn) -> HttpResponse:
    """The sectors, and how they are put together when a group is too small to show."""
    require(request, "places.view")
    return render(request, "places/sectors.html", {"sectors": Sector.objects.all()})


def _shown(form: PartnerFilterForm) -> QuerySet[Organisation]:
    """What the filters leave; the list and the export both come from here."""
    chosen = form.cleaned_data if form.is_valid() else {}
    areas = WorkArea.objects.filter(active=True).only("name", "slug", "code")
    found = Organisation.objects.select_related("sector").prefetch_related(Prefetch("areas", queryset=areas))
    found = found.matching(chosen.get("zoek") or "")
    if not chosen.get("gestopt"):
        found = found.active()
    if chosen.get("sector"):
        found = found.filter(sector=chosen["sector"])
    return found.working_in(chosen["wijk"]) if chosen.get("wijk") else found


def _filters(form: PartnerFilterForm) -> list[str]:
    chosen = form.cleaned_data if form.is_valid() else {}
    lines = [
        f"{form.fields[key].label}: {value}" for key, value in chosen.items() if value and value is not True
    ]
    return [*lines, "Met wie gestopt is" if chosen.get("gestopt") else "Alleen wie nu meedoet"]


def _beyond(request: SignedIn) -> set[int]:
    """Partners of other municipalities: seen, but neither changed nor with their address."""
    return set(out_of_reach(request.user).values_list("pk", flat=True))


def _row(one: Organisation, *, with_email: bool, beyond: Container[int]) -> list[str]:
    areas = "; ".join(area.name for area in one.areas.all())
    email = [one.contact_email if one.pk not in beyond else ""] if with_email else []
    return [one.name, one.sector.name, areas, *email, _yes_no(one.may_be_named), _yes_no(one.active)]


def _yes_no(value: bool) -> str:
    return "ja" if value else "nee"


def _file(
    kind: str, head: list[str] | tuple[str, ...], rows: list[list[str]], about: list[str], *, name: str
) -> HttpResponse:
    content = as_xlsx(head, rows, about=about) if kind == "xlsx" else as_csv(head, rows)
    response = HttpResponse(content, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _edit(request: SignedIn, partner: Organisation, title: str) -> HttpResponse:
    within = manageable_areas(request.user)
    form = PartnerForm(request.POST or None, instance=partner, areas=within)
    if request.method == "POST" and form.is_valid():
        saved = save_partner(
            form.save(commit=False),
            areas=form.cleaned_data["areas"],
            within=list(within),
            by=request.user,
        )
        messages.success(request, f"{saved.name} is bewaard.")
        return redirect("places:partners")
    return render(request, "places/partner_form.html", {"form": form, "title": title, "partner": partner})


def _set_taking_part(request: SignedIn, pk: int, *, active: bool) -> HttpResponse:
    partner = _manageable(request, pk)
    set_taking_part(partner, active=active, by=request.user)
    messages.success(request, f"{partner.name} doet {'weer' if active else 'niet meer'} mee.")
    return redirect("places:partners")


def _manageable(request: SignedIn, pk: int) -> Organisation:
    require(request, "places.manage_partners")
    partner = get_object_or_404(Organisation, pk=pk)
    if out_of_reach(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return partner
