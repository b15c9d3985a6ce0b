"""What the page of an exam shows: its forms, and why forms could not be built."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.assembly.pool import BASES
from assessments.matrix.shape import Body
from assessments.models import ExamForm
from assessments.printing.keys import LABELS

from .matrices import BASIS_NAMES, FORM_NAMES, describe_cell

_HELPS: dict[str, str | Promise] = {
    "reuse": gettext_lazy("Let more papers share a question, or ask for fewer different papers."),
    "past_uses": gettext_lazy("Allow questions that were used before."),
    "groups": gettext_lazy(
        "Some questions here belong to a shared text whose other questions fit no cell: add cells for them."
    ),
    "levels": gettext_lazy(
        "Some true or false questions here have statements of other levels, or without a level: set the "
        "level of each statement."
    ),
    "write": gettext_lazy("Write or import more questions for this cell, or choose another bank."),
}
_RELAXING: dict[str, str | Promise] = {
    "enemies": gettext_lazy(
        "Each cell has enough questions, but too many of them may not stand in one paper together. "
        "Add questions, or lift a pair that was found by mistake."
    ),
    "groups": gettext_lazy(
        "Each cell has enough questions, but shared texts must stay whole. Change the numbers of the "
        "cells that they touch."
    ),
    "reuse": gettext_lazy(
        "The first papers can be built, but not so many different ones. Ask for fewer, or let papers "
        "share questions."
    ),
    "past_uses": gettext_lazy("It works with questions that were used before: allow them."),
}
_NO_WAY = gettext_lazy(
    "The rules exclude each other in this bank. Change the numbers of the cells, or add questions."
)


@dataclass(frozen=True)
class ShownFault:
    """A cell that falls short, in words."""

    cell: str
    words: str
    helps: list[str]


def present_faults(report: Mapping[str, Any], body: Body) -> list[ShownFault]:
    """Put the cells that fall short into words."""
    return [
        ShownFault(
            describe_cell(body, fault["row"], fault["form"], fault["level"]),
            _("needs %(need)s questions, the banks have %(held)s") % fault,
            [str(_HELPS[code]) for code in fault["helps"]],
        )
        for fault in report.get("faults", [])
    ]


def present_relaxing(report: Mapping[str, Any]) -> list[str]:
    """Put the rules that stand in each other's way into words."""
    if report.get("faults"):
        return []
    found = [str(_RELAXING[code]) for code in report.get("relaxing", [])]
    return found or [str(_NO_WAY)]


def present_forms(forms: Sequence[ExamForm]) -> list[dict[str, Any]]:
    """Show each form with what is expected of it."""
    return [
        {
            "code": form.code,
            "questions": form.paper.question_count,
            "share": f"{form.expected_share / 10:.1f}".replace(".", ","),
            "minutes": round(form.expected_seconds / 60),
            "basis": say_basis(form),
        }
        for form in forms
    ]


def say_basis(form: ExamForm) -> str:
    """Say on what the expected score rests: how many questions were measured, and so on.

    Empty for forms from before this was kept.
    """
    counts = Counter(item["basis"] for item in form.layout["items"] if "basis" in item)
    parts = [
        _("%(n)s %(basis)s") % {"n": counts[basis], "basis": BASIS_NAMES[basis]}
        for basis in BASES
        if counts[basis]
    ]
    return ", ".join(parts)


def say_overflow(overflow: Sequence[tuple[str, int, int]]) -> str:
    """Say why there is no answer sheet."""
    parts = [
        _("%(form)s: %(count)s questions, %(places)s places")
        % {"form": FORM_NAMES[form], "count": count, "places": places}
        for form, count, places in overflow
    ]
    return _("No answer sheet: the common sheet has too few places (%(parts)s).") % {
        "parts": "; ".join(parts)
    }


def list_layouts() -> list[tuple[str, str]]:
    """Return the layouts of answer keys with the tools that read them."""
    return list(LABELS.items())
