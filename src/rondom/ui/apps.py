from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rondom.ui"
    verbose_name = "vormgeving"

    def ready(self) -> None:
        from rondom.ui.forms import say_what_to_do

        say_what_to_do()
