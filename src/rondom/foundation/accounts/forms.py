"""Forms about signing in and one's own account: allauth's, with our words."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from rondom.foundation.accounts.models import User

CODE_ATTRS = {
    "autocomplete": "one-time-code",
    "class": "code",
    "spellcheck": "false",
    "autocapitalize": "characters",
}
APP_CODE_HELP = "Zes cijfers uit de app op uw telefoon, of een van uw herstelcodes."


def _word(field: forms.Field, label: str, help_text: str = "", **attrs: str) -> None:
    """Give a field our label and help; a placeholder is no label and goes away."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(LoginForm):
    """The address that the code goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "Uw e-mailadres", autocomplete="username webauthn")


class CodeForm(ConfirmLoginCodeForm):
    """The code from the e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "De code uit de e-mail", **CODE_ATTRS)


class SecondStepForm(AuthenticateForm):
    """The code from the app, when signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "Code", APP_CODE_HELP, **CODE_ATTRS)


class ConfirmForm(ReauthenticateForm):
    """The code from the app, before something that touches the account's safety."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], "Code", APP_CODE_HELP, **CODE_ATTRS)


class StartAppForm(ActivateTOTPForm):
    """The first code from the app, which shows that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self.fields["code"],
            "De code uit de app",
            "Zes cijfers. De app maakt elke halve minuut een nieuwe.",
            **CODE_ATTRS,
        )


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, and whether it may replace the code by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)
        _word(
            self.fields["name"], "Naam van de passkey", "Zo herkent u hem later: 'telefoon' of 'werklaptop'."
        )
        _word(
            self.fields["passwordless"],
            "Met deze passkey wil ik inloggen zonder code per e-mail",
            "Uw apparaat vraagt dan om uw vinger, gezicht of pincode.",
        )


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], "Naam van de passkey")


class NameForm(forms.ModelForm[User]):
    """How others see this user."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Uw naam"}
        help_texts = {"name": "Zo zien anderen in uw kringen u."}
        widgets = {"name": forms.TextInput({"autocomplete": "name"})}
