from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "rondom.cores.plan"
    verbose_name = "plannen"

    def ready(self) -> None:
        from rondom.cores.plan import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.cores.plan.overviews.origins import made_of
        from rondom.cores.plan.overviews.waiting import waiting
        from rondom.foundation.came_of import tells_what_came_of
        from rondom.foundation.workflow import also_waiting, in_circle
        from rondom.ui import navigation

        also_waiting(waiting)
        tells_what_came_of(made_of)
        in_circle("Plannen", "plan:of_circle")
        navigation.add("Plannen", "plan:plans", "plans", 25)
