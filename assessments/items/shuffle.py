"""Another order of the same questions: pure, with the drawing given from outside.

Questions stay within their run: neighbours of one type, or of one shared text, change places among
themselves only, so that the parts of a paper stay parts. Options change places unless the question
keeps their order; statements keep theirs, a) to d) are spoken of by letter.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from .shape import Content

Item = TypeVar("Item")
Shuffle = Callable[[list[Any]], None]


def shuffle_questions(
    items: Sequence[Item], *, run_of: Callable[[Item], object], shuffle: Shuffle
) -> list[Item]:
    """Return the items in another order within each run of neighbours with the same ``run_of``."""
    ordered: list[Item] = []
    for _run, group in groupby(items, key=run_of):
        members = list(group)
        shuffle(members)
        ordered += members
    return ordered


def shuffle_options(content: Content, *, shuffle: Shuffle) -> Content:
    """Return the content with its options in another order, unless it keeps them."""
    if content.get("keep_order") or "options" not in content:
        return content
    options = list(content["options"])
    shuffle(options)
    return {**content, "options": options}
