from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rondom.home"
    verbose_name = "start"

    def ready(self) -> None:
        from rondom.home import log_words, menu  # noqa: F401  # each puts its entries in
