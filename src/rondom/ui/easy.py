"""A field for a text that parents will read."""

from typing import Any

from django import forms

from rondom.wording import hard_to_read


class EasyTextarea(forms.Textarea):
    """Says under what was written how it reads more easily. It is advice: nothing is held back."""

    template_name = "forms/easy_textarea.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        remarks = hard_to_read(context["widget"]["value"] or "")
        if remarks and (own := context["widget"]["attrs"]).get("id"):
            own["aria-describedby"] = f"{own.get('aria-describedby', '')} {own['id']}_easier".strip()
        return {**context, "remarks": remarks}
