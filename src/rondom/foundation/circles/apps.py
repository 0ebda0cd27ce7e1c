from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "rondom.foundation.circles"
    verbose_name = "kringen"

    def ready(self) -> None:
        from rondom.foundation.circles import log_words, rules  # noqa: F401  # each writes itself down
