from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

LOCALE = Path(__file__).parent / "locale"


class MeetConfig(AppConfig):
    name = "rondom.cores.meet"
    verbose_name = "bijeenkomsten"

    def ready(self) -> None:
        from rondom.cores.meet import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.cores.meet.overviews import waiting
        from rondom.foundation.workflow import also_waiting, in_circle
        from rondom.ui import navigation
        from rondom.ui.languages import Pages, translate_pages

        also_waiting(waiting)
        navigation.add("Bijeenkomsten", "meet:all", "gatherings", 24)
        in_circle("Bijeenkomsten", "meet:gatherings")
        translate_pages(Pages("/erbij/", LOCALE, (_("Meedoen met een code"), "meet:enter")))
