from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "rondom.foundation.places"
    verbose_name = "wijken en partners"

    def ready(self) -> None:
        from rondom.foundation.places import rules  # noqa: F401  # writes the permissions down
        from rondom.ui import navigation

        navigation.add("Wijken", "places:areas", "places", 40)
        navigation.add("Partners", "places:partners", "partners", 50)
