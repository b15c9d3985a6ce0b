"""Files to download: which name gives which paper, for one form or all in a zip."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from core.printing import print_pdf

from .keys import LABELS, write_keys
from .papers import Heading, PrintItem, describe_guide, describe_paper
from .word_papers import write_guide, write_paper, write_sheet

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class FormFile:
    """Everything that one form is printed from."""

    heading: Heading
    items: Sequence[PrintItem]
    sheet: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def print_form(what: str, ending: str, form: FormFile) -> bytes:
    """Return a paper ("de"), an answer sheet ("phieu") or a marking guide ("hdc") of one form."""
    if what == "phieu":
        if ending == "docx":
            return write_sheet(form.sheet)
        return print_pdf("assessments/sheet", form.sheet)
    if what == "de":
        paper = describe_paper(form.heading, form.items)
        if ending == "docx":
            return write_paper(paper, form.pictures)
        return print_pdf("assessments/paper", paper, pictures=form.pictures)
    guide = describe_guide(form.heading, form.items)
    if ending == "docx":
        return write_guide(guide, form.pictures)
    return print_pdf("assessments/guide", guide, pictures=form.pictures)


def print_all(forms: Sequence[FormFile], *, has_sheets: bool) -> bytes:
    """Return a zip of every paper, sheet and guide in Word and PDF, and all answer keys."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for form in forms:
            for folder, what in (
                ("de", "de"),
                ("phieu-tra-loi", "phieu"),
                ("huong-dan-cham", "hdc"),
            ):
                if what == "phieu" and not has_sheets:
                    continue
                for ending in ("docx", "pdf"):
                    name = f"{folder}/{what}-{form.heading.code}.{ending}"
                    archive.writestr(name, print_form(what, ending, form))
        items = {form.heading.code: form.items for form in forms}
        for layout in LABELS:
            archive.writestr(f"dap-an/dap-an-{layout}.xlsx", write_keys(layout, items))
    return target.getvalue()
