"""What the page of an export shows."""

from typing import Any

from assessments.export_forms import LABELS
from assessments.models import QuestionExport
from assessments.reasons import say


def present_export(export: QuestionExport) -> dict[str, Any]:
    """Show counts, and each question that the file does not hold whole with the reasons."""
    losses = [
        {"name": name, "state": state, "reasons": [say(*reason) for reason in reasons]}
        for name, state, reasons in export.losses
    ]
    return {
        "export": export,
        "label": LABELS.get(export.format, export.format),
        "losses": losses,
        "more_losses": export.degraded + export.refused - len(losses),
        "kilobytes": max(export.size // 1024, 1),
    }
