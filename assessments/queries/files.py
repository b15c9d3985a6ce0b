"""Reads of pictures, sounds and handed-in files."""

from collections.abc import Iterable, Mapping

from accounts.permissions import AnyUser
from assessments.models import KeptFile
from media.models import StoredFile
from media.permissions import visible_to
from media.queries import mint_original, mint_sized, mint_urls

PICTURES = frozenset({"png", "jpg", "jpeg", "webp", "gif"})


def is_file_kept(file: StoredFile) -> bool:
    """Tell whether a question or a shared text shows the file."""
    return KeptFile.objects.filter(file=file).exists()


def mint_addresses(files: Mapping[str, str], *, minutes: int = 30) -> dict[str, str]:
    """Return a short-lived address for each name of a paper's pictures and sounds; no statement.

    Pictures come as wide as a page needs them, so that a test weighs little on a phone. The caller
    has checked the reader.
    """
    return {
        name: (mint_sized if name.rpartition(".")[2] in PICTURES else mint_original)(
            public_id, name, minutes=minutes
        )
        for name, public_id in files.items()
    }


def list_usable_ids(user: AnyUser, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that are checked files of the person himself."""
    found = visible_to(user).usable().filter(public_id__in=list(ids))
    return set(found.values_list("public_id", flat=True))


def describe_handed_in(ids: Iterable[str], *, learner_id: int) -> dict[str, dict[str, str]]:
    """Describe files of an answer with addresses; only the learner's own, whatever ids he sent."""
    files = StoredFile.objects.usable().filter(public_id__in=list(ids), owner_id=learner_id)
    return {
        file.public_id: {
            "id": file.public_id,
            "name": file.name,
            "kind": file.kind,
            "url": mint_urls(file).original,
            "download": mint_urls(file).download,
        }
        for file in files.prefetch_related("renditions")
    }
