"""Banks, questions, papers, tests, sittings, attempts and their answers."""

from .answers import Answer, AnswerBatch
from .attempts import Attempt, Sitting
from .banks import Bank
from .imports import ImportDraft
from .papers import Paper, PaperItem, PaperKey
from .questions import Question, QuestionVersion
from .tests import Test

__all__ = [
    "Answer",
    "AnswerBatch",
    "Attempt",
    "Bank",
    "ImportDraft",
    "Paper",
    "PaperItem",
    "PaperKey",
    "Question",
    "QuestionVersion",
    "Sitting",
    "Test",
]
