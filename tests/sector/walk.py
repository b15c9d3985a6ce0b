"""Objects of the addresses of the sector."""

from tests.walk_objects import Side, builds


@builds("sector:freeze_period", missing={"code": "1999-01"})
def a_month(_side: Side):
    """A month belongs to no school; nobody of a school may close one."""
    return {"code": "2026-10"}
