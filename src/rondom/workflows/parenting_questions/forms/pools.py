"""Starting a pool, and from when something is a signal."""

from django import forms

from rondom.foundation.places.forms import AreasForm
from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions.forms.revising import RevisingForm
from rondom.workflows.parenting_questions.models import Pool


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


class ThresholdsForm(RevisingForm[Pool]):
    """From when something is a signal; two organisations and five families are the floor."""

    class Meta:
        model = Pool
        fields = ("families", "reporters", "organisations", "months")
