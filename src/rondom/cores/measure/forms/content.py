"""Writing down what people said of the questions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from rondom.cores.measure.models import ContentRecord
from rondom.dossier.content import Aspect, ContentStudy, Finding, Named, People, Verdict, Way
from rondom.instruments import Instrument, Item
from rondom.instruments.coding import scored_items

MOST_PEOPLE = 1000
LONGEST = 2000

HELP = {
    People.RESPONDENTS: "Bijvoorbeeld professionals uit de wijk, of ouders.",
    People.STRUGGLING_READERS: "Tel hen hier, en niet nog een keer hierboven.",
    People.FIELD: "Bijvoorbeeld een kinderarts, een leerkracht of een beleidsmedewerker.",
}
ASKS = {
    Aspect.RELEVANCE: "Passen de vragen bij het onderwerp en bij de mensen die invullen?",
    Aspect.COMPREHENSIVENESS: "Zit alles erin wat ertoe doet? Ontbreekt er niets?",
    Aspect.COMPREHENSIBILITY: "Lezen mensen de vragen zoals ze zijn bedoeld? Is het makkelijk genoeg?",
}
SAID = {
    Aspect.RELEVANCE: "Wat zeiden zij over het nut van de vragen?",
    Aspect.COMPREHENSIVENESS: "Wat zeiden zij over wat er ontbreekt?",
    Aspect.COMPREHENSIBILITY: "Wat zeiden zij over hoe duidelijk het is?",
}


class ContentForm(forms.Form):
    """One time that people looked at the questions. ``kept`` is the version that is corrected."""

    done_on = forms.DateField(
        label="Wanneer was dit?",
        help_text="De laatste dag, als het er meer waren.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    ways = forms.MultipleChoiceField(
        label="Hoe is het gedaan?",
        choices=[(one.value, one.words[:1].upper() + one.words[1:]) for one in Way],
        widget=forms.CheckboxSelectMultiple,
    )
    changed = forms.CharField(
        label="Wat is er daarna veranderd aan de vragenlijst?",
        help_text="Is er niets veranderd? Schrijf dat dan op.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label="Waar is het na te lezen?",
        help_text="De titel van een verslag of artikel, of een link.",
        required=False,
        max_length=300,
    )
    panel = forms.IntegerField(
        label="Hoeveel mensen zaten in het panel?",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"min_value": "Vul 1 in, of meer.", "max_value": f"Vul hoogstens {MOST_PEOPLE} in."},
    )

    def __init__(
        self, instrument: Instrument, data: Any = None, *, kept: ContentRecord | None = None
    ) -> None:
        super().__init__(data, initial=_initial(kept.study) if kept else None)
        self._items = judged_items(instrument)
        for one in People:
            self.fields[one.value] = _number(one.words[:1].upper() + one.words[1:], HELP.get(one, ""))
        for aspect in Aspect:
            self._ask(aspect)
        for item in self._items:
            label = f"{item.name}. {instrument.text(item.label)}"
            self.fields[f"item-{item.name}"] = _number(label, "")
        if kept:
            self.fields["because"] = forms.CharField(
                label="Waarom wijzigt u dit?",
                help_text="Deze reden staat bij de geschiedenis en in het logboek.",
                max_length=300,
            )
            self.fields["of"] = forms.IntegerField(initial=kept.version, widget=forms.HiddenInput)

    def people(self) -> list[forms.BoundField]:
        """The fields with numbers of people."""
        return [self[one.value] for one in People]

    def aspects(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Per aspect the field with the verdict and the one with words."""
        return [(self[one.value], self[f"{one.value}-words"]) for one in Aspect]

    def judged(self) -> list[forms.BoundField]:
        """One field per question."""
        return [self[f"item-{item.name}"] for item in self._items]

    def panel_is_filled_in(self) -> bool:
        """Whether anything stands in the part about a panel, so that it opens."""
        return any(field.value() not in (None, "") for field in (self["panel"], *self.judged()))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        done_on = given.get("done_on")
        if done_on and done_on > timezone.localdate():
            self.add_error("done_on", "Deze dag komt nog. Kies een dag die is geweest.")
        for aspect in Aspect:
            examined = given.get(aspect.value, Verdict.NOT_ASKED.value) != Verdict.NOT_ASKED.value
            if examined and not given.get(f"{aspect.value}-words"):
                self.add_error(f"{aspect.value}-words", "Schrijf kort op wat mensen zeiden.")
        self._require_people(given)
        self._require_panel(given)
        return given

    def study(self) -> ContentStudy:
        """What record_content needs."""
        given = self.cleaned_data
        relevant = {
            item.name: given[f"item-{item.name}"]
            for item in self._items
            if given[f"item-{item.name}"] is not None
        }
        return ContentStudy(
            done_on=given["done_on"],
            people={one: given[one.value] for one in People if given[one.value]},
            ways=tuple(way for way in Way if way.value in given["ways"]),
            findings={one: self._finding(one) for one in Aspect},
            changed=given["changed"],
            source=given["source"],
            panel=given["panel"] or 0,
            relevant=relevant,
        )

    def _finding(self, aspect: Aspect) -> Finding:
        by_name = {one.value: one for one in Verdict}
        given = self.cleaned_data
        return Finding(by_name[given[aspect.value]], given[f"{aspect.value}-words"])

    def _ask(self, aspect: Aspect) -> None:
        self.fields[aspect.value] = forms.ChoiceField(
            label=aspect.words,
            help_text=ASKS[aspect],
            choices=_choices(Verdict),
            widget=forms.RadioSelect,
        )
        self.fields[f"{aspect.value}-words"] = forms.CharField(
            label=SAID[aspect],
            help_text="Laat dit alleen leeg als het niet is onderzocht.",
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def _require_people(self, given: dict[str, Any]) -> None:
        if any(given.get(one.value) for one in People) or Way.LITERATURE.value in given.get("ways", []):
            return
        self.add_error(People.RESPONDENTS.value, "Vul bij minstens één groep in hoeveel mensen keken.")

    def _require_panel(self, given: dict[str, Any]) -> None:
        panel = given.get("panel")
        judged = {item.name: given.get(f"item-{item.name}") for item in self._items}
        if panel is None and "panel" not in self.errors and any(one is not None for one in judged.values()):
            self.add_error("panel", "Vul in hoeveel mensen in het panel zaten.")
        for name, count in judged.items():
            if panel is not None and count is not None and count > panel:
                self.add_error(f"item-{name}", f"Het panel telt {panel} mensen. Vul hoogstens {panel} in.")


class WithdrawContentForm(forms.Form):
    """Why it no longer counts."""

    because = forms.CharField(
        label="Waarom trekt u dit in?",
        help_text="Deze reden staat bij de geschiedenis en in het logboek. Schrijf geen namen op.",
        max_length=300,
    )


def judged_items(instrument: Instrument) -> tuple[Item, ...]:
    """The questions that a panel judges: those of the scales, or all with answers to pick."""
    items = scored_items(instrument)
    of_scales = {name for scale in instrument.scales for name in scale.items}
    return tuple(item for item in items if item.name in of_scales) or items


def _number(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"min_value": "Vul 0 in, of meer.", "max_value": f"Vul hoogstens {MOST_PEOPLE} in."},
    )


def _choices(kind: Iterable[Named]) -> list[tuple[str, str]]:
    return [(one.value, one.words[:1].upper() + one.words[1:]) for one in kind]


def _initial(study: ContentStudy) -> dict[str, Any]:
    found: dict[str, Any] = {
        "done_on": study.done_on,
        "ways": [way.value for way in study.ways],
        "changed": study.changed,
        "source": study.source,
        "panel": study.panel or None,
    }
    found |= {one.value: count for one, count in study.people.items()}
    found |= {f"item-{name}": count for name, count in study.relevant.items()}
    for aspect in Aspect:
        finding = study.finding(aspect)
        found |= {aspect.value: finding.verdict.value, f"{aspect.value}-words": finding.words}
    return found
