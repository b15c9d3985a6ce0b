"""Blocks of lessons, one a file."""

from .check import CheckBlock
from .file import FileBlock
from .formula import FormulaBlock
from .image import ImageBlock
from .keep import KeepBlock
from .part import PartBlock
from .resource import ResourceBlock
from .texts import TextBlock

__all__ = [
    "CheckBlock",
    "FileBlock",
    "FormulaBlock",
    "ImageBlock",
    "KeepBlock",
    "PartBlock",
    "ResourceBlock",
    "TextBlock",
]
