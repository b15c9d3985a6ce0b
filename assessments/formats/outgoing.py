"""Texts of a question on their way out: pictures addressed, unwritable signs left out, losses named."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.items.markup import FILE_NAME, drop_file, place_files, plain_text

from .exporting import ExportItem
from .parts import plain
from .report import Reason

# What XML 1.0 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = re.compile(r'\bsrc="file:([^"]*)"')


@dataclass
class Outgoing:
    """Prepares the texts of one question; ``address`` tells where the format keeps a file."""

    item: ExportItem
    address: Callable[[str], str]
    reasons: list[Reason] = field(default_factory=list)
    used: dict[str, bytes] = field(default_factory=dict)

    def html(self, markup: str) -> str:
        """Return HTML whose kept pictures and sounds have the addresses of the format."""
        addresses = {}
        for found in _NAMED.findall(markup):
            name = html.unescape(found)
            data = self._find(name)
            if data is None:
                markup = drop_file(markup, name)
                self.reasons.append(Reason("picture", name[:100]))
            else:
                self.used[name] = data
                addresses[name] = self.address(name)
        return self.text(place_files(markup, addresses))

    def _find(self, name: str) -> bytes | None:
        return self.item.files.get(name) if FILE_NAME.fullmatch(name) else None

    def text(self, text: str) -> str:
        """Return text without the signs that XML cannot hold."""
        written = UNWRITABLE.sub("", text)
        if written != text:
            self.reasons.append(Reason("out_sign"))
        return written

    def plain(self, markup: str) -> str:
        """Return HTML as plain words for a field that holds no more, and say what that loses."""
        if any(sign in markup for sign in ("<", "\\(", "\\[", "$", "\n", "\r")):
            self.reasons.append(Reason("out_match"))
            for name in _NAMED.findall(markup):
                markup = drop_file(markup, html.unescape(name))
            return self.text(plain_text(markup))
        return self.text(html.unescape(markup))


def percent(share: str) -> str:
    """Write a share as a percentage."""
    return plain(Decimal(share) * 100)


def hide_dollars(markup: str) -> str:
    """Keep a dollar from being read as the beginning of a formula."""
    return markup.replace("$", "&#36;")
