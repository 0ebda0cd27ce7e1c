"""Invented content for the page that shows every component."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from rondom.charts.chart import Chart, Table

PICTOS = "calendar place speech people child free lock key phone letter eye done".split()


def context() -> dict[str, Any]:
    """What the component page shows, with today's dates so that 'te laat' stays true."""
    today = timezone.localdate()
    wrong = SampleForm({"email": "geen adres", "number": "veel"}, prefix="wrong")
    return {
        "today": today,
        "stages": STAGES,
        "pictos": PICTOS,
        "things": things(today),
        "chart": _chart(1080),
        "narrow": _chart(360),
        "table": TABLE,
        "page": Paginator(range(60), 20).page(2),
        "empty_form": SampleForm(),
        "wrong_form": wrong,
    }


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a workflow."""

    name: str
    state: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that waits."""

    title: str
    context: str
    day: date | None
    address: str = "#todo"


STAGES = (
    Stage("Voorbereiden", "done", "#stages"),
    Stage("Vragen", "done"),
    Stage("Uitkomsten", "now"),
    Stage("Rondetafel", ""),
    Stage("Verbeterplan", ""),
    Stage("Opnieuw meten", ""),
)
TABLE = Table(
    ("Sector", "Gemiddelde", "Tussen", "Deed mee"),
    (
        ("Sociaal wijkteam", "78", "72 en 84", "31"),
        ("Kinderopvang", "44", "38 en 50", "1.204"),
        ("Wonen", "·", "–", "–"),
    ),
)


def things(today: date) -> tuple[Thing, ...]:
    """One thing of every kind: late, today, tomorrow, later, whenever."""
    return (
        Thing(
            "Uitkomst teruggeven aan de kinderopvang", "Quickscan Lindenkwartier", today - timedelta(days=3)
        ),
        Thing("Vier open antwoorden nalezen", "Zonder namen, voordat anderen ze zien", today),
        Thing("Uitnodigingen versturen", "Quickscan Nieuw-Oever", today + timedelta(days=1)),
        Thing(
            "Rondetafel Lindenkwartier, 13.30 uur", "11 van 14 genodigden komen", today + timedelta(days=9)
        ),
        Thing("Uw naam invullen", "", None),
    )


class SampleForm(forms.Form):
    """A field of every kind."""

    name = forms.CharField(
        label="Naam",
        help_text="Zo zien anderen in uw kring u.",
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(label="E-mailadres", widget=forms.EmailInput({"autocomplete": "email"}))
    number = forms.IntegerField(label="Hoeveel mensen nodigt u uit?")
    day = forms.DateField(label="Vanaf welke dag?", required=False, widget=forms.DateInput({"type": "date"}))
    sector = forms.ChoiceField(
        label="Sector", choices=[("", "Kies een sector"), ("a", "Onderwijs"), ("b", "Welzijn")]
    )
    often = forms.ChoiceField(
        label="Hoe vaak doet u dit?",
        help_text="Denk aan de afgelopen zes maanden.",
        widget=forms.RadioSelect,
        choices=[("1", "nooit"), ("2", "soms"), ("3", "vaak")],
    )
    areas = forms.MultipleChoiceField(
        label="Voor welke wijken?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Lindenkwartier"), ("b", "Nieuw-Oever")],
    )
    idea = forms.CharField(
        label="Uw idee",
        required=False,
        help_text="Schrijf geen namen op.",
        widget=forms.Textarea({"rows": 4}),
    )
    file = forms.FileField(label="Bestand", required=False)
    agree = forms.BooleanField(label="Ik heb dit gelezen", help_text="U kunt dit later niet wijzigen.")


def _chart(width: int) -> Chart:
    title, description = "Ondersteunen: het wijkteam doet veel", "Sociaal wijkteam 78, kinderopvang 44."
    label = 220 if width > 500 else 120
    bars = "".join(
        f'<text x="0" y="{y + 18}" font-size="14" fill="#1d2433">{name}</text>'
        f'<rect x="{label}" y="{y}" width="{(width - label) * value // 110}" height="26" fill="#15506b"/>'
        for y, name, value in ((4, "Sociaal wijkteam", 78), (44, "Kinderopvang", 44))
    )
    svg = f'<svg viewBox="0 0 {width} 76" role="img" aria-label="{title}. {description}">{bars}</svg>'
    return Chart(svg=svg, title=title, description=description, table=TABLE)
