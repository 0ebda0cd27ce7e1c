"""Tables of the measure core, a file per noun."""

from rondom.cores.measure.models.answer_file import AnswerFile, AnswerUpload
from rondom.cores.measure.models.content import ContentRecord
from rondom.cores.measure.models.dossier import Dossier
from rondom.cores.measure.models.frame import FrameCell
from rondom.cores.measure.models.instrument import InstrumentVersion
from rondom.cores.measure.models.open_answer import OpenAnswer
from rondom.cores.measure.models.publication import Publication, Release, Results, Run
from rondom.cores.measure.models.response import Response, SealedResponse, Ticket
from rondom.cores.measure.models.round import Round

__all__ = [
    "AnswerFile",
    "AnswerUpload",
    "ContentRecord",
    "Dossier",
    "FrameCell",
    "InstrumentVersion",
    "OpenAnswer",
    "Publication",
    "Release",
    "Response",
    "Results",
    "Round",
    "Run",
    "SealedResponse",
    "Ticket",
]
