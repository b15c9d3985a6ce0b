"""Banks, questions, papers, tests, sittings, attempts and their answers."""

from .answers import Answer, AnswerBatch
from .attempts import Attempt, Sitting
from .banks import Bank
from .bin import BinEntry
from .counts import QuestionCount
from .imports import ImportDraft
from .offers import QuestionOffer
from .pairs import EnemyPair, QuestionSignature
from .papers import Paper, PaperItem, PaperKey
from .questions import Question, QuestionVersion
from .stimuli import KeptFile, Stimulus
from .tests import Test

__all__ = [
    "Answer",
    "AnswerBatch",
    "Attempt",
    "Bank",
    "BinEntry",
    "EnemyPair",
    "ImportDraft",
    "KeptFile",
    "Paper",
    "PaperItem",
    "PaperKey",
    "Question",
    "QuestionCount",
    "QuestionOffer",
    "QuestionSignature",
    "QuestionVersion",
    "Sitting",
    "Stimulus",
    "Test",
]
