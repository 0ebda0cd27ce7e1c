"""Forms about goals."""

from django import forms

from rondom.cores.plan.forms.editing import EditForm, day_field, text_area


class GoalForm(EditForm):
    """In the words of those it is for."""

    words = forms.CharField(
        label="Wat willen wij bereiken?",
        help_text="Schrijf het op zoals de mensen voor wie het is het zeggen. Eén zin is genoeg.",
        max_length=300,
        widget=text_area(2),
    )
    notice = forms.CharField(
        label="Wat merkt een gezin hiervan?",
        help_text="Bijvoorbeeld: ‘Wij hoeven ons verhaal maar één keer te vertellen.’",
        max_length=1000,
        required=False,
        widget=text_area(),
    )
    theme = forms.CharField(label="Thema", max_length=80, required=False)


class ScoreForm(forms.Form):
    """How near the goal is."""

    score = forms.IntegerField(
        label="Cijfer van 0 tot en met 10",
        help_text="0 is: nog helemaal niet. 10 is: helemaal bereikt.",
        min_value=0,
        max_value=10,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"min_value": "Geef een cijfer van 0 tot en met 10.",
                        "max_value": "Geef een cijfer van 0 tot en met 10."},
    )  # fmt: skip
    said_by = forms.CharField(
        label="Wie gaf dit cijfer?",
        help_text="Een rol, zoals ouder of leerkracht. Geen naam.",
        max_length=80,
        required=False,
    )
    on = day_field("Op welke dag?", required=True)
