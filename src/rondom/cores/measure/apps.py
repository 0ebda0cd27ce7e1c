from django.apps import AppConfig


class MeasureConfig(AppConfig):
    name = "rondom.cores.measure"
    verbose_name = "meten"

    def ready(self) -> None:
        from rondom.cores.measure import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.ui import navigation

        navigation.add("Vragenlijsten", "measure:instruments", "instruments", 30)
