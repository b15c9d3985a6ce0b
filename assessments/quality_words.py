"""Sentences for the findings of ``assessments/quality``: what is noticed, and what to do.

``%(detail)s`` is the letter, the number or the words meant.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .quality import Finding
from .quality.findings import FAULT, WARNING

Sentences = tuple[str | Promise, str | Promise]

ITEM_WORDS: dict[str, Sentences] = {
    "no_key": (_("No right answer is marked."), _("Mark the key.")),
    "double_key": (
        _("Several options are marked as right: %(detail)s."),
        _("Keep one key, or make it a question with several answers."),
    ),
    "all_right": (
        _("Every option is right, so the question tells nobody apart."),
        _("Add options that are wrong."),
    ),
    "over_four_cells": (
        _("The answer %(detail)s needs more than four cells."),
        _("Ask for a rounded number or another unit, so that it fits into four cells."),
    ),
    "same_options": (
        _("The options %(detail)s say the same."),
        _("Change or remove one of them."),
    ),
    "same_statements": (
        _("Two statements say the same."),
        _("Change or remove one of them."),
    ),
    "all_true": (
        _("All statements are true."),
        _("Make one to three of them false, so that guessing does not pay."),
    ),
    "all_false": (
        _("All statements are false."),
        _("Make one to three of them true, so that guessing does not pay."),
    ),
    "plain_negation": (
        _("The negation “%(detail)s” is easily read over."),
        _("Write it in bold or in capitals, or ask for what is right."),
    ),
    "all_of_above": (
        _("Option %(detail)s sums up other options (“both A and B”, “all of them”)."),
        _("Ask about one thing, or make it a question with several answers."),
    ),
    "unlocked_order": (
        _("Option %(detail)s names other options, but the options may be shuffled."),
        _("Lock the order of the options."),
    ),
    "none_of_above": (
        _("Option %(detail)s says “none of them”."),
        _("Put a likely mistake of pupils in its place."),
    ),
    "long_key": (
        _("The key %(detail)s is much the longest option, which gives it away."),
        _("Make the options about equally long."),
    ),
    "repeated_lead": (
        _("All options begin with “%(detail)s”."),
        _("Move these words to the end of the question."),
    ),
    "unordered": (
        _("The numbers of the options are out of order."),
        _("Put them in ascending or descending order."),
    ),
    "long_stem": (
        _("The question has %(detail)s words before the options."),
        _("Shorten it, or give the text once as shared material for several questions."),
    ),
    "no_level": (
        _("The level is not known."),
        _("Choose Know, Understand or Apply, or it cannot stand in a matrix."),
    ),
    "no_outcome": (
        _("No learning outcome is given."),
        _("Choose the outcome, or nobody finds it by the curriculum."),
    ),
}
SET_WORDS: dict[str, Sentences] = {
    "set_points": (
        _("The points add up to %(detail)s."),
        _("Change the points so that they give 10."),
    ),
    "set_run": (
        _("The same letter is right many times in a row: %(detail)s."),
        _("Shuffle the options of some of these questions."),
    ),
    "set_letter": (
        _("The letter %(detail)s is right far too often."),
        _("Shuffle the options, so that each letter is right about as often."),
    ),
    "set_pattern": (
        _("The right letters follow a pattern: %(detail)s…"),
        _("Shuffle the options or the questions."),
    ),
    "set_true": (
        _("%(detail)s statements are true, so guessing “true” pays."),
        _("Make some of them false, or choose other questions."),
    ),
    "set_false": (
        _("%(detail)s statements are false, so guessing “false” pays."),
        _("Make some of them true, or choose other questions."),
    ),
    "set_lead": (
        _("These questions begin with the same long words: %(detail)s."),
        _("Give these words once, as a shared text above the questions."),
    ),
    "set_no_level": (
        _("Without a level: question %(detail)s."),
        _("Choose their levels, so that they count in the matrix."),
    ),
    "set_no_outcome": (
        _("Without a learning outcome: question %(detail)s."),
        _("Choose their outcomes."),
    ),
    "set_twins": (
        _("These questions read the same: %(detail)s."),
        _("Keep one of them."),
    ),
}
WORDS = ITEM_WORDS | SET_WORDS


@dataclass(frozen=True)
class Note:
    """A finding in words."""

    weight: str
    text: str
    advice: str

    @property
    def icon(self) -> str:
        """Name the icon that stands beside the words."""
        return {FAULT: "alert", WARNING: "info"}.get(self.weight, "lightbulb")


def say_finding(finding: Finding) -> Note:
    """Put a finding into words."""
    text, advice = WORDS[finding.code]
    return Note(finding.weight, str(text) % {"detail": finding.detail}, str(advice))
