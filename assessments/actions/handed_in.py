"""Writes of files that learners hand in as answers on the plain page."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from assessments.items.paper import unpack
from assessments.models import Attempt
from assessments.queries.papers import get_paper_body
from core.errors import DomainError
from media.actions import save_file


def take_plain_files(
    attempt: Attempt,
    answers: dict[int, Any],
    files: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    now: datetime,
) -> list[str]:
    """Take files of the plain page into the answers; returns sentences on those that are refused."""
    body = unpack(get_paper_body(attempt.paper.sha256, may_be_packed=True)[0])
    faults: list[str] = []
    for item in body["items"]:
        if item["type"] != "file_answer":
            continue
        kept = list(answers.get(item["n"], []))
        room = item["most_files"] - len(kept)
        uploads = files.getlist(f"cau-{item['n']}-tep")
        if len(uploads) > room:
            faults.append(
                _("Question %(n)s takes %(most)s files at most. Take one away first.")
                % {"n": item["n"], "most": item["most_files"]}
            )
            uploads = uploads[: max(room, 0)]
        for upload in uploads:
            try:
                kept.append(_take(attempt, upload, item["accepts"], now=now))
            except DomainError as error:
                faults.append(f"{upload.name}: {error.message}")
        if kept:
            answers[item["n"]] = kept
    return faults


def _take(
    attempt: Attempt, upload: "UploadedFile[Any]", accepts: list[str], *, now: datetime
) -> str:
    """Keep one file among the learner's own and return its id."""
    file = save_file(
        attempt.learner,
        upload.name or "",
        upload,  # type: ignore[arg-type]  # it reads as a binary file does
        now=now,
        declared_type=upload.content_type or "",
    )
    if file.kind not in accepts:
        raise DomainError(_("Files of this kind are not asked for here."))
    return file.public_id
