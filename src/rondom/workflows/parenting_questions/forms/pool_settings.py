"""What of a pool can change later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions.actions.pool_settings import municipality_of
from rondom.workflows.parenting_questions.forms.revising import RevisingForm
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.revised import Revised


class PoolSettingsForm(RevisingForm[Pool]):
    """Neighbourhoods of its municipality, and the door for parents."""

    class Meta:
        model = Pool
        fields = ("areas", "open_to_parents")
        widgets = {"areas": forms.CheckboxSelectMultiple}
        labels = {"areas": "Wijken die meedoen", "open_to_parents": "Ouders stellen zelf vragen met de link"}
        help_texts = {
            "open_to_parents": "Zet dit uit als er veel binnenkomt dat er niet hoort. De link en de poster "
            "werken dan niet. Wie al iets vroeg, leest met de code nog wat ermee gebeurt."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["areas"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        here = Q(active=True, municipality__code=municipality_of(self.instance))
        taking_part = Q(pk__in=self.instance.areas.values("pk"))
        field.queryset = WorkArea.objects.filter(here | taking_part)
        field.error_messages["required"] = "Kies minstens één wijk."

    def beside(self, now: Revised) -> list[tuple[str, str]]:
        assert isinstance(now, Pool)
        written = dict(self.data.lists())  # type: ignore[attr-defined]  # what was posted, a QueryDict
        self.data = {**written, "revision": now.revision}
        chosen = ", ".join(map(str, now.areas.all()))
        return [
            ("Wijken die meedoen", chosen),
            (str(self["open_to_parents"].label), "ja" if now.open_to_parents else "nee"),
        ]
