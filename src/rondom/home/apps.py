from django.apps import AppConfig

from rondom.ui import navigation


class HomeConfig(AppConfig):
    name = "rondom.home"
    verbose_name = "start"

    def ready(self) -> None:
        navigation.add("Start", "home:start", "start", 0)
