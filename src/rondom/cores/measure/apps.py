from django.apps import AppConfig


class MeasureConfig(AppConfig):
    name = "rondom.cores.measure"
    verbose_name = "meten"

    def ready(self) -> None:
        from rondom.cores.measure import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.cores.measure.languages import PAGES
        from rondom.ui import navigation
        from rondom.ui.languages import translate_pages

        navigation.add("Vragenlijsten", "measure:instruments", "instruments", 30)
        translate_pages(PAGES)
