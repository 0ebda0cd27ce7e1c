"""Areas with their key figures, work areas, sectors and partner organisations."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import slugify

from rondom.foundation.places.codes import Kind, kind_of
from rondom.foundation.places.indicators import Indicator


def validate_code(value: str) -> None:
    """A code as Statistics Netherlands writes it."""
    if kind_of(value) is None:
        raise ValidationError("Gebruik een code van het CBS, zoals GM0164, WK016401 of BU01640101.")


class PlaceQuerySet(models.QuerySet["Place"]):
    """Questions about many areas."""

    def without_boundary(self) -> Self:
        """For lists: boundaries are large."""
        return self.defer("boundary")


class Place(models.Model):
    """An official area in the division of one year: codes are not stable over the years."""

    kind = models.CharField("soort", max_length=8, choices=Kind.choices)
    code = models.CharField("code", max_length=10, validators=[validate_code])
    year = models.PositiveSmallIntegerField("jaar van de indeling")
    name = models.CharField("naam", max_length=120)
    parent = models.ForeignKey(
        "self",
        verbose_name="ligt in",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    boundary = models.JSONField("grens", null=True, blank=True)  # GeoJSON geometry in degrees (WGS84)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering = ["code", "year"]
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="place_once_a_year")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind != kind_of(self.code):
            raise ValidationError(
                {"kind": f"De code {self.code} hoort niet bij een {self.get_kind_display()}."}
            )


class KeyFigure(models.Model):
    """One figure about one area. No value means that it is not known; never zero."""

    place = models.ForeignKey(Place, verbose_name="gebied", on_delete=models.CASCADE, related_name="figures")
    indicator = models.CharField("cijfer", max_length=30, choices=Indicator.choices)
    year = models.PositiveSmallIntegerField("jaar")
    value = models.FloatField("waarde", null=True, blank=True)
    source = models.CharField("bron", max_length=120)

    class Meta:
        verbose_name = "kerncijfer"
        verbose_name_plural = "kerncijfers"
        ordering = ["indicator", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "indicator", "year", "source"], name="figure_once_a_source"
            )
        ]
        indexes = [models.Index(fields=["indicator", "year"], name="figure_by_indicator")]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()} {self.year}"


class WorkAreaQuerySet(models.QuerySet["WorkArea"]):
    """Questions about many work areas."""

    def active(self) -> Self:
        """The work areas that people work in now."""
        return self.filter(active=True)


class WorkArea(models.Model):
    """The neighbourhood that people work in: one or more wijken or buurten of one municipality."""

    name = models.CharField("naam", max_length=120)
    slug = models.SlugField("naam in het adres", max_length=120, blank=True)
    code = models.CharField("code", max_length=10, blank=True)  # of its only part; empty with several parts
    municipality = models.ForeignKey(
        Place, verbose_name="gemeente", on_delete=models.PROTECT, related_name="work_areas"
    )
    parts: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        Place, verbose_name="wijken en buurten", related_name="part_of", blank=True
    )
    active = models.BooleanField("in gebruik", default=True)

    objects = WorkAreaQuerySet.as_manager()

    class Meta:
        verbose_name = "werkgebied"
        verbose_name_plural = "werkgebieden"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "municipality",
                Lower("name"),
                name="work_area_name_once",
                violation_error_message="Deze wijk is er al in deze gemeente. Kies een andere naam.",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="work_area_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:area", args=[self.key, self.current_slug])

    @property
    def key(self) -> str:
        """What finds this area in an address: the code of its only part, or else its number."""
        return self.code or str(self.pk)

    @property
    def current_slug(self) -> str:
        """The readable part of the address; it may change, the key does not."""
        return self.slug or slugify(self.name) or "wijk"


class Sector(models.Model):
    """A kind of organisation around families. ``group`` merges cells that are too small, fixed beforehand."""

    code = models.CharField("code", max_length=10, unique=True)
    name = models.CharField("naam", max_length=80)
    examples = models.CharField("bijvoorbeeld", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("volgorde", default=0)
    group = models.CharField("sectorgroep", max_length=80, null=True, blank=True)

    class Meta:
        verbose_name = "sector"
        verbose_name_plural = "sectoren"
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about many organisations."""

    def active(self) -> Self:
        """The partners that take part now."""
        return self.filter(active=True)

    def matching(self, text: str) -> Self:
        """The partners whose name holds this text."""
        return self.filter(name__icontains=text.strip()) if text.strip() else self

    def working_in(self, area: WorkArea) -> Self:
        """The partners in one work area."""
        return self.filter(areas=area)


class Organisation(models.Model):
    """A partner in one or more work areas. Its name is unique: it may work in several municipalities."""

    name = models.CharField("naam", max_length=160)
    sector = models.ForeignKey(
        Sector, verbose_name="sector", on_delete=models.PROTECT, related_name="organisations"
    )
    areas: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        WorkArea, verbose_name="wijken", related_name="organisations", blank=True
    )
    contact_email = models.EmailField(
        "e-mailadres voor uitnodigingen",
        blank=True,
        help_text="Een adres van de organisatie, zoals info@ of team@. Geen persoonlijk adres.",
    )
    may_be_named = models.BooleanField(
        "mag met naam in een rapport staan",
        default=False,
        help_text="Zet dit alleen aan als de organisatie het goed vindt.",
    )
    active = models.BooleanField("doet mee", default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_once",
                violation_error_message="Deze naam is er al. Zet bijvoorbeeld de plaats erachter.",
            )
        ]

    def __str__(self) -> str:
        return self.name
