"""Tables of the parenting questions."""

from rondom.workflows.parenting_questions.models.pool import Pool, Theme
from rondom.workflows.parenting_questions.models.question import Coding, Question

__all__ = ["Coding", "Pool", "Question", "Theme"]
