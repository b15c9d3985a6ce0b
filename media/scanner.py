"""The virus scanner: clamd over INSTREAM, where one is configured. Without it nothing is "clean"."""

import socket
import struct
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

from .errors import FileRefusedError
from .models import StoredFile

_PIECE = 64 * 1024


class InfectedError(FileRefusedError):
    """The scanner found something."""

    message = _("The virus scanner found something harmful in this file. It was not kept.")


class ScannerDownError(DomainError):
    """The scanner is configured but does not answer; a job tries again later."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = _("The virus scanner does not answer. Try again in a few minutes.")


def scan_file(path: Path) -> str:
    """Return the scan state of a file, or raise InfectedError."""
    address: str = settings.CLAMD_ADDRESS
    if not address:
        return StoredFile.Scan.NOT_SCANNED
    answer = _ask(address, path)
    if answer.endswith("OK"):
        return StoredFile.Scan.CLEAN
    if answer.endswith("FOUND"):
        raise InfectedError
    raise ScannerDownError


def _ask(address: str, path: Path) -> str:
    try:
        with _connect(address) as link, path.open("rb") as file:
            link.sendall(b"zINSTREAM\0")
            while piece := file.read(_PIECE):
                link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
            return link.recv(4096).decode(errors="replace").strip("\0\n ")
    except OSError as error:
        raise ScannerDownError from error


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(60)
        link.connect(address)
        return link
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=60)
