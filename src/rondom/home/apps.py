from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rondom.home"
    verbose_name = "start"

    def ready(self) -> None:
        from rondom.home import menu  # noqa: F401  # puts the entries in
