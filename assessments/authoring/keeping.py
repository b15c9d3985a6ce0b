"""Pictures and sounds that a form carries along while it is open."""

import json
from collections.abc import Collection, Mapping

from assessments.items.markup import FILE_NAME, Content, list_files

FILES = "kept"


class FileKeeper:
    """What the forms of questions and of shared texts do with files.

    ``files`` is {name: public_id of a StoredFile} of what their texts may show, ``old_files`` those
    of the version that is being changed.
    """

    files: dict[str, str]
    old_files: Mapping[str, str] = {}

    @property
    def files_json(self) -> str:
        """Write the files for the hidden input that carries them."""
        return json.dumps(self.files)

    def keep_only(self, allowed: Collection[str]) -> None:
        """Forget files that the person may not show; those of the old version are his to keep."""
        self.files = {
            name: each
            for name, each in self.files.items()
            if self.old_files.get(name) == each or each in allowed
        }

    def pick_files(self, content: Content) -> dict[str, str]:
        """Return the files that a content shows."""
        return {name: self.files[name] for name in list_files(content) if name in self.files}

    def list_missing(self, content: Content) -> list[str]:
        """Name what a content shows and the form does not have."""
        return [name for name in list_files(content) if name not in self.files]


def read_files(raw: str) -> dict[str, str]:
    """Read the hidden input; what is no name of a file is left out."""
    try:
        files = json.loads(raw)
    except ValueError:
        return {}
    pairs = files.items() if isinstance(files, dict) else ()
    return {
        name: each for name, each in pairs if isinstance(each, str) and FILE_NAME.fullmatch(name)
    }
