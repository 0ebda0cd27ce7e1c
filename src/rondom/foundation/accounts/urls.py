"""Signing in, and the account of whoever is signed in.

Names that start with ``account_``, ``mfa_``, ``socialaccount_`` or ``openid_connect_`` are allauth's: its
own code reverses them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as socialaccount
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from rondom.foundation.accounts import forms, views

signing_in = [
    path("", views.sign_in, name="account_login"),
    path(
        "code/",
        account.ConfirmLoginCodeView.as_view(form_class=forms.CodeForm),
        name="account_confirm_login_code",
    ),
    path(
        "passkey/",
        webauthn.LoginWebAuthnView.as_view(form_class=forms.PasskeySignInForm),
        name="mfa_login_webauthn",
    ),
    path(
        "tweede-stap/",
        mfa.AuthenticateView.as_view(
            form_class=forms.SecondStepForm, webauthn_form_class=forms.PasskeySecondStepForm
        ),
        name="mfa_authenticate",
    ),
    path("geen-toegang/", account.account_inactive, name="account_inactive"),
    path("organisatie/afgebroken/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
    path(
        "organisatie/mislukt/",
        login_not_required(socialaccount.login_error),
        name="socialaccount_login_error",
    ),
    path("organisatie/", include("allauth.socialaccount.providers.openid_connect.urls")),
]

own_account = [
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "bevestigen/code/",
        mfa.ReauthenticateView.as_view(form_class=forms.ConfirmForm),
        name="mfa_reauthenticate",
    ),
    path(
        "bevestigen/passkey/",
        webauthn.ReauthenticateWebAuthnView.as_view(form_class=forms.PasskeyConfirmForm),
        name="mfa_reauthenticate_webauthn",
    ),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path(
        "app/aanzetten/",
        totp.ActivateTOTPView.as_view(form_class=forms.StartAppForm),
        name="mfa_activate_totp",
    ),
    path("app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        "passkeys/toevoegen/",
        webauthn.AddWebAuthnView.as_view(form_class=forms.AddPasskeyForm),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/wijzigen/",
        webauthn.EditWebAuthnView.as_view(form_class=forms.RenamePasskeyForm),
        name="mfa_edit_webauthn",
    ),
    path("passkeys/<int:pk>/verwijderen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/maken/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("herstelcodes/bestand/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

# allauth reverses these names in its own code; here nobody signs up and nobody has a password.
ABSENT = (
    "account_signup",
    "account_request_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "socialaccount_signup",
    "socialaccount_connections",
)

ours = [
    path("", views.my_account, name="me"),
    path("berichten/", views.digest, name="digest"),
    path("elders-uitloggen/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
]

urlpatterns = [
    path("inloggen/", include(signing_in)),
    path("uitloggen/", account.logout, name="account_logout"),
    path("mijn-account/", include((ours, "accounts"))),
    path("mijn-account/", include(own_account)),
    *(path(f"mijn-account/bestaat-niet/{name}/", views.absent, name=name) for name in ABSENT),
]
