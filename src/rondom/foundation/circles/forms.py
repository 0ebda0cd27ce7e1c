"""Letting people into a circle."""

from typing import Any

from django import forms

from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Role


class MemberForm(forms.Form):
    """Someone with an account, and what they will be here."""

    email = forms.EmailField(
        label="E-mailadres",
        help_text="Iemand zonder account? Vraag de beheerder van de site om een uitnodiging.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label="Rol in deze kring", choices=Role.choices, widget=forms.RadioSelect)

    def clean_email(self) -> User:
        user = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if user is None:
            raise forms.ValidationError("Er is geen account met dit e-mailadres.")
        return user

    def member(self) -> dict[str, Any]:
        """What add_member needs."""
        return {"user": self.cleaned_data["email"], "role": self.cleaned_data["role"]}
