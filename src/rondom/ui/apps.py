from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rondom.ui"
    verbose_name = "vormgeving"
