"""Tables of the parenting questions."""

from rondom.workflows.parenting_questions.models.approach import Approach, Correction
from rondom.workflows.parenting_questions.models.bundle import Bundle, QuarterCount
from rondom.workflows.parenting_questions.models.counting import Counting
from rondom.workflows.parenting_questions.models.enrolment import Enrolment
from rondom.workflows.parenting_questions.models.group import Meeting, ParentGroup
from rondom.workflows.parenting_questions.models.opinion import Opinion
from rondom.workflows.parenting_questions.models.pool import Pool, Theme
from rondom.workflows.parenting_questions.models.question import Coding, Question

__all__ = [
    "Approach",
    "Bundle",
    "Coding",
    "Correction",
    "Counting",
    "Enrolment",
    "Meeting",
    "Opinion",
    "ParentGroup",
    "Pool",
    "QuarterCount",
    "Question",
    "Theme",
]
