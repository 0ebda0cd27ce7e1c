"""Forms about a gathering and its agenda."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from rondom.cores.meet.agendas import agendas_for
from rondom.cores.meet.models import Gathering, Phase, Series
from rondom.cores.meet.models.gathering import NEUTRAL_TITLE, period
from rondom.cores.meet.overviews import agenda_minutes
from rondom.foundation.circles.models import Audience, Circle

DAY = {"type": "date"}
TIME = {"type": "time"}
LONGEST = 60 * 24
USUAL = 60


def number(**attrs: Any) -> forms.NumberInput:
    return forms.NumberInput({"class": "short", "inputmode": "numeric", **attrs})


class WhenForm(forms.Form):
    """A day, a time, and how long."""

    day = forms.DateField(label="Dag", widget=forms.DateInput(DAY, format="%Y-%m-%d"))
    starts = forms.TimeField(
        label="Begint om", widget=forms.TimeInput(TIME | {"class": "short"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label="Hoe lang? In minuten", min_value=5, max_value=LONGEST, initial=USUAL, widget=number()
    )

    def period(self) -> tuple[datetime, datetime] | tuple[None, None]:
        """From when until when; nothing while no day was chosen."""
        data = self.cleaned_data
        if not data["day"]:
            return None, None
        assert isinstance(data["starts"], time)
        return period(data["day"], data["starts"], data["minutes"])


class GatheringForm(WhenForm):
    """Everything about a gathering but its agenda and its people."""

    title = forms.CharField(label="Waar gaat het over?", max_length=160)
    neutral_title = forms.CharField(
        label="Titel in agenda's en mails",
        max_length=80,
        initial=NEUTRAL_TITLE,
        help_text="Een agenda delen mensen vaak. Zet hier geen naam en geen onderwerp in dat privé is.",
    )
    purpose = forms.CharField(
        label="Wat willen wij bereiken?", required=False, widget=forms.Textarea({"rows": 3})
    )
    place = forms.CharField(label="Plaats", max_length=200, required=False)
    link = forms.URLField(
        label="Link om online mee te doen", max_length=400, required=False, assume_scheme="https"
    )
    audience = forms.ChoiceField(
        label="Voor wie is dit te zien?",
        choices=Audience.choices,
        initial=Audience.CIRCLE,
        widget=forms.RadioSelect,
    )
    belongs_to = forms.ChoiceField(label="Hoort bij een reeks", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = (
        "title",
        "purpose",
        "day",
        "starts",
        "minutes",
        "place",
        "link",
        "audience",
        "neutral_title",
    )

    def __init__(self, circle: Circle, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._circle = circle
        for name in ("day", "starts"):
            self.fields[name].required = False
        self.fields["day"].help_text = "Weet u het nog niet? Laat leeg, en stel later dagen voor."
        choices = list(_phases(circle))
        if choices:
            chosen = self.fields["belongs_to"]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [("", "Staat op zichzelf"), *choices]
        else:
            del self.fields["belongs_to"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("day") and not data.get("starts"):
            self.add_error("starts", "Vul in hoe laat het begint.")
        return data

    def facts(self) -> dict[str, Any]:
        """What the actions need."""
        data = self.cleaned_data
        starts_at, ends_at = self.period()
        plain = {
            name: data[name] for name in ("title", "neutral_title", "purpose", "place", "link", "audience")
        }
        return {
            **plain,
            "starts_at": starts_at,
            "ends_at": ends_at,
            **self._belonging(data.get("belongs_to", "")),
        }

    def _belonging(self, chosen: str) -> dict[str, Series | Phase | None]:
        kind, _, pk = chosen.partition("-")
        if kind == "phase":
            phase = Phase.objects.select_related("series").get(pk=pk)
            return {"series": phase.series, "phase": phase}
        return {"series": Series.objects.get(pk=pk) if kind == "series" else None, "phase": None}


def minutes_of(gathering: Gathering) -> int:
    """How long it takes while no time was chosen: as long as its agenda."""
    return min(agenda_minutes(gathering), LONGEST) or USUAL


def initial_of(gathering: Gathering) -> dict[str, Any]:
    """A gathering as its form shows it."""
    start, end = gathering.starts_at, gathering.ends_at
    when: dict[str, Any] = {"minutes": minutes_of(gathering)}
    if start and end:
        local = timezone.localtime(start)
        when = {
            "day": local.date(),
            "starts": local.time(),
            "minutes": int((end - start).total_seconds()) // 60,
        }
    belongs = f"phase-{gathering.phase_id}" if gathering.phase_id else f"series-{gathering.series_id or ''}"
    names = ("title", "neutral_title", "purpose", "place", "link", "audience")
    plain = {name: getattr(gathering, name) for name in names}
    return {**plain, **when, "belongs_to": belongs if gathering.series_id else "", "seen": gathering.version}


def _phases(circle: Circle) -> list[tuple[str, str]]:
    found = Series.objects.filter(circle=circle).prefetch_related("phases")
    choices = []
    for series in found:
        choices.append((f"series-{series.pk}", str(series)))
        choices += [(f"phase-{phase.pk}", f"{series}: {phase}") for phase in series.phases.all()]
    return choices


class SeriesForm(forms.Form):
    """A series and its phases."""

    name = forms.CharField(label="Naam van de reeks", max_length=120)
    purpose = forms.CharField(
        label="Waarvoor is de reeks?", required=False, widget=forms.Textarea({"rows": 3})
    )
    phases = forms.CharField(
        label="Fasen",
        required=False,
        help_text="Eén fase per regel. Na een dubbele punt mag staan waarvoor de fase is.",
        widget=forms.Textarea({"rows": 5}),
    )

    def clean_phases(self) -> list[tuple[str, str]]:
        lines = [line.partition(":") for line in self.cleaned_data["phases"].splitlines() if line.strip()]
        found = [(name.strip(), purpose.strip()) for name, _, purpose in lines]
        if any(not name or len(name) > 120 for name, _ in found):
            raise forms.ValidationError("Begin elke regel met de naam van de fase, van hoogstens 120 tekens.")
        return found


class CancelForm(forms.Form):
    """Why it is not going to be held."""

    because = forms.CharField(
        label="Waarom gaat het niet door?",
        max_length=300,
        help_text="Deze reden ziet alleen de kring. In de mail staat hij niet.",
    )


class PointForm(forms.Form):
    """One point of the agenda."""

    title = forms.CharField(label="Onderwerp", max_length=160)
    minutes = forms.IntegerField(label="Minuten", min_value=1, max_value=LONGEST, initial=10, widget=number())
    text = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea({"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def facts(self) -> dict[str, Any]:
        """What add_point needs."""
        return {name: self.cleaned_data[name] for name in ("title", "minutes", "text")}


class TemplateForm(forms.Form):
    """An agenda to start from."""

    template = forms.ChoiceField(label="Begin met een voorbeeld", widget=forms.RadioSelect)

    def __init__(self, workflow: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {one.code: one for one in agendas_for(workflow)}
        chosen = self.fields["template"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(one.code, f"{one.title}, {one.minutes} minuten") for one in self._known.values()]

    def clean_template(self) -> Any:
        return self._known[self.cleaned_data["template"]]
