from django.apps import AppConfig


class MeasureConfig(AppConfig):
    name = "rondom.cores.measure"
    verbose_name = "meten"

    def ready(self) -> None:
        from rondom.cores.measure import rules  # noqa: F401  # writes the permissions down
