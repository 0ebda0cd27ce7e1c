from django.apps import AppConfig


class MeetConfig(AppConfig):
    name = "rondom.cores.meet"
    verbose_name = "bijeenkomsten"

    def ready(self) -> None:
        from rondom.cores.meet import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.cores.meet.overviews import waiting
        from rondom.foundation.workflow import also_waiting, in_circle
        from rondom.ui import navigation

        also_waiting(waiting)
        navigation.add("Bijeenkomsten", "meet:all", "gatherings", 24)
        in_circle("Bijeenkomsten", "meet:gatherings")
