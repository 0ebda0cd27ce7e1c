"""What parents thought of a group."""

from typing import Any

from rondom.workflows.parenting_questions.forms.revising import RevisingForm
from rondom.workflows.parenting_questions.models import Opinion
from rondom.workflows.parenting_questions.models.opinion import ANSWERS


class OpinionForm(RevisingForm[Opinion]):
    """Counts from papers without a name. Nothing is filled in before someone counted."""

    class Meta:
        model = Opinion
        fields = ("papers", *ANSWERS)
        labels = {name: f"Hoe vaak stond er ‘{words}’?" for name, words in ANSWERS.items()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.update(dict.fromkeys(self.Meta.fields))
