"""Forms about neighbourhoods, partners and files."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.db.models.functions import Substr

from rondom.foundation.places.codes import Kind, parent_code
from rondom.foundation.places.models import Organisation, Place, Sector, WorkArea

MOST_MEGABYTES = 60


class MunicipalityField(forms.ModelChoiceField[Place]):
    """A municipality with its code and the year of its division."""

    def label_from_instance(self, obj: Place) -> str:
        return f"{obj.name} ({obj.code}, {obj.year})"


class WorkAreaForm(forms.ModelForm[WorkArea]):
    """A neighbourhood, its parts given by code or by name."""

    municipality = MunicipalityField(
        label="Gemeente", queryset=Place.objects.none(), empty_label="Kies een gemeente"
    )
    parts_text = forms.CharField(
        label="Wijken of buurten van het CBS",
        help_text="Codes of namen, met komma's ertussen. Bijvoorbeeld WK016401, of BU01640101, BU01640102.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = WorkArea
        fields = ("name", "municipality", "parts_text", "active")
        help_texts = {
            "active": "Een wijk die niet in gebruik is, blijft bewaard maar staat niet in lijsten.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.Meta.fields)
        self.chosen_parts: list[Place] = []
        self.municipalities = _newest_municipalities(self.instance)
        field = self.fields["municipality"]
        assert isinstance(field, MunicipalityField)
        field.queryset = self.municipalities
        if self.instance.pk:
            self.fields["parts_text"].initial = ", ".join(part.code for part in self.instance.parts.all())

    def part_choices(self) -> list[Place]:
        """The wijken and buurten of the chosen municipality, to copy codes from."""
        chosen = str(self["municipality"].value() or "")
        municipality = self.municipalities.filter(pk=chosen).first() if chosen.isdigit() else None
        return list(_parts_of(municipality)) if municipality else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        municipality, text = cleaned.get("municipality"), cleaned.get("parts_text")
        if municipality and text:
            try:
                self.chosen_parts = _chosen_parts(municipality, text, self.instance)
            except ValidationError as error:
                self.add_error("parts_text", error)
        return cleaned


def _newest_municipalities(area: WorkArea) -> QuerySet[Place]:
    """Each municipality in its newest division, and the one that an area already has."""
    municipalities = Place.objects.without_boundary().filter(kind=Kind.GEMEENTE)
    newest = municipalities.order_by().values("code").annotate(newest=Max("year"))
    years = {row["code"]: row["newest"] for row in newest}
    chosen = [
        one.pk for one in municipalities if years[one.code] == one.year or one.pk == area.municipality_id
    ]
    return Place.objects.without_boundary().filter(pk__in=chosen).order_by("name", "-year")


def _parts_of(municipality: Place) -> QuerySet[Place]:
    """Its wijken, each followed by its buurten."""
    codes = f"^(WK|BU){municipality.code[2:]}"
    found = Place.objects.without_boundary().filter(year=municipality.year, code__regex=codes)
    return found.order_by(Substr("code", 3))


def _chosen_parts(municipality: Place, text: str, area: WorkArea) -> list[Place]:
    by_key: dict[str, list[Place]] = {}
    for place in _parts_of(municipality):
        for key in {
            place.code.casefold(),
            place.name.casefold(),
        }:  # some have a code for a name
            by_key.setdefault(key, []).append(place)
    keys = [key.strip() for key in re.split(r"[,;\n]", text) if key.strip()]
    parts = {
        found.code: found
        for key in keys
        for found in [_one(by_key.get(key.casefold(), []), key, municipality)]
    }
    _check_overlap(parts)
    _check_free(list(parts.values()), area)
    return list(parts.values())


def _one(found: list[Place], key: str, municipality: Place) -> Place:
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(
            f"'{key}' is geen wijk of buurt van {municipality.name} in {municipality.year}."
        )
    codes = " of ".join(place.code for place in found)
    raise ValidationError(f"'{key}' komt meer dan eens voor. Gebruik de code: {codes}.")


def _check_overlap(parts: dict[str, Place]) -> None:
    for place in parts.values():
        above = parent_code(place.code)
        if above in parts:
            raise ValidationError(f"{place.name} ligt al in {parts[above].name}. Laat een van de twee weg.")


def _check_free(parts: list[Place], area: WorkArea) -> None:
    """One wijk or buurt is at most one work area by itself: its code is the address."""
    if len(parts) != 1:
        return
    taken = WorkArea.objects.filter(code=parts[0].code).exclude(pk=area.pk).first()
    if taken:
        raise ValidationError(
            f"{parts[0].name} is al de wijk '{taken.name}'. Wijzig die, of kies een ander deel."
        )


class PartnerForm(forms.ModelForm[Organisation]):
    """A partner, its neighbourhoods limited to what one may manage."""

    class Meta:
        model = Organisation
        fields = ("name", "sector", "areas", "contact_email", "may_be_named")
        widgets = {"areas": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, areas: QuerySet[WorkArea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector, field = self.fields["sector"], self.fields["areas"]
        assert isinstance(sector, forms.ModelChoiceField)
        assert isinstance(field, forms.ModelMultipleChoiceField)
        sector.empty_label = "Kies een sector"
        field.queryset = areas.filter(active=True) | areas.filter(organisations=self.instance.pk)
        field.queryset = field.queryset.distinct()

    def clean_name(self) -> str:
        """One space between words, and nothing that one cannot see."""
        name = " ".join(self.cleaned_data["name"].split())
        if not name.isprintable():
            raise ValidationError("De naam heeft onzichtbare tekens. Typ de naam opnieuw.")
        return name


class PartnerFilterForm(forms.Form):
    """What to show of the partners."""

    zoek = forms.CharField(label="Naam", required=False, max_length=100)
    sector = forms.ModelChoiceField(
        label="Sector",
        queryset=Sector.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="Alle sectoren",
    )
    wijk = forms.ModelChoiceField(
        label="Wijk", queryset=WorkArea.objects.active(), required=False, empty_label="Alle wijken"
    )
    gestopt = forms.BooleanField(label="Toon ook wie gestopt is", required=False)


class FileForm(forms.Form):
    """A file to take in."""

    file = forms.FileField(label="Bestand", allow_empty_file=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1_000_000:
            raise ValidationError(
                f"Dit bestand is groter dan {MOST_MEGABYTES} MB. Laat het op de server inlezen."
            )
        return file


class FiguresForm(FileForm):
    """A file of Statistics Netherlands."""

    KINDS = (
        ("kwb", "Kerncijfers wijken en buurten (CSV, XLSX of zip)"),
        ("seswoa", "SES-WOA-scores per wijk en buurt (CSV, XLSX of zip)"),
        ("grenzen", "Grenzen van gemeenten, wijken en buurten (GeoJSON)"),
    )
    kind = forms.ChoiceField(label="Wat leest u in?", choices=KINDS, widget=forms.RadioSelect, initial="kwb")
    year = forms.IntegerField(
        label="Jaar van de gebieden",
        required=False,
        min_value=2004,
        max_value=2100,
        help_text="Als het jaar niet in het bestand staat. Bij SES-WOA: het jaar uit de titel van de tabel.",
    )
    field_order = ("kind", "file", "year")


class AreasForm(forms.Form):
    """Neighbourhoods of one municipality. ``per_municipality``: what one makes for each municipality."""

    per_municipality = ""

    areas = forms.ModelMultipleChoiceField(
        label="Wijken die meedoen",
        queryset=WorkArea.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één wijk."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["areas"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = WorkArea.objects.active().select_related("municipality")

    def clean_areas(self) -> list[WorkArea]:
        areas = list(self.cleaned_data["areas"])
        if len({area.municipality_id for area in areas}) > 1:
            raise forms.ValidationError(
                f"Kies wijken van één gemeente. Maak per gemeente een {self.per_municipality}."
            )
        return areas

    @property
    def municipality(self) -> Place:
        """The municipality of the neighbourhoods that were chosen."""
        municipality = self.cleaned_data["areas"][0].municipality
        assert isinstance(municipality, Place)
        return municipality
