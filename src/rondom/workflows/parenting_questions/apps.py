from django.apps import AppConfig


class ParentingQuestionsConfig(AppConfig):
    name = "rondom.workflows.parenting_questions"
    verbose_name = "opvoedvragen"

    def ready(self) -> None:
        from rondom.foundation.workflow import Workflow, offer
        from rondom.ui import navigation
        from rondom.workflows.parenting_questions import log_words, rules  # noqa: F401  # each writes itself down
        from rondom.workflows.parenting_questions.overviews import standing, waiting

        offer(
            Workflow(
                "parenting_questions", "Opvoedvragen", "parenting_questions:of_circle", waiting, standing
            )
        )
        navigation.add("Opvoedvragen", "parenting_questions:pools", "parenting_questions", 22)
