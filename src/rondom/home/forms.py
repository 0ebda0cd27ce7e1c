"""Forms about the people who may sign in."""

from django import forms

from rondom.foundation.accounts.models import User

STAFF_LABEL = "Beheert de site"
STAFF_HELP = "Mag accounts, wijken en vragenlijsten beheren. Ziet geen antwoorden en geen gezinnen."


class InviteForm(forms.Form):
    """Someone new."""

    email = forms.EmailField(
        label="E-mailadres",
        help_text="Op dit adres krijgt deze persoon een uitnodiging, en later de inlogcodes.",
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Naam",
        help_text="Zo zien anderen deze persoon.",
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    is_staff = forms.BooleanField(label=STAFF_LABEL, help_text=STAFF_HELP, required=False)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(
                "Er is al een account met dit e-mailadres. Zoek het op bij Gebruikers."
            )
        return email


class ChangeUserForm(forms.ModelForm[User]):
    """Someone who is there already."""

    class Meta:
        model = User
        fields = ["name", "is_active", "is_staff"]
        labels = {"name": "Naam", "is_active": "Mag inloggen", "is_staff": STAFF_LABEL}
        help_texts = {
            "is_active": "Haal het vinkje weg als iemand niet meer meedoet. Die is dan meteen uitgelogd.",
            "is_staff": STAFF_HELP,
        }
        widgets = {"name": forms.TextInput({"autocomplete": "off"})}
