"""What the player needs to take files: the uploader's markup and the types of each kind."""

import json
from typing import Any

from assessments.items.problems.manual import FILE_KINDS
from assessments.models import Paper
from assessments.queries.papers import has_type
from media.forms import StoredFileWidget, list_extensions


def present_uploader(paper: Paper) -> dict[str, Any] | None:
    """Return the uploader when the paper asks for files, else nothing; one statement at the most."""
    if not has_type(paper.sha256, "file_answer"):
        return None
    widget = StoredFileWidget()
    widget.kinds = FILE_KINDS
    types = {
        kind: ",".join(f".{extension}" for extension in list_extensions(kind))
        for kind in FILE_KINDS
    }
    context = widget.get_context("tep", None, {"id": "tep"})
    return {"widget": context["widget"], "types": json.dumps(types)}
