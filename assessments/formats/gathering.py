"""What a reader hands over beside its elements."""

from dataclasses import dataclass, field

from .keeping import KeptFiles
from .report import SharedText


@dataclass
class Gathered:
    """Files and shared texts of a file that is being read."""

    kept: KeptFiles = field(default_factory=KeptFiles)
    stimuli: dict[str, SharedText] = field(default_factory=dict)
