r"""Between the light marks that teachers type and the HTML that is stored.

``**đậm**``, ``*nghiêng*``, ``++gạch chân++``, ``H_{2}O``, ``x^{2}``; ``* `` and ``# `` begin entries of
lists, ``| a | b |`` is a row of a table, ``![mô tả](tên)`` a kept picture or sound. An empty line parts
paragraphs, ``\`` before a mark takes its meaning away, formulas between ``\(`` and ``\)`` stay untouched.

``read_light`` gives None for HTML that the marks cannot say: it reads back what it wrote before it
promises anything, so no part of a question is lost by opening it in the form.
"""

import html
import re
from html.parser import HTMLParser

SOUNDS = frozenset({"mp3", "m4a", "wav", "ogg"})
_MATH = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_FILE = r"!\[((?:[^\]\\]|\\.)*)\]\(([A-Za-z0-9][A-Za-z0-9._-]*)\)"
_TOKEN = re.compile(
    rf"(?P<math>\\\(.+?\\\)|\\\[.+?\\\])|(?P<escape>\\[\\*+_^!|#])|(?P<file>{_FILE})"
    r"|\*\*(?P<b>\S|\S.*?\S)\*\*|\*(?P<i>[^\s*]|[^\s*].*?\S)\*|\+\+(?P<u>\S|\S.*?\S)\+\+"
    r"|_\{(?P<sub>[^{}]*)\}|\^\{(?P<sup>[^{}]*)\}",
    re.DOTALL,
)
_TAGS = {"b": "strong", "i": "em", "u": "u", "sub": "sub", "sup": "sup"}
_SPECIAL = re.compile(r"\\(?=[\\*+_^!|#])|\*|\+(?=\+)|_(?=\{)|\^(?=\{)|!(?=\[)")
_STARTS = {"* ": "ul", "# ": "ol"}


def write_light(text: str) -> str:
    """Turn marked text into HTML; whoever stores it cleans it."""
    blocks = [_write_block(block) for block in re.split(r"\n[ \t]*\n\s*", _unify(text)) if block]
    if len(blocks) == 1 and blocks[0].startswith("<p>"):
        return blocks[0].removeprefix("<p>").removesuffix("</p>")
    return "".join(blocks)


def _unify(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _write_block(block: str) -> str:
    lines = block.split("\n")
    start = lines[0][:2]
    if start in _STARTS and all(line[:2] == start for line in lines):
        entries = "".join(f"<li>{_write_inline(line[2:].strip())}</li>" for line in lines)
        return f"<{_STARTS[start]}>{entries}</{_STARTS[start]}>"
    if all(line.startswith("|") and line.rstrip().endswith("|") for line in lines):
        rows = "".join(_write_row(line.strip()) for line in lines)
        return f"<table><tbody>{rows}</tbody></table>"
    return f"<p>{_write_inline(block)}</p>"


def _write_row(line: str) -> str:
    cells = "".join(f"<td>{_write_inline(cell.strip())}</td>" for cell in _split_cells(line[1:-1]))
    return f"<tr>{cells}</tr>"


def _split_cells(line: str) -> list[str]:
    """Split at bars that stand neither in a formula nor behind a backslash."""
    cells, start, place = [], 0, 0
    while place < len(line):
        formula = _MATH.match(line, place)
        if formula:
            place = formula.end()
        elif line[place] == "\\":
            place += 2
        else:
            if line[place] == "|":
                cells.append(line[start:place])
                start = place + 1
            place += 1
    return [*cells, line[start:]]


def _write_inline(text: str) -> str:
    parts, start = [], 0
    for found in _TOKEN.finditer(text):
        parts += [_plain(text[start : found.start()]), _write_token(found)]
        start = found.end()
    return "".join([*parts, _plain(text[start:])])


def _write_token(found: re.Match[str]) -> str:
    if found["math"]:
        return html.escape(found["math"], quote=False)
    if found["escape"]:
        return html.escape(found["escape"][1], quote=False)
    if found["file"]:
        return _write_file(found)
    group, tag = next((group, tag) for group, tag in _TAGS.items() if found[group] is not None)
    return f"<{tag}>{_write_inline(found[group])}</{tag}>"


def _write_file(found: re.Match[str]) -> str:
    said, name = re.sub(r"\\(.)", r"\1", found[4]), found[5]
    if name.rpartition(".")[2].lower() in SOUNDS:
        return f'<audio controls="" src="file:{name}"></audio>'
    return f'<img src="file:{name}" alt="{html.escape(said)}">'


def _plain(text: str) -> str:
    return "<br>".join(html.escape(line, quote=False) for line in text.split("\n"))


def read_light(markup: str) -> str | None:
    """Return the marked text behind HTML, or None when the marks cannot say all of it."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    text = reader.finish()
    if text is None or _normal(write_light(text)) != _normal(markup):
        return None
    return text


def _normal(markup: str) -> str:
    """Write HTML so that two fragments which look the same are the same."""
    text = re.sub(r"<(/?)b>", r"<\1strong>", markup)
    text = re.sub(r"<(/?)i>", r"<\1em>", text)
    text = re.sub(r"\s*(</?(?:p|ul|ol|li|table|thead|tbody|tr|t[dh])>|<br>)\s*", r"\1", text)
    text = re.sub(r"</?(?:thead|tbody)>", "", text)
    text = re.sub(r"<(/?)p>", "<br><br>", re.sub(r"</p>\s*<p>", "<br><br>", text))
    text = re.sub(r"(?:<br>)*(</?(?:ul|ol|table)>)(?:<br>)*", r"\1", text)
    return html.unescape(
        re.sub(r"\A(?:<br>)+|(?:<br>)+\Z", "", text).replace("&nbsp;", " ")
    ).strip()


class _Reader(HTMLParser):
    """Writes marks for the tags that have one; a tag without gives up."""

    _MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "u": "++"}
    _OPEN = {"sub": "_{", "sup": "^{"}
    _KNOWN = frozenset({"table", "tbody", "thead", "audio"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lists: list[str] = []
        self.is_lost = False

    def finish(self) -> str | None:
        """Return the text, with at most one empty line between blocks."""
        return None if self.is_lost else re.sub(r"\n{3,}", "\n\n", "".join(self.parts)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in self._MARKS or tag in self._OPEN:
            self.parts.append(self._MARKS.get(tag) or self._OPEN[tag])
        elif tag in {"img", "audio"} and values.get("src", "").startswith("file:"):
            said = re.sub(r"([\]\\])", r"\\\1", values.get("alt", ""))
            self.parts.append(f"![{said}]({values['src'][5:]})")
        else:
            self._start_block(tag)

    def _start_block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append("* " if tag == "ul" else "# ")
        starts = {
            "br": "\n",
            "p": "\n\n",
            "ul": "\n",
            "ol": "\n",
            "table": "\n\n",
            "tr": "\n|",
            "td": " ",
            "th": " ",
            "li": f"\n{self.lists[-1] if self.lists else ''}",
        }
        if tag in starts:
            self.parts.append(starts[tag])
        elif tag not in self._KNOWN:
            self.is_lost = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        ends = {
            **self._MARKS,
            **dict.fromkeys(self._OPEN, "}"),
            **dict.fromkeys(("p", "ul", "ol", "table"), "\n\n"),
            **dict.fromkeys(("td", "th"), " |"),
        }
        self.parts.append(ends.get(tag, ""))

    def handle_data(self, data: str) -> None:
        parts, start = [], 0
        for formula in _MATH.finditer(data):
            parts += [_escape(data[start : formula.start()]), formula.group()]
            start = formula.end()
        self.parts += [*parts, _escape(data[start:])]


def _escape(text: str) -> str:
    """Take the meaning of marks away; line breaks of the source are blanks."""
    flat = re.sub(r"\s*\n\s*", " ", text)
    marked = _SPECIAL.sub(lambda found: f"\\{found.group()}", flat)
    return re.sub(r"^(#|\|)|(?<=\s)\|", lambda found: f"\\{found.group()}", marked)
