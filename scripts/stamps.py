"""Remember what a step was made from, so that a second run does nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def digest(paths: Iterable[Path], *more: str) -> str:
    """Hash names and contents; folders are walked, what is missing counts as missing."""
    state = hashlib.sha256()
    for part in more:
        state.update(part.encode() + b"\0")
    for path in sorted(set(walk(paths))):
        state.update(str(path.relative_to(ROOT)).encode() + b"\0")
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def walk(paths: Iterable[Path]) -> Iterable[Path]:
    """Give all files at and below the paths, caches left out."""
    for path in paths:
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from (
                item
                for item in path.rglob("*")
                if item.is_file() and "__pycache__" not in item.parts
            )


@dataclass(frozen=True)
class Stamp:
    """The digest that a step's result was made from; it lies beside the result and goes with it."""

    path: Path

    def is_fresh(self, now: str) -> bool:
        """Tell whether the result was made from this."""
        return self.path.is_file() and self.path.read_text().strip() == now

    def write(self, now: str) -> None:
        """Note that the result is made from this."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(now + "\n")
