from django.apps import AppConfig


class MeetConfig(AppConfig):
    name = "rondom.cores.meet"
    verbose_name = "bijeenkomsten"

    def ready(self) -> None:
        from rondom.cores.meet import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.cores.meet.overviews import waiting
        from rondom.foundation.workflow import also_waiting, in_circle

        also_waiting(waiting)
        in_circle("Bijeenkomsten", "meet:gatherings")
