from pathlib import Path

from django.apps import AppConfig

LOCALE = Path(__file__).parent / "locale"


class ParentingQuestionsConfig(AppConfig):
    name = "rondom.workflows.parenting_questions"
    verbose_name = "opvoedvragen"

    def ready(self) -> None:
        from rondom.foundation.nightly import Job, every_night
        from rondom.foundation.workflow import Workflow, offer
        from rondom.ui import navigation
        from rondom.ui.languages import Pages, translate_pages
        from rondom.workflows.parenting_questions import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.workflows.parenting_questions.actions.enrolment import forget_parents
        from rondom.workflows.parenting_questions.figures import going
        from rondom.workflows.parenting_questions.models import Enrolment
        from rondom.workflows.parenting_questions.overviews import standing, waiting

        offer(
            Workflow(
                "parenting_questions",
                "Opvoedvragen",
                "parenting_questions:of_circle",
                waiting,
                standing,
                going,
            )
        )
        every_night(Job(forget_parents, "{} aanmeldingen van ouders gewist.", (Enrolment,)))
        navigation.add("Opvoedvragen", "parenting_questions:pools", "parenting_questions", 22)
        translate_pages(Pages("/vraag/", LOCALE), Pages("/groep/", LOCALE))
