"""Banks, questions, papers, tests, sittings, attempts and their answers."""

from .answers import Answer, AnswerBatch
from .attempts import Attempt, Sitting
from .banks import Bank
from .bin import BinEntry
from .counts import FacetCount, QuestionCount
from .exports import QuestionExport
from .figures import ItemFigure, KeyDoubt, SittingTally, TestReport
from .imports import ImportDraft
from .marking import ManualMark, MarkingRule, SavedComment
from .matrices import Exam, ExamForm, Matrix
from .offers import QuestionOffer
from .pairs import EnemyPair, QuestionSignature
from .papers import Paper, PaperItem, PaperKey
from .presence import Presence
from .questions import Question, QuestionVersion
from .results import Appeal, AppealMark, Confirmation, Regrade
from .schedules import Schedule
from .stimuli import KeptFile, Stimulus
from .tests import Test, TestForm

__all__ = [
    "Answer",
    "AnswerBatch",
    "Appeal",
    "AppealMark",
    "Attempt",
    "Bank",
    "BinEntry",
    "Confirmation",
    "EnemyPair",
    "Exam",
    "ExamForm",
    "FacetCount",
    "ImportDraft",
    "ItemFigure",
    "KeptFile",
    "KeyDoubt",
    "ManualMark",
    "MarkingRule",
    "Matrix",
    "Paper",
    "PaperItem",
    "PaperKey",
    "Presence",
    "Question",
    "QuestionCount",
    "QuestionExport",
    "QuestionOffer",
    "QuestionSignature",
    "QuestionVersion",
    "Regrade",
    "SavedComment",
    "Schedule",
    "Sitting",
    "SittingTally",
    "Stimulus",
    "Test",
    "TestForm",
    "TestReport",
]
