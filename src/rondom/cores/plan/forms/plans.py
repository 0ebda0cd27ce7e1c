"""Forms about a plan as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator

from rondom.cores.plan.forms.editing import EditForm, StaleForm, day_field, key_field, text_area
from rondom.cores.plan.models import GoalLook
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Audience, Circle
from rondom.foundation.places.models import WorkArea


class PlanForm(EditForm):
    """What the plan is about, and when people look back."""

    title = forms.CharField(label="Titel", max_length=160)
    area = forms.ModelChoiceField(
        WorkArea.objects.none(), label="Voor welke wijk?", required=False, empty_label="Niet voor één wijk"
    )
    half_way_on = day_field(
        "Wanneer maakt u een tussenstand op?",
        "Laat u dit leeg, dan is het een half jaar nadat het plan is vastgesteld.",
    )
    evaluate_on = day_field("Wanneer evalueert u?")
    four_eyes = forms.BooleanField(
        label="Een tweede coördinator stelt dit plan vast",
        help_text="Wie het laatst iets wijzigde, stelt dan niet zelf vast. Dit gaat niet meer uit.",
        required=False,
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = WorkArea.objects.active().select_related("municipality")
        if circle.municipality:
            areas = areas.filter(municipality__code=circle.municipality.code)
        self.fields["four_eyes"].disabled = bool(self.initial.get("four_eyes"))
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        half_way, end = self.cleaned_data.get("half_way_on"), self.cleaned_data.get("evaluate_on")
        if half_way and end and end < half_way:
            self.add_error("evaluate_on", "De evaluatie is na de tussenstand. Kies een latere dag.")
        return self.cleaned_data


class AudienceForm(StaleForm):
    """Who in the circle sees the plan."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31)

    audience = forms.ChoiceField(
        label="Wie mag dit plan zien?", choices=Audience.choices, widget=forms.RadioSelect
    )
    named = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Welke mensen?",
        help_text="Alleen nodig bij ‘alleen genoemde mensen’. Noem ook een coördinator.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].queryset = circle.members.all()  # type: ignore[attr-defined]  # as above

    def shared(self) -> dict[str, Any]:
        """What share_plan needs."""
        names = ("audience", "named", "revision")
        return {name: self.cleaned_data[name] for name in names}

    def said_of(self, shown: str) -> str:
        return (
            f"Iemand anders koos net: {shown}. Hieronder staat wat u koos. "
            "Bewaar opnieuw om uw keuze te nemen."
        )


class ReasonForm(forms.Form):
    """Stopping needs a reason that others can read."""

    reason = forms.CharField(label="Waarom stopt het?", max_length=300, widget=text_area())


class ForgetForm(forms.Form):
    """Taking an old text out of the history cannot be undone."""

    because = forms.CharField(
        label="Waarom moet de oude tekst weg?",
        help_text="Bijvoorbeeld: er stond een naam in. Schrijf de naam hier niet op.",
        max_length=300,
        widget=text_area(2),
    )


class ResumeForm(forms.Form):
    """A new period needs a new day."""

    evaluate_on = day_field("Wanneer evalueert u opnieuw?", required=True)


class LookBackForm(StaleForm):
    """What was learnt."""

    key = key_field()
    learnt = forms.CharField(
        label="Wat hebben wij geleerd?",
        help_text="Wat hielp, wat niet, en hoe weet u dat? Schrijf geen namen op.",
        max_length=4000,
        widget=text_area(6),
    )
    next_steps = forms.CharField(
        label="Wat doen wij hierna?", max_length=2000, required=False, widget=text_area(4)
    )
    on = day_field("Op welke dag keek u terug?", required=True)


class CorrectionForm(LookBackForm):
    """Other words for it, and why."""

    key = on = None  # type: ignore[assignment]  # the day stays as it was
    revision = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="Waarom wijzigt u dit?",
        help_text="Dit komt in de geschiedenis.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, looks: Iterable[GoalLook] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looks = list(looks)
        for look in self.looks:
            self.fields[f"look-{look.pk}"] = forms.CharField(
                label=f"Hoe gaat het met: {look.goal}",
                max_length=300,
                initial=look.words,
                widget=text_area(2),
            )
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])
        for name in self._texts():
            self.fields[name].show_hidden_initial = True  # what stood there when someone began

    def clean(self) -> dict[str, Any]:
        """What only someone else changed stays; of what both changed, both texts are shown."""
        stands: dict[str, str] = {}
        if self["learnt"].html_initial_name in self.data:  # then what stands now is told here, text by text
            self.cleaned_data["revision"] = stands["revision"] = self.initial["revision"]
        for name in self._texts():
            began = self.data.get(self[name].html_initial_name)
            now = self.get_initial_for_field(self.fields[name], name)
            if began is None or name not in self.cleaned_data or _same(began, now):
                continue
            if _same(self.cleaned_data[name], began):
                self.cleaned_data[name] = now
            elif not _same(self.cleaned_data[name], now):
                stands[self[name].html_initial_name] = now
                self.add_error(name, self.said_of(Truncator(now or "leeg").chars(400)))
        self.data = {**dict(self.data.items()), **stands}
        return self.cleaned_data

    def _texts(self) -> list[str]:
        return [name for name in self.fields if name not in {"why", "revision"}]

    def corrected(self) -> dict[str, Any]:
        """What correct_evaluation needs."""
        kept = {name: self.cleaned_data[name] for name in ("learnt", "next_steps", "why", "revision")}
        return {**kept, "looks": {look.pk: self.cleaned_data[f"look-{look.pk}"] for look in self.looks}}


def _same(one: str, other: str) -> bool:
    """Texts as people see them; a browser sends other ends of lines."""
    return one.split() == other.split()
