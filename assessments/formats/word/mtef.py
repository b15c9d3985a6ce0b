"""MathType's own form of a formula (MTEF 5): bytes to a tree, under limits.

Read from the stream "Equation Native" of the embedded object. Source: "MathType Equation Format (MTEF)
version 5", Design Science. Anything else raises MtefError, and the preview picture stays.
"""

from dataclasses import dataclass, field
from io import BytesIO

import olefile

MOST_RECORDS = 20_000
DEEPEST = 40
LARGEST = 1 << 20
_STREAM = "Equation Native"
_HEADER = 28
_VERSION = 5
_END, _LINE, _CHAR, _TMPL, _PILE, _MATRIX, _EMBELL, _RULER = range(8)
_FONT_STYLE, _SIZE = 8, 9
_SIZES = range(10, 15)
_COLOR, _COLOR_DEF, _FONT_DEF, _PREFS, _ENCODING = range(15, 20)
_FUTURE = 100
_NUDGE, _NULL, _SPACED, _RULED = 0x08, 0x01, 0x04, 0x02
_EMBELLISHED, _BYTE_CODE, _WORD_CODE, _NO_CODE = 0x01, 0x04, 0x10, 0x20


class MtefError(ValueError):
    """These bytes are no formula of MathType 5 or later, or a damaged one."""


@dataclass
class Part:
    """A piece of a formula: ``kind`` is line, char, tmpl, pile, matrix or embell.

    ``code`` is the sign of a char, the selector of a template or the number of an embellishment;
    ``style`` the typeface of a char or the variation of a template; ``columns`` those of a matrix.
    """

    kind: str
    code: int = 0
    style: int = 0
    columns: int = 0
    parts: list["Part"] = field(default_factory=list)


def read_object(data: bytes) -> list[Part]:
    """Return the formula of an embedded object, a compound file; raises MtefError."""
    if len(data) > LARGEST or not olefile.isOleFile(data=data):
        raise MtefError
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            if not container.exists(_STREAM) or container.get_size(_STREAM) > LARGEST:
                raise MtefError
            native = container.openstream(_STREAM).read()
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise MtefError from error
    return read_mtef(native[_HEADER:])


def read_mtef(data: bytes) -> list[Part]:
    """Return the parts of a formula without the head of its stream; raises MtefError."""
    reader = _Reader(data)
    if reader.byte() != _VERSION:
        raise MtefError
    reader.skip(4)
    reader.text()
    reader.skip(1)
    return reader.parts()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.count = 0
        self.depth = 0

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise MtefError
        self.at += 1
        return self.data[self.at - 1]

    def word(self) -> int:
        return self.byte() | self.byte() << 8

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self.data):
            raise MtefError

    def number(self) -> int:
        """Read a number of one byte, or of three when the first says so."""
        first = self.byte()
        return self.word() if first == 0xFF else first

    def text(self) -> None:
        """Pass a text that ends with a zero."""
        end = self.data.find(b"\0", self.at)
        if end < 0:
            raise MtefError
        self.at = end + 1

    def parts(self) -> list[Part]:
        """Read records to the end of their list; the end of the bytes is one too."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise MtefError
        found: list[Part] = []
        while self.at < len(self.data):
            kind = self.byte()
            self.count += 1
            if self.count > MOST_RECORDS:
                raise MtefError
            if kind == _END:
                break
            part = self._record(kind)
            if part is not None:
                found.append(part)
        self.depth -= 1
        return found

    def _record(self, kind: int) -> Part | None:
        if kind in _OBJECTS:
            options = self.byte()
            if options & _NUDGE:
                self._nudge()
            return _OBJECTS[kind](self, options)
        self._setting(kind)
        return None

    def _nudge(self) -> None:
        if (self.byte(), self.byte()) == (128, 128):
            self.skip(4)

    def _setting(self, kind: int) -> None:
        """Pass what only says how a formula looks."""
        if kind >= _FUTURE:
            self.skip(self.number())
        elif kind in _PASSED:
            _PASSED[kind](self)
        elif kind not in _SIZES:
            raise MtefError

    def ruler(self) -> None:
        self.skip(3 * self.byte())

    def font_style(self) -> None:
        self.number()
        self.skip(1)

    def size(self) -> None:
        self.skip({101: 2, 100: 3}.get(self.byte(), 1))

    def color_def(self) -> None:
        options = self.byte()
        self.skip(8 if options & 1 else 6)
        if options & 4:
            self.text()

    def font_def(self) -> None:
        self.number()
        self.text()

    def prefs(self) -> None:
        self.skip(1)
        for _sizes_then_spaces in range(2):
            self._dimensions(self.byte())
        for _style in range(self.byte()):
            if self.byte():
                self.skip(1)

    def _dimensions(self, count: int) -> None:
        """Pass lengths that are written in half bytes, each to its end sign."""
        while count > 0:
            pair = self.byte()
            count -= (pair >> 4 == 0xF) + (pair & 0xF == 0xF)

    def line(self, options: int) -> Part:
        if options & _SPACED:
            self.skip(2)
        if options & _RULED:
            self.skip(1)
            self.ruler()
        return Part("line", parts=[] if options & _NULL else self.parts())

    def char(self, options: int) -> Part:
        style = self.byte() - 128
        code = 0 if options & _NO_CODE else self.word()
        if options & _BYTE_CODE:
            position = self.byte()
            code = code or position
        if options & _WORD_CODE:
            position = self.word()
            code = code or position
        return Part("char", code, style, parts=self.parts() if options & _EMBELLISHED else [])

    def template(self, options: int) -> Part:
        del options
        selector, variation = self.byte(), self.byte()
        if variation & 0x80:
            variation = variation & 0x7F | self.byte() << 8
        self.skip(1)
        return Part("tmpl", selector, variation, parts=self.parts())

    def pile(self, options: int) -> Part:
        self.skip(2)
        if options & _RULED:
            self.skip(1)
            self.ruler()
        return Part("pile", parts=self.parts())

    def matrix(self, options: int) -> Part:
        del options
        self.skip(3)
        rows, columns = self.byte(), self.byte()
        self.skip((rows + 4) // 4 + (columns + 4) // 4)
        return Part("matrix", columns=columns, parts=self.parts())

    def embellishment(self, options: int) -> Part:
        del options
        return Part("embell", self.byte())


_OBJECTS = {
    _LINE: _Reader.line,
    _CHAR: _Reader.char,
    _TMPL: _Reader.template,
    _PILE: _Reader.pile,
    _MATRIX: _Reader.matrix,
    _EMBELL: _Reader.embellishment,
}
_PASSED = {
    _RULER: _Reader.ruler,
    _FONT_STYLE: _Reader.font_style,
    _SIZE: _Reader.size,
    _COLOR: _Reader.number,
    _COLOR_DEF: _Reader.color_def,
    _FONT_DEF: _Reader.font_def,
    _PREFS: _Reader.prefs,
    _ENCODING: _Reader.text,
}
