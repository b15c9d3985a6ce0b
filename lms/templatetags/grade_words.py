"""Words of gradebooks: ``{% load grade_words %}``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from core.wording import say_decimal
from lms.gradebook import Scheme
from lms.gradebook_forms import LEVEL_WORDS
from lms.models import GradeColumn, GradeMark, GradeRemark
from lms.queries.book import Cell, Line

register = template.Library()


@dataclass(frozen=True)
class FieldRow:
    """A pupil with the fields of a form that are his."""

    line: Line
    cell: Cell | None = None
    bound: BoundField | None = None
    level: BoundField | None = None
    text: BoundField | None = None


@dataclass(frozen=True)
class ShownRemark:
    """A remark as it is read."""

    label: str
    level: str
    text: str


@register.filter
def grade_kind(kind: str) -> str:
    """Name a kind of assessment."""
    return str(GradeColumn.Kind(kind).label)


@register.filter
def grade_mark(mark: Decimal | None, scheme: Scheme) -> str:
    """Write a mark with as many places as the circular has."""
    return say_decimal(mark, 0 if scheme.step == 1 else 1)


@register.filter
def grade_entry(cell: Cell, scheme: Scheme) -> str:
    """Write what counts in a cell: a mark, a verdict, or a dash."""
    if scheme.has_marks:
        return grade_mark(cell.mark, scheme) or "–"
    return str(LEVEL_WORDS.get(cell.verdict, "–"))


@register.filter
def grade_word(entry: str) -> str:
    """Write an entry of the record as people read it."""
    return str(LEVEL_WORDS.get(entry, "")) or entry.replace(".", ",")


@register.filter
def grade_after(mark: GradeMark) -> str:
    """Write what an entry says."""
    return grade_word(
        mark.verdict or ("" if mark.mark is None else f"{mark.mark.normalize():f}")
    ) or _("no mark")


@register.filter
def grade_missing(missing: Mapping[str, int]) -> str:
    """Say what a term still lacks."""
    words = []
    if count := missing.get("regular"):
        words.append(_("%(n)s regular") % {"n": count})
    if missing.get("midterm"):
        words.append(_("mid-term"))
    if missing.get("final"):
        words.append(_("final"))
    return _("missing: %(what)s") % {"what": ", ".join(words)} if words else ""


@register.filter
def grade_remarks(line: Line) -> list[ShownRemark]:
    """Give the remarks of a line, one for each moment of the circular."""
    shown = []
    for moment in line.scheme.moments:
        remark = line.remarks.get(moment)
        label = str(GradeRemark.Moment(moment).label)
        level = str(LEVEL_WORDS.get(remark.level, "")) if remark else ""
        shown.append(ShownRemark(label, level, remark.text if remark else ""))
    return shown


@register.filter
def grade_fields(cells: Iterable[tuple[Line, Cell]], form: forms.Form) -> list[FieldRow]:
    """Put the field of each pupil who has one beside his line."""
    return [
        FieldRow(line, cell, form[name] if (name := line.pupil.public_id) in form.fields else None)
        for line, cell in cells
    ]


@register.filter
def grade_remark_fields(lines: Iterable[Line], form: forms.Form) -> list[FieldRow]:
    """Put level and words of each pupil beside his line."""
    rows = []
    for line in lines:
        level = f"level-{line.pupil.public_id}"
        text = form[f"text-{line.pupil.public_id}"]
        rows.append(FieldRow(line, level=form[level] if level in form.fields else None, text=text))
    return rows
