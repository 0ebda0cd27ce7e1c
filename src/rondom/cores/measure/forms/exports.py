"""Asking for answers, with a reason."""

from django import forms

from rondom.cores.measure.actions.exports import SHORTEST_REASON
from rondom.cores.measure.exporting import FORMATS


class ExportForm(forms.Form):
    """In which format, and what for."""

    form = forms.ChoiceField(
        label="In welke vorm?",
        choices=[(name, label) for name, (label, *_) in FORMATS.items()],
        initial="sav",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label="Waarvoor heeft u de gegevens nodig?",
        help_text="Deze reden komt in het logboek. De coördinator leest mee. Schrijf geen namen op.",
        min_length=SHORTEST_REASON,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"min_length": f"Schrijf een reden van {SHORTEST_REASON} tekens of meer."},
    )
