"""What parents thought of a group."""

from rondom.workflows.parenting_questions.forms.revising import RevisingForm
from rondom.workflows.parenting_questions.models import Opinion


class OpinionForm(RevisingForm[Opinion]):
    """Counts from papers without a name."""

    class Meta:
        model = Opinion
        fields = ("papers", "much", "a_little", "nothing")
