from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rondom.foundation.accounts"
    verbose_name = "accounts"

    def ready(self) -> None:
        from rondom.foundation.accounts import rules  # noqa: F401  # writes the permissions down
