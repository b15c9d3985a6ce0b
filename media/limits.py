"""Sizes and terms that the province may change, as rows of the rules ``media.*``."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.queries import get_rule

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How large files may be, by kind, and how much they may unpack to."""

    bytes_by_kind: dict[str, int]
    plain_post: int
    chunk: int
    image_pixels: int
    video_pixels: int
    pdf_pages: int
    unpacked: int
    unpacked_ratio: int
    archive_members: int
    inline_check: int
    seconds_to_check: int
    unfinished: timedelta
    binned: timedelta

    @property
    def largest(self) -> int:
        """The largest size of any kind."""
        return max(self.bytes_by_kind.values())


def get_limits(day: date | None = None) -> Limits:
    """Return the limits of that day, by default today."""
    rule: dict[str, Any] = get_rule("media.limits", day)
    terms: dict[str, Any] = get_rule("media.retention", day)
    return Limits(
        bytes_by_kind={kind: size * MEGABYTE for kind, size in rule["megabytes"].items()},
        plain_post=rule["plain_post_megabytes"] * MEGABYTE,
        chunk=rule["chunk_kilobytes"] * 1024,
        image_pixels=rule["image_megapixels"] * 1_000_000,
        video_pixels=rule["video_megapixels"] * 1_000_000,
        pdf_pages=rule["pdf_pages"],
        unpacked=rule["unpacked_megabytes"] * MEGABYTE,
        unpacked_ratio=rule["unpacked_ratio"],
        archive_members=rule["archive_members"],
        inline_check=rule["inline_check_megabytes"] * MEGABYTE,
        seconds_to_check=rule["seconds_to_check"],
        unfinished=timedelta(hours=terms["unfinished_hours"]),
        binned=timedelta(days=terms["bin_days"]),
    )
