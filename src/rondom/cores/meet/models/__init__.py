"""Tables of the meet core, a file per noun."""

from rondom.cores.meet.models.agenda import AgendaPoint
from rondom.cores.meet.models.ballot import Ballot, BallotPaper, Dots, Option
from rondom.cores.meet.models.contribution import Contribution
from rondom.cores.meet.models.decision import Decision, Objection, Outcome
from rondom.cores.meet.models.earlier import EarlierText
from rondom.cores.meet.models.feed import Feed
from rondom.cores.meet.models.gathering import Gathering
from rondom.cores.meet.models.moment import Moment, MomentAnswer
from rondom.cores.meet.models.participant import Confirmation, HeadCount, Participant, Pass
from rondom.cores.meet.models.series import Phase, Series
from rondom.cores.meet.models.statements import Stance, StancePaper, Statement, StatementRound

__all__ = [
    "AgendaPoint",
    "Ballot",
    "BallotPaper",
    "Confirmation",
    "Contribution",
    "Decision",
    "Dots",
    "EarlierText",
    "Feed",
    "Gathering",
    "HeadCount",
    "Moment",
    "MomentAnswer",
    "Objection",
    "Option",
    "Outcome",
    "Participant",
    "Pass",
    "Phase",
    "Series",
    "Stance",
    "StancePaper",
    "Statement",
    "StatementRound",
]
