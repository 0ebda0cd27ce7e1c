"""A parent who joins a group."""

import uuid

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """A first name and a way to reach someone; nothing more is asked. Sent twice with one key it is one."""

    first_name = forms.CharField(
        label=_("Uw voornaam"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
        error_messages={"required": _("Vul uw voornaam in.")},
    )
    contact = forms.CharField(
        label=_("Uw telefoonnummer of e-mailadres"),
        help_text=_("Hiermee laten wij u weten wanneer de groep begint."),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Vul uw telefoonnummer of e-mailadres in.")},
    )

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def clean_contact(self) -> str:
        contact = str(self.cleaned_data["contact"])
        digits = sum(letter.isdecimal() for letter in contact)
        if "@" in contact:
            validate_email(contact)
        elif digits > 15:
            raise forms.ValidationError(_("Dit nummer is te lang. Vul één telefoonnummer in."))
        elif digits < 9:
            raise forms.ValidationError(_("Dit nummer klopt niet. Kijk of er een cijfer mist."))
        return contact
