"""The class report as lines of a table."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.wording import say_decimal

from .queries.report import Report


def report_lines(report: Report) -> list[list[str]]:
    """Return a head line and one line a pupil; nothing begins with a formula sign."""
    head = [_("Full name"), _("State"), _("First opened"), _("Minutes"), _("Mark"), _("Note")]
    names = {"done": _("Done"), "studying": _("Studying"), "unopened": _("Not opened")}
    lines = [head]
    for row in report.rows:
        opened = timezone.localtime(row.progress.opened_at) if row.progress else None
        lines.append(
            [
                row.pupil.full_name.lstrip("=+-@"),
                names[row.state],
                date_format(opened, "SHORT_DATETIME_FORMAT") if opened else "",
                str(row.minutes or ""),
                say_decimal(row.score) if row.score is not None else "",
                _("not confirmed by the teacher yet") if row.is_provisional else "",
            ]
        )
    return lines
