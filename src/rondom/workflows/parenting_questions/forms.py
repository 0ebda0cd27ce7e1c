"""Starting a pool; writing a question down, reading it, giving it a theme."""

from typing import Any

from django import forms
from django.core.validators import validate_email

from rondom.foundation.places.forms import AreasForm
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.wording import Clue
from rondom.workflows.parenting_questions.actions.questions import Asked
from rondom.workflows.parenting_questions.models import ParentGroup, Pool, Theme
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.models.question import LONGEST, AgeGroup
from rondom.workflows.parenting_questions.themes import SAFETY


class PoolForm(AreasForm):
    """Where questions will be collected."""

    per_municipality = "vragenpot"
    field_order = ("name", "areas")

    name = forms.CharField(label="Naam", max_length=120, help_text="Bijvoorbeeld: Opvoedvragen in onze stad")
    areas = forms.ModelMultipleChoiceField(
        label="Wijken die meedoen",
        queryset=WorkArea.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één wijk."},
    )


class QuestionForm(forms.Form):
    """A question in the parent's own words. What is chosen once is chosen again next time."""

    text = forms.CharField(
        label="De vraag, in de woorden van de ouder",
        help_text="Schrijf geen namen, telefoonnummers of adressen op.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True, "autocomplete": "off"}),
    )
    age_group = forms.ChoiceField(
        label="Hoe oud is het kind?", choices=AgeGroup.choices, widget=forms.RadioSelect, initial=AgeGroup.ALL
    )
    area = forms.ModelChoiceField(
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
    no_names = forms.BooleanField(
        label="Er staat geen naam in mijn vraag", required=False, widget=forms.HiddenInput
    )
    not_unsafe = forms.BooleanField(
        label="Gaat niet over onveiligheid", required=False, widget=forms.HiddenInput
    )

    clues: tuple[Clue, ...] = ()
    asks_about_safety = False

    def __init__(self, *args: Any, pool: Pool, of_parent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = pool.areas.all()
        partners = Organisation.objects.active().filter(areas__in=areas).distinct()
        for name, found in (("area", areas), ("organisation", partners)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
        if len(areas) == 1:
            self.initial.setdefault("area", areas[0])
        if of_parent:
            del self.fields["heard"], self.fields["organisation"]
            self.fields["text"].label = "Welke vraag over opvoeden houdt u bezig?"
            self.fields["text"].help_text = "Schrijf geen namen op."
            self.fields["age_group"].label = "Hoe oud is uw kind?"
            self.fields["area"].label = "In welke wijk woont u?"

    @property
    def asked(self) -> Asked:
        """What was written, checked field by field."""
        cleaned = self.cleaned_data
        return Asked(
            cleaned["text"],
            cleaned["area"],
            age_group=cleaned["age_group"],
            heard=cleaned.get("heard") or 1,
            no_names=cleaned["no_names"],
            not_unsafe=cleaned["not_unsafe"],
        )


class ScreenForm(forms.Form):
    """The text as it may count; names that slipped through are taken out here."""

    text = forms.CharField(label="Vraag", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class CodeForm(forms.Form):
    """One theme of the codebook."""

    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.none(), widget=forms.RadioSelect, empty_label=None
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


class ThresholdsForm(forms.ModelForm[Pool]):
    """From when something is a signal; two organisations and five families are the floor."""

    class Meta:
        model = Pool
        fields = ("families", "reporters", "organisations", "months")


class InterpretForm(forms.Form):
    """What lies behind the questions."""

    behind = forms.CharField(
        label="Wat zit erachter?",
        help_text="Vraag een paar keer door: waarom is dat zo? Bespreek het met ouders en partners.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DecideForm(forms.Form):
    """What will be done."""

    answer = forms.ChoiceField(label="Wat gaat u doen?", choices=Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Waarom dit?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class GiveBackForm(forms.Form):
    """What whoever asked will read."""

    told = forms.CharField(
        label="Wat horen ouders terug?",
        help_text="Schrijf korte zinnen. Zeg wat u heeft gehoord, wat u gaat doen en wanneer.",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ThemeForm(forms.ModelForm[Theme]):
    """What belongs to a theme, what does not, and whether it is in use."""

    class Meta:
        model = Theme
        fields = ("belongs", "does_not_belong", "in_use")


class StartGroupForm(forms.Form):
    """A name, and perhaps an approach from elsewhere."""

    name = forms.CharField(label="Hoe heet de groep?", max_length=80)
    copied_from = forms.ModelChoiceField(
        label="Een aanpak overnemen?",
        queryset=ParentGroup.objects.none(),
        required=False,
        empty_label="Nee, wij beginnen zelf",
    )
    different = forms.CharField(
        label="Wat is hier anders?",
        help_text="Alleen als u een aanpak overneemt.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["copied_from"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ParentGroup.objects.filter(pool=pool, state=GroupState.IN_LIBRARY)


class GroupForm(forms.ModelForm[ParentGroup]):
    """What a group looks like."""

    class Meta:
        model = ParentGroup
        fields = (
            "name",
            "about",
            "leaders",
            "approach",
            "places",
            "starts_on",
            "where",
            "language",
            "childcare",
        )
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class JoinForm(forms.Form):
    """A first name and a way to reach someone; nothing more is asked."""

    first_name = forms.CharField(
        label="Uw voornaam",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Vul uw voornaam in."},
    )
    contact = forms.CharField(
        label="Uw telefoonnummer of e-mailadres",
        help_text="Hiermee laten wij u weten wanneer de groep begint.",
        max_length=120,
        error_messages={"required": "Vul uw telefoonnummer of e-mailadres in."},
    )

    def clean_contact(self) -> str:
        contact = str(self.cleaned_data["contact"])
        digits = sum(letter.isdecimal() for letter in contact)
        if "@" in contact:
            validate_email(contact)
        elif not 9 <= digits <= 15:
            raise forms.ValidationError("Dit nummer klopt niet. Kijk of er een cijfer mist.")
        return contact


class MeetingForm(forms.Form):
    """How many parents were there."""

    day = forms.DateField(label="Dag", widget=forms.DateInput(attrs={"type": "date"}))
    parents = forms.IntegerField(label="Hoeveel ouders waren er?", min_value=0, max_value=60)


class StopForm(forms.Form):
    """Why a group stops."""

    because = forms.CharField(label="Waarom stopt de groep?", max_length=300)


class EvaluateForm(forms.Form):
    """The six working elements, and what worked."""

    what_worked = forms.CharField(
        label="Wat werkte?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in ELEMENTS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label.capitalize(),
                choices=[(0, "niet"), (1, "een beetje"), (2, "ja"), (3, "heel sterk")],
                coerce=int,
            )
