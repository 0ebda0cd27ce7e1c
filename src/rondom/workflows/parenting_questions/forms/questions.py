"""Writing a question down, and reading it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rondom.cores.measure.sealing import is_code, tidy
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.ui.templatetags.languages import said
from rondom.wording import Clue, Danger, danger
from rondom.workflows.parenting_questions.actions.questions import Asked
from rondom.workflows.parenting_questions.forms.texts import QuestionText
from rondom.workflows.parenting_questions.models import Pool, Theme
from rondom.workflows.parenting_questions.models.question import AgeGroup
from rondom.workflows.parenting_questions.themes import SAFETY


class AreaField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A neighbourhood; its name is Dutch on every page."""

    def label_from_instance(self, area: WorkArea) -> str:
        return said(str(area))


class QuestionForm(forms.Form):
    """A question in the parent's own words. What is chosen once is chosen again next time.

    The key makes that sending it twice keeps it once.
    """

    text = QuestionText(
        label="De vraag, in de woorden van de ouder",
        help_text="Schrijf geen namen, telefoonnummers of adressen op.",
        attrs={"autofocus": True, "autocomplete": "off"},
    )
    theme = forms.ModelChoiceField(
        label="Waar gaat het over?",
        queryset=Theme.objects.none(),
        required=False,
        empty_label="Dat kiest de coördinator",
    )
    age_group = forms.ChoiceField(
        label="Hoe oud is het kind?", choices=AgeGroup.choices, widget=forms.RadioSelect, initial=AgeGroup.ALL
    )
    area = AreaField(
        label="Wijk", queryset=WorkArea.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    heard = forms.IntegerField(
        label="Hoeveel ouders vroegen dit?", initial=1, min_value=1, max_value=50, required=False
    )
    organisation = forms.ModelChoiceField(
        label="Bij welke organisatie hoorde u dit?",
        queryset=Organisation.objects.none(),
        empty_label="Ik zeg het liever niet",
        required=False,
    )
    card = forms.CharField(
        label="Code op het kaartje",
        help_text="Alleen als een ouder de vraag op een kaartje schreef. Het kaartje telt dan één keer.",
        max_length=80,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    no_names = forms.BooleanField(
        label="Er staat geen naam in mijn vraag", required=False, widget=forms.HiddenInput
    )
    not_unsafe = forms.BooleanField(
        label="Gaat niet over onveiligheid", required=False, widget=forms.HiddenInput
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    clues: tuple[Clue, ...] = ()
    asks_about_safety = False

    def __init__(self, *args: Any, pool: Pool, of_parent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = pool.areas.all()
        partners = Organisation.objects.active().filter(areas__in=areas).distinct()
        themes = pool.themes.filter(in_use=True)
        for name, found in (("area", areas), ("organisation", partners), ("theme", themes)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
        if len(areas) == 1:
            self.initial.setdefault("area", areas[0])
        if of_parent:
            for name in ("theme", "heard", "organisation", "card"):
                del self.fields[name]
            self.fields["text"].label = _("Welke vraag over opvoeden houdt u bezig?")
            self.fields["text"].help_text = _("Schrijf geen namen op.")
            self.fields["text"].widget.attrs["autofocus"] = False  # they read first
            self.fields["age_group"].label = _("Hoe oud is uw kind?")
            self.fields["area"].label = _("In welke wijk woont u?")

    def clean_card(self) -> str:
        """The code as the site writes it."""
        code = tidy(self.cleaned_data["card"])
        if code and not is_code(code):
            raise forms.ValidationError("Typ de code van het kaartje over: drie woorden en drie cijfers.")
        return code

    def needs_help_now(self) -> bool:
        """Whether it is about danger; who to call does not wait until the rest is filled in."""
        if not self.is_bound:
            return False
        theme = None if "theme" in self.errors else self.cleaned_data.get("theme")
        return danger(str(self.data.get("text", ""))) is Danger.CLEAR or bool(theme and theme.code == SAFETY)

    @property
    def asked(self) -> Asked:
        """What was written, checked field by field."""
        cleaned = self.cleaned_data
        return Asked(
            cleaned["text"],
            cleaned["area"],
            age_group=cleaned["age_group"],
            heard=cleaned.get("heard") or 1,
            theme=cleaned.get("theme"),
            no_names=cleaned["no_names"],
            not_unsafe=cleaned["not_unsafe"],
        )


class ScreenForm(forms.Form):
    """The text as it may count, and its theme when that is clear at once."""

    text = QuestionText(label="Vraag")
    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.none(), required=False, empty_label="Kies ik later"
    )

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = pool.themes.filter(in_use=True).exclude(code=SAFETY)


class ChoosingForm(forms.Form):
    """Which questions to see."""

    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.none(), required=False, empty_label="Alle thema’s"
    )
    area = forms.ModelChoiceField(
        label="Wijk", queryset=WorkArea.objects.none(), required=False, empty_label="Alle wijken"
    )

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("theme", pool.themes.all()), ("area", pool.areas.all())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
