"""A StreamField whose blocks stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """Keeps JSON of blocks; a new block or label changes no table, so it makes no migration."""

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        """Take blocks as StreamField does; migrations give none."""
        kwargs.pop("block_lookup", None)
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self) -> Any:
        """Leave the blocks out."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
