"""What the rules of tests and banks refuse, in words for the person who asked."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from core.errors import ConflictError, DomainError


class SittingNotOpenError(DomainError):
    """It is too early to start."""

    status = HTTPStatus.CONFLICT
    message = _("This test has not opened yet. Come back when it opens.")


class SittingClosedError(DomainError):
    """It is too late to start."""

    status = HTTPStatus.CONFLICT
    message = _("This test has closed. Ask your teacher if you still need to take it.")


class SittingWithdrawnError(DomainError):
    """The teacher has taken the test back."""

    status = HTTPStatus.CONFLICT
    message = _("Your teacher has taken this test back. What you did in it is kept.")


class StartedTooLateError(DomainError):
    """The time for beginning is over, the test itself is not."""

    status = HTTPStatus.CONFLICT
    message = _("The time for beginning this test is over. Ask your teacher.")


class DecisionMissingError(DomainError):
    """A periodic test at home needs the head's decision (TT 09/2021, Article 6)."""

    message = _(
        "A mid-term or final test is taken at school. To give it at home, enter the number of the "
        "head's decision."
    )


class NoClassError(DomainError):
    """Nobody would take the test."""

    message = _("Choose at least one class.")


class NoTriesLeftError(DomainError):
    """All tries are used."""

    status = HTTPStatus.CONFLICT
    message = _("You have used all your tries for this test.")


class WrongCodeError(DomainError):
    """The access code does not open this test."""

    status = HTTPStatus.CONFLICT
    message = _("This code does not open the test. Look at the board, or ask the proctor.")


class WrongPlaceError(DomainError):
    """The device is not one of those on which the test may be taken."""

    status = HTTPStatus.CONFLICT
    message = _("This test opens only on the machines of its room. Ask the proctor.")


class PromiseMissingError(DomainError):
    """The honesty statement is not accepted yet."""

    status = HTTPStatus.CONFLICT
    message = _("Tick the promise first, then begin.")


class SafeBrowserMissingError(DomainError):
    """The test asks for Safe Exam Browser with its own configuration."""

    status = HTTPStatus.CONFLICT
    message = _(
        "This test opens only in Safe Exam Browser with the file of this test. Open the file from "
        "this page, or ask the proctor."
    )


class NotLetInError(DomainError):
    """The proctor must let the learner back in."""

    status = HTTPStatus.CONFLICT
    message = _("You were in this test already. Ask the proctor to let you back in.")


class AttemptVoidedError(DomainError):
    """The attempt was voided by a proctor."""

    status = HTTPStatus.CONFLICT
    message = _("This attempt was voided. Ask your teacher what to do next.")


class AttemptHandedInError(ConflictError):
    """The attempt has been handed in already."""

    message = _("You have handed this test in already.")


class TakenOverError(ConflictError):
    """Another device has taken the attempt over."""

    message = _("You went on with this test on another device. Hand it in there.")


class CheckSizeError(DomainError):
    """A check has 1 to 20 questions."""

    message = _("Choose 1 to 20 questions for a check.")


class ImportRefusedError(DomainError):
    """The file as a whole cannot be read."""

    message = _("This file cannot be read as questions. Choose a GIFT, Moodle XML or Aiken file.")


class FileTooLargeError(ImportRefusedError):
    """The file is above the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = _("This file is larger than 50 MB. Split it into several files and import each.")


class QuestionShapeError(DomainError):
    """The content of a question breaks the rules of its type."""

    message = _("This question is not complete. Check its text, its options and its key.")


class QuestionInReviewError(ConflictError):
    """Reviewers have the question before them."""

    message = _(
        "This question is under review. Take it back from its reviewers before changing it."
    )


class NoSubjectError(DomainError):
    """Nobody can be asked to review a question without a subject."""

    message = _("Choose the subject of the question first: it says which group reviews it.")


class NoGroupError(DomainError):
    """The school has no subject group for this subject."""

    status = HTTPStatus.CONFLICT
    message = _(
        "Your school has no subject group for this subject. Ask the administrator of your school."
    )


class NothingAboveError(ConflictError):
    """There is nowhere to hand the question in to."""

    message = _("There is no higher bank for this question in its present state.")


class AlreadyOfferedError(ConflictError):
    """This version passed already."""

    message = _("This version is in the higher bank already. Change it before handing it in again.")


class StateNotAllowedError(ConflictError):
    """The state cannot follow the present one."""

    message = _("A question of a shared bank becomes ready by review only. Hand it in for review.")


class OtherOwnerError(ConflictError):
    """Questions move between banks of one owner; into shared banks they go by review."""

    message = _(
        "Questions move between banks of the same owner only. Into a shared bank they go by review."
    )


class BankInUseError(ConflictError):
    """A question of the bank is under review."""

    message = _("Questions of this bank are under review. Take them back first.")


class NotYourAnswerError(ConflictError):
    """Somebody else gave the mark of this round."""

    message = _("Somebody else has marked this answer in this round. Open the list again.")


class MarkingRuleError(DomainError):
    """Two of the markers are one person, or the second is missing."""

    message = _("Choose a second marker, and a different person for each round.")


class MatrixChangedError(ConflictError):
    """The matrix was saved in another window since this one was opened."""

    message = _(
        "This matrix was saved elsewhere since you opened it. What you entered is still here: open it "
        "in a new tab to compare, then save again to keep yours."
    )


class MatrixNotReadyError(DomainError):
    """Forms cannot be built before the check has nothing red."""

    status = HTTPStatus.CONFLICT
    message = _("The matrix does not keep its frame yet. Look at the red lines of the check first.")


class FrameKeptError(DomainError):
    """A frame of a circular is not the department's to change."""

    status = HTTPStatus.CONFLICT
    message = _(
        "This frame follows a circular and stays as it is. Start a new frame from it instead."
    )


class ExamNotReadyError(DomainError):
    """There is nothing to print or to take yet."""

    status = HTTPStatus.CONFLICT
    message = _("The forms are not built yet. Wait until they are, then try again.")


class SheetTooSmallError(DomainError):
    """The paper has more questions than the answer sheet has places."""

    status = HTTPStatus.CONFLICT
    message = _(
        "This paper has more questions than the answer sheet has places. Print the paper without a "
        "sheet, or take questions out of the matrix."
    )


class KeyChangeError(DomainError):
    """The change of a key does not fit the question, or changes nothing."""

    message = _("Choose another key than the one that stands, or full marks for everybody.")


class AppealNotOpenError(DomainError):
    """There is no score to appeal against."""

    status = HTTPStatus.CONFLICT
    message = _("There is no score yet. You can ask when the teacher has marked everything.")


class AppealClosedError(ConflictError):
    """The appeal was answered already."""

    message = _("This appeal was answered already. Open it again to read the answer.")


class ResultsNotCompleteError(DomainError):
    """Pupils may still write, or marks are missing."""

    status = HTTPStatus.CONFLICT
    message = _("Results can be confirmed when the test has closed and every answer is marked.")


class UnknownFormatError(DomainError):
    """There is no writer for this format."""

    message = _("This format is not known. Choose one of the list.")


class NothingToSaveError(DomainError):
    """Each question of the file still needs a person, or is left out."""

    status = HTTPStatus.CONFLICT
    message = _(
        "No question of this file is ready to be saved. Choose the right answers where they are "
        "missing, then save again; what you changed is kept."
    )


class NothingToExportError(DomainError):
    """No question is left to write."""

    message = _("There is no question to export. Choose others, or take all of the bank.")


class AppealLateError(DomainError):
    """The time to ask is over."""

    status = HTTPStatus.CONFLICT
    message = _("The time to appeal against this mark is over. Talk to your teacher.")


class SamePersonError(DomainError):
    """Whoever gave the test or marked it does not mark the appeal."""

    status = HTTPStatus.CONFLICT
    message = _(
        "Somebody else than who gave or marked this test looks at an appeal. Choose another colleague."
    )


class PointsOutOfReachError(DomainError):
    """There is no such question, or it has fewer points."""

    message = _("Give between 0 and the points of the question.")
