"""Forms about signing in and one's own account: allauth's, with our words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from rondom.foundation.accounts.models import User

NO_PASSKEY = "Het lukte niet met uw passkey. Probeer het opnieuw, of kies een andere manier."


@dataclass(frozen=True, slots=True)
class Words:
    """What a field says. A placeholder is no label and goes away."""

    label: str
    help_text: str = ""
    attrs: Mapping[str, str] = field(default_factory=dict)
    initial: Any = None

    def put_on(self, field: forms.Field) -> None:
        field.label, field.help_text = self.label, self.help_text
        field.initial = self.initial or field.initial
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs.update(self.attrs)


def worded(form: Any, **words: Words) -> Any:
    """A kind of allauth's form whose fields say what we say."""

    def start(self: Any, *args: Any, **kwargs: Any) -> None:
        form.__init__(self, *args, **kwargs)
        for name, text in words.items():
            text.put_on(self.fields[name])

    return _kind_of(form, __init__=start)


def with_passkey(form: Any) -> Any:
    """A kind of allauth's form for a passkey that speaks of a passkey when it fails, not of a code."""

    def start(self: Any, *args: Any, **kwargs: Any) -> None:
        form.__init__(self, *args, **kwargs)
        self.fields["credential"].error_messages = {"required": NO_PASSKEY, "invalid": NO_PASSKEY}

    def clean(self: Any) -> Any:
        try:
            return form.clean_credential(self)
        except forms.ValidationError:
            raise forms.ValidationError(NO_PASSKEY) from None

    return _kind_of(form, __init__=start, clean_credential=clean)


def _kind_of(form: Any, **methods: Any) -> Any:
    return type(f"Our{form.__name__}", (form,), {"__module__": __name__, **methods})


class NameForm(forms.ModelForm[User]):
    """How others see this user."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Uw naam"}
        help_texts = {"name": "Zo zien anderen in uw kringen u."}
        widgets = {"name": forms.TextInput({"autocomplete": "name"})}


HOURS = [(hour, f"{hour}.00 uur") for hour in range(24)]


class DigestForm(forms.ModelForm[User]):
    """When this user gets a mail about what waits."""

    quiet_from = forms.TypedChoiceField(label="Geen mail vanaf", choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(
        label="Weer mail vanaf",
        choices=HOURS,
        coerce=int,
        help_text="Kies twee keer dezelfde tijd als mail altijd mag komen.",
    )

    class Meta:
        model = User
        fields = ["digest_every", "quiet_from", "quiet_until"]
        labels = {"digest_every": "Hoe vaak wilt u een mail over wat op u wacht?"}
        widgets = {"digest_every": forms.RadioSelect}


ONE_TIME = {
    "autocomplete": "one-time-code",
    "class": "code",
    "spellcheck": "false",
    "autocapitalize": "characters",
}
FROM_APP = "Zes cijfers uit de app op uw telefoon, of een van uw herstelcodes."

SignInForm = worded(LoginForm, login=Words("Uw e-mailadres", attrs={"autocomplete": "email"}))
CodeForm = worded(ConfirmLoginCodeForm, code=Words("De code uit de e-mail", attrs=ONE_TIME))
SecondStepForm = worded(AuthenticateForm, code=Words("Code", FROM_APP, ONE_TIME))
ConfirmForm = worded(ReauthenticateForm, code=Words("Code", FROM_APP, ONE_TIME))
StartAppForm = worded(
    ActivateTOTPForm,
    code=Words("De code uit de app", "Zes cijfers. De app maakt elke halve minuut een nieuwe.", ONE_TIME),
)
AddPasskeyForm = worded(
    AddWebAuthnForm,
    name=Words("Naam van de passkey", "Zo herkent u hem later: 'telefoon' of 'werklaptop'."),
    passwordless=Words(
        "Met deze passkey wil ik inloggen zonder code per e-mail",
        "Uw apparaat vraagt dan om uw vinger, gezicht of pincode.",
        initial=True,
    ),
)
PasskeySignInForm = with_passkey(LoginWebAuthnForm)
PasskeySecondStepForm = with_passkey(AuthenticateWebAuthnForm)
PasskeyConfirmForm = with_passkey(ReauthenticateWebAuthnForm)
RenamePasskeyForm = worded(EditWebAuthnForm, name=Words("Naam van de passkey"))
