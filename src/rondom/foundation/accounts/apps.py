from django.apps import AppConfig

from rondom.ui import navigation


class AccountsConfig(AppConfig):
    name = "rondom.foundation.accounts"
    verbose_name = "accounts"

    def ready(self) -> None:
        from rondom.foundation.accounts import rules  # noqa: F401  # writes the permissions down

        navigation.add("Mijn account", "accounts:me", "me", 10, place=navigation.Place.USER)
        navigation.add("Uitloggen", "account_logout", "sign_out", 90, place=navigation.Place.USER, posts=True)
