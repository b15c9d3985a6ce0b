"""What a reader hands over beside its elements."""

from dataclasses import dataclass, field

from .keeping import KeptFiles
from .report import Outside, SharedText


@dataclass
class Gathered:
    """Files and shared texts of a file that is being read, and what belongs to no question."""

    kept: KeptFiles = field(default_factory=KeptFiles)
    stimuli: dict[str, SharedText] = field(default_factory=dict)
    outside: list[Outside] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
