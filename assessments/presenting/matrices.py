"""What the pages of matrices show: the grid with its totals, and the lines of the check in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.matrix.checking import Coverage, Finding, check, rate_cell
from assessments.matrix.frames import Frame
from assessments.matrix.posting import Posted
from assessments.matrix.shape import FORMS, KEYS, LEVELS, Body, Row, read_body, write_mark
from assessments.matrix.totals import Totals, percent, sum_up

FORM_NAMES: dict[str, str | Promise] = {
    "choice": gettext_lazy("Multiple choice"),
    "statements": gettext_lazy("True or false"),
    "short": gettext_lazy("Short answer"),
    "essay": gettext_lazy("Essay"),
}
LEVEL_NAMES: dict[str, str | Promise] = {
    "know": gettext_lazy("Know"),
    "understand": gettext_lazy("Understand"),
    "apply": gettext_lazy("Apply"),
}
# On what an expected share rests.
BASIS_NAMES: dict[str, str | Promise] = {
    "measured": gettext_lazy("measured in earlier tests"),
    "said": gettext_lazy("entered by the author"),
    "level": gettext_lazy("estimated from the level"),
}
FIELD_FAULTS: dict[str, str | Promise] = {
    "count": gettext_lazy("Enter a whole number from 0 to 40."),
    "periods": gettext_lazy("Enter the periods as a whole number from 0 to 200."),
    "mark": gettext_lazy("Enter points above 0 and at most 10, such as 0.25 or 1."),
}


@dataclass(frozen=True)
class GridCell:
    """One cell of the grid: its field, what stands in it, and how the bank stands."""

    name: str
    label: str
    value: str
    held: int
    rate: str
    points_value: str
    is_first: bool
    is_statement: bool
    is_essay: bool
    is_wrong: bool


@dataclass(frozen=True)
class GridRow:
    """One row of the grid."""

    index: int
    topic: str
    unit: str
    periods: str
    outcomes: str
    wants: list[tuple[str, str | Promise, str]]
    cells: list[GridCell]
    level_counts: list[int]
    percent: str
    is_periods_wrong: bool


def say_mark(mark: Decimal) -> str:
    """Write points with a comma and without needless zeros: 0,25."""
    return write_mark(mark).replace(".", ",") if mark else "0"


def name_frame(frame: Frame) -> str:
    """Name a frame where one is chosen, and say when nobody compared it with its source yet."""
    if frame.source and not frame.is_verified:
        return _("%(name)s (not compared with the text yet)") % {"name": frame.name}
    return frame.name


def present_grid(posted: Posted, frame: Frame, coverage: Coverage) -> dict[str, Any]:
    """Return what the grid, its totals and the check show, for stored or entered values alike."""
    body = read_body(posted.body)
    totals = sum_up(body)
    findings = check(body, frame, coverage)
    return {
        "rows": [
            _present_row(index, row, posted, coverage, totals.points)
            for index, row in enumerate(body.rows)
        ],
        **_present_sums(totals),
        "findings": [present_finding(finding) for finding in findings],
        "is_ready": all(finding.state != "bad" for finding in findings),
        "open_count": sum(finding.state != "ok" for finding in findings),
        "each_points": [
            (
                f"points.{form}",
                FORM_NAMES[form],
                posted.raw.get(f"points.{form}") or say_mark(body.points[form]),
            )
            for form in FORMS
        ],
        "faults": list_field_faults(posted),
        "forms": [(form, FORM_NAMES[form]) for form in FORMS],
        "levels": [(level, LEVEL_NAMES[level]) for level in LEVELS],
    }


def _present_sums(totals: Totals) -> dict[str, Any]:
    by_form, by_level, whole = totals.points_by_form, totals.points_by_level, totals.points
    return {
        "counts": [(f"{form}.{level}", totals.counts[form, level]) for form, level in KEYS],
        "form_points": [
            (form, say_mark(by_form[form]), _percent(by_form[form], whole)) for form in FORMS
        ],
        "level_totals": [
            (
                level,
                totals.counts_by_level[level],
                say_mark(by_level[level]),
                _percent(by_level[level], whole),
            )
            for level in LEVELS
        ],
        "points": say_mark(whole),
        "question_count": totals.question_count,
    }


def _present_row(
    index: int, row: Row, posted: Posted, coverage: Coverage, points: Decimal
) -> GridRow:
    periods = f"r{index}.periods"
    return GridRow(
        index=index,
        topic=row.topic,
        unit=row.unit,
        periods=posted.raw.get(periods) or (str(row.periods) if row.periods else ""),
        outcomes=" ".join(row.outcomes),
        wants=[(level, LEVEL_NAMES[level], row.wants.get(level, "")) for level in LEVELS],
        cells=[_present_cell(index, row, key, posted, coverage) for key in KEYS],
        level_counts=[sum(row.count(form, level) for form in FORMS) for level in LEVELS],
        percent=_percent(row.points, points),
        is_periods_wrong=periods in posted.errors,
    )


def _present_cell(
    index: int, row: Row, key: tuple[str, str], posted: Posted, coverage: Coverage
) -> GridCell:
    form, level = key
    name = f"r{index}.{form}.{level}"
    cell = row.cells.get(key)
    count = cell.count if cell else 0
    held = coverage.get((index, form, level), 0)
    mark = f"{name}.points"
    return GridCell(
        name=name,
        label=_("%(form)s, %(level)s, row %(row)s")
        % {"form": FORM_NAMES[form], "level": LEVEL_NAMES[level], "row": index + 1},
        value=posted.raw.get(name) or (str(count) if count else ""),
        held=held,
        rate=rate_cell(count, held),
        points_value=posted.raw.get(mark)
        or (say_mark(cell.points) if cell and form == "essay" else ""),
        is_first=level == LEVELS[0],
        is_statement=form == "statements",
        is_essay=form == "essay",
        is_wrong=name in posted.errors or mark in posted.errors,
    )


def _percent(part: Decimal, whole: Decimal) -> str:
    return write_mark(percent(part, whole)).replace(".", ",") if part else "0"


def list_field_faults(posted: Posted) -> list[tuple[str, str, str]]:
    """Return fields that cannot be read: name, what stands there, what to do."""
    return [
        (name, posted.raw[name], str(FIELD_FAULTS[code])) for name, code in posted.errors.items()
    ]


def present_finding(finding: Finding) -> dict[str, str]:
    """Put one line of the check into words: title, detail, state."""
    title, detail = _WORDS[finding.code](finding)
    return {"code": finding.code, "state": finding.state, "title": title, "detail": detail}


def _say_total(finding: Finding) -> tuple[str, str]:
    values = {
        "points": say_mark(finding.values["points"]),
        "wanted": say_mark(finding.values["wanted"]),
    }
    if finding.state == "ok":
        return _("Total %(points)s points") % values, _("as the frame asks")
    return (
        _("Total %(points)s points") % values,
        _("the frame asks for %(wanted)s; add or take away questions") % values,
    )


def _say_split(finding: Finding, names: dict[str, str | Promise], title: str) -> tuple[str, str]:
    if finding.state == "ok":
        return title, _("as the frame asks")
    parts = [
        _("%(name)s has %(points)s, not %(wanted)s")
        % {
            "name": names[name],
            "points": say_mark(finding.values["points"][name]),
            "wanted": say_mark(finding.values["wanted"][name]),
        }
        for name in finding.values["wrong"]
    ]
    return title, "; ".join(parts)


def _say_forms(finding: Finding) -> tuple[str, str]:
    wanted = " / ".join(say_mark(finding.values["wanted"].get(form, Decimal(0))) for form in FORMS)
    return _say_split(finding, FORM_NAMES, _("By form %(wanted)s") % {"wanted": wanted})


def _say_levels(finding: Finding) -> tuple[str, str]:
    wanted = " / ".join(say_mark(finding.values["wanted"][level]) for level in LEVELS)
    return _say_split(finding, LEVEL_NAMES, _("By level %(wanted)s") % {"wanted": wanted})


def _say_statements(finding: Finding) -> tuple[str, str]:
    title = _("Four statements in each true or false question")
    if finding.state == "ok":
        return title, _("%(questions)s questions, %(statements)s statements") % finding.values
    rows = ", ".join(str(row + 1) for row in finding.values["rows"])
    return title, _("The statements of row %(rows)s do not make whole questions of four.") % {
        "rows": rows
    }


def _say_weights(finding: Finding) -> tuple[str, str]:
    values = {
        "unit": finding.values["unit"],
        "points": say_mark(finding.values["points"]),
        "periods": say_mark(finding.values["periods"]),
    }
    if finding.state == "ok":
        return _("Weights follow the periods"), _("no row is more than 5% away")
    return (
        _("Weights differ from the periods"),
        _("%(unit)s: %(points)s%% of the points, %(periods)s%% of the periods") % values,
    )


def _say_units(finding: Finding) -> tuple[str, str]:
    rows = ", ".join(str(row + 1) for row in finding.values["rows"])
    return (
        _("A row without content unit"),
        _("Write what row %(rows)s asks about, or empty its cells.") % {"rows": rows},
    )


def _say_coverage(finding: Finding) -> tuple[str, str]:
    count = finding.values["count"]
    if not count:
        return _("The banks have enough for every cell"), _("for one paper")
    title = ngettext(
        "%(count)s cell has too few questions in the banks",
        "%(count)s cells have too few questions in the banks",
        count,
    ) % {"count": count}
    return title, _("%(form)s, %(level)s: %(unit)s") % {
        "form": FORM_NAMES[finding.values["form"]],
        "level": LEVEL_NAMES[finding.values["level"]],
        "unit": finding.values["unit"],
    }


_WORDS = {
    "total": _say_total,
    "by_form": _say_forms,
    "by_level": _say_levels,
    "statements": _say_statements,
    "weights": _say_weights,
    "units": _say_units,
    "coverage": _say_coverage,
}


def describe_cell(body: Body, row: int, form: str, level: str) -> str:
    """Name a cell in words: unit, form, level."""
    unit = body.rows[row].unit or _("row %(row)s") % {"row": row + 1}
    parts = [unit, str(FORM_NAMES[form])]
    if level:
        parts.append(str(LEVEL_NAMES[level]))
    return " · ".join(parts)
