"""Texts and files inside one question of Moodle XML."""

from typing import Any
from urllib.parse import unquote

from assessments.formats.gathering import Gathered
from assessments.formats.markup import BLANKS, Clean, Markup, decode_base64

FORMS = {"html": "html", "plain_text": "plain", "markdown": "markdown"}
_PLACE = "@@PLUGINFILE@@/"


def text_of(node: Any, default: str = "") -> str:
    """Return the text of ``<x><text>…</text></x>`` or of ``<x>…</x>`` (lxml gives no types)."""
    if node is None:
        return default
    inner = node.find("text")
    found = node if inner is None else inner
    return "".join(found.itertext()).strip(BLANKS) or default


def raw_of(node: Any) -> str:
    """Return the markup of a text node as the file has it."""
    inner = node.find("text")
    return "".join(inner.itertext()) if inner is not None else (node.text or "")


def html_of(node: Any, markup: Markup) -> str:
    """Read a text node in its declared form."""
    if node is None:
        return ""
    return markup.read(raw_of(node), FORMS.get(node.get("format", ""), "moodle"))


def make_markup(question: Any, clean: Clean, gathered: Gathered) -> Markup:
    """Make the reader of texts of one question; its files are decoded when a text names them."""
    files = {
        (node.get("name") or "?"): node.text or ""
        for node in question.iter("file")
        if node.get("encoding", "base64") == "base64"
    }
    image, data = question.find("image"), question.find("image_base64")
    if image is not None and data is not None and data.text:
        # Moodle before 2.0 had one picture a question, below its text.
        files[text_of(image).rpartition("/")[2]] = data.text

    def find(address: str) -> bytes | None:
        name = unquote(address.removeprefix(_PLACE).partition("?")[0]).rpartition("/")[2]
        text = files.get(name)
        return decode_base64(text) if text else None

    return Markup(clean, kept=gathered.kept, find=find)
