"""Jobs of media: checking and copying files, emptying what has been left too long."""

import logging

from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.jobs import JobRun, job, periodic

from .actions.copies import make_copies
from .actions.files import delete_file
from .actions.uploads import abandon_upload, check_received
from .limits import get_limits
from .models import StoredFile, UploadSession
from .scanner import ScannerDownError

log = logging.getLogger("benhoc.media")


@job("media.process_file", queue="media", label=_("Preparing a file"))
def process_file(run: JobRun, file_id: int) -> None:
    """Check a file that has arrived, then make its copies."""
    file = StoredFile.objects.select_related("owner").filter(pk=file_id).first()
    if file is None:
        return
    run.checkpoint(stage=gettext_noop("Checking the file"))
    try:
        file = check_received(file)
    except ScannerDownError as error:
        # No refusal of a rule: the runner tries other errors again by itself.
        message = "The virus scanner does not answer."
        raise ConnectionError(message) from error
    if file.state == StoredFile.State.READY:
        make_copies(
            file,
            on_progress=lambda stage, part: run.checkpoint(
                done=int(part * 100), total=100, stage=stage
            ),
        )


@periodic(hours=1)
@job("media.empty_leftovers", label=_("Emptying unfinished uploads and the bin"))
def empty_leftovers(run: JobRun) -> None:
    """Delete unfinished uploads and binned files whose time is over."""
    now = timezone.now()
    left = UploadSession.objects.exclude(file__state=StoredFile.State.PROCESSING)
    for upload in left.filter(expires_at__lte=now)[:500]:
        abandon_upload(upload)
    before = now - get_limits().binned
    for file in StoredFile.objects.filter(binned_at__lt=before)[:500]:
        try:
            delete_file(file)
        except ProtectedError:
            # A version that was withdrawn still names it; its bytes stay with the record.
            log.info("kept a binned file that a record names", extra={"file": file.public_id})
        run.checkpoint()
