"""The virus scanner: a server that speaks clamd's INSTREAM stands in for it."""

import io
import socketserver
import struct
import threading

import pytest
from django.utils import timezone

from core.jobs.runner import run_due_jobs
from core.models import Job
from core.queries import list_jobs
from media.actions import save_file, take_chunk
from media.models import StoredFile
from media.scanner import InfectedError, ScannerDownError
from tests.factories.accounts import TeacherFactory
from tests.factories.media import make_pdf, start_upload

pytestmark = pytest.mark.django_db
# The test file of the European institute: harmless, and every scanner knows it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """Says FOUND for the test file and OK for the rest."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        found = b"EICAR" in content
        self.wfile.write(b"stream: Eicar FOUND\0" if found else b"stream: OK\0")


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


@pytest.fixture
def dead_clamd(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:9"


def take(name: str, content: bytes) -> StoredFile:
    return save_file(TeacherFactory(), name, io.BytesIO(content), now=timezone.now())


def test_a_scanned_file_is_called_clean(clamd):
    assert take("bai.pdf", make_pdf()).scan == StoredFile.Scan.CLEAN


def test_an_infected_file_is_not_kept(clamd):
    with pytest.raises(InfectedError):
        take("ghi.txt", EICAR)

    assert not StoredFile.objects.exists()


def test_a_form_is_told_when_the_scanner_is_down(dead_clamd):
    with pytest.raises(ScannerDownError, match="không trả lời"):
        take("bai.pdf", make_pdf())


def test_an_upload_waits_for_the_scanner_to_come_back(dead_clamd, settings):
    upload = take_chunk(
        start_upload(make_pdf(), "bai.pdf"), make_pdf(), offset=0, now=timezone.now()
    )
    assert upload.file.state == StoredFile.State.PROCESSING
    run_due_jobs()
    job = list_jobs(about=upload.file).get()
    assert job.state == "queued"

    Job.objects.update(run_after=timezone.now())
    settings.CLAMD_ADDRESS = ""
    run_due_jobs()

    upload.file.refresh_from_db()
    assert upload.file.state == StoredFile.State.READY
