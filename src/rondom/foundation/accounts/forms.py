"""Forms about one's own account."""

from django import forms

from rondom.foundation.accounts.models import User


class NameForm(forms.ModelForm[User]):
    """How others see this user."""

    class Meta:
        model = User
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {"name": "Zo zien anderen in uw kringen u."}
