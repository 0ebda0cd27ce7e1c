from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "rondom.foundation.circles"
    verbose_name = "kringen"

    def ready(self) -> None:
        from rondom.foundation.circles import rules  # noqa: F401  # writes the permissions down
