"""From lines to the outline of a paper: parts, questions, shared texts, and what belongs to none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .document import Line
from .keys import read_key_row
from .labels import (
    ANSWER,
    BARE_NUMBER,
    CHOSEN,
    END,
    GROUP,
    SHARED_BEGIN,
    SHARED_END,
    SOLUTION,
    TOOL_MARK,
    find_form,
    find_part,
    find_question,
    find_shared_range,
    is_key_heading,
)  # fmt: skip
from .rich import Rich, join

_OPTION = re.compile(r"[*#]*\(?[A-Ha-d]\s*[.)/:]")
FORM_BY_PART = {1: "choice", 2: "statements", 3: "short"}


@dataclass
class Part:
    """A part of a paper; ``form`` is what its heading says questions are."""

    number: int
    title: str = ""
    form: str = ""


@dataclass
class RawQuestion:
    """The lines of one question, not looked into yet."""

    number: int
    label: str
    part: Part
    paragraph: int
    lines: list[Line] = field(default_factory=list)
    later: list[Line] = field(default_factory=list)
    keep_order: bool = False
    is_pinned: bool = False
    stimulus: str = ""

    @property
    def text(self) -> Rich:
        """All its lines as one text."""
        return join([line.text for line in self.lines], "\n")

    @property
    def name(self) -> str:
        """Its label without signs: ``Câu 3``."""
        return " ".join(self.label.strip(" .:*-").split())

    @property
    def later_text(self) -> Rich:
        """What the key section at the end of the paper says about it."""
        return join([line.text for line in self.later], "\n")


@dataclass
class Shared:
    """A text that several questions belong to; ``last`` is the number of the last one, 0 if unknown."""

    key: str
    last: int
    lines: list[Line] = field(default_factory=list)
    is_marked: bool = False


@dataclass
class Outside:
    """A line that belongs to no question, and what it is."""

    line: Line
    kind: str


@dataclass
class Outline:
    """What a paper is made of; ``key_lines`` are those of the key section by part."""

    questions: list[RawQuestion] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    key_lines: list[tuple[int, Line]] = field(default_factory=list)


def outline(lines: Iterable[Line]) -> Outline:
    """Divide a document into its parts and questions; every line has its place."""
    known = list(lines)
    texts = [line.text.words.strip() for line in known if not line.table]
    is_bare = not any(find_question(words) for words in texts)
    is_free = is_bare and not any(BARE_NUMBER.match(words) for words in texts)
    divider = _Divider(is_bare=is_bare, is_free=is_free)
    for line in known:
        divider.take(line)
    return divider.made


class _Divider:
    def __init__(self, *, is_bare: bool, is_free: bool) -> None:
        self.made = Outline()
        self.part = Part(0)
        self.current: RawQuestion | None = None
        self.shared: Shared | None = None
        self.group = ""
        self.is_bare = is_bare
        self.is_free = is_free
        self.has_options = True
        self.in_key = False
        self.key_part = 0
        self.key_target: RawQuestion | None = None

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        words = line.text.words.strip()
        if line.table is None and self._mark(line, words):
            return
        if self.in_key:
            self._key(line, words)
        elif line.table is None and self._question(line, words):
            return
        else:
            self._rest(line, words)

    def _mark(self, line: Line, words: str) -> bool:
        """Take lines that only mark: the end, headings, groups."""
        group = GROUP.fullmatch(words)
        if group:
            self.group = group["kind"] + (group["pin"] or group["pin2"])
            return self._outside(line, "mark")
        if TOOL_MARK.fullmatch(words):
            return self._outside(line, "mark")
        if SHARED_BEGIN.fullmatch(words):
            self._share(Shared(f"t{len(self.made.shared) + 1}", 0, is_marked=True))
            return self._outside(line, "mark")
        if SHARED_END.fullmatch(words):
            self.shared, self.current = None, None
            return self._outside(line, "mark")
        return self._head(line, words)

    def _head(self, line: Line, words: str) -> bool:
        if words and END.fullmatch(words) and self.made.questions:
            self.current, self.in_key = None, True
            return self._outside(line, "end")
        if self.made.questions and is_key_heading(words) and (not self.current or len(words) > 7):
            self.current, self.in_key, self.key_part = None, True, 0
            return self._outside(line, "key")
        number = find_part(words)
        if number is None:
            return False
        if self.in_key:
            self.key_part, self.key_target = number, None
            return self._outside(line, "heading")
        form = find_form(words)
        self.part = Part(number, words[:200], form)
        self.current, self.shared = None, None
        return self._outside(line, "heading")

    def _outside(self, line: Line, kind: str) -> bool:
        self.made.outside.append(Outside(line, kind))
        return True

    def _share(self, shared: Shared) -> None:
        self.shared, self.current = shared, None
        self.made.shared.append(shared)

    def _question(self, line: Line, words: str) -> bool:
        """Begin a question, or a shared text that announces its questions."""
        if self.is_free:
            return self._free(line, words)
        text = line.text
        indent = len(text.text) - len(text.text.lstrip())
        found = find_question(text.text[indent:])
        if found is None and self.is_bare:
            found = BARE_NUMBER.match(text.text[indent:])
            last = self.made.questions[-1].number if self.made.questions else 0
            if found and int(found["number"]) not in {1, last + 1}:
                found = None
        if found is None:
            announced = find_shared_range(words)
            if announced:
                self._share(Shared(f"t{len(self.made.shared) + 1}", announced[1]))
                self._rest(line, words)
            return announced is not None
        before = text.cut(indent, indent + len(found.groupdict().get("before") or ""))
        rest = Line(before + text.cut(indent + found.end()), line.paragraph)
        self._begin(int(found["number"]), found["head"].strip(), rest)
        return True

    def _free(self, line: Line, words: str) -> bool:
        """Begin a question without any label: the first words after the options of the last one."""
        is_option = bool(_OPTION.match(words))
        begins = words and not is_option and self.has_options and not _is_tail(words)
        self.has_options = is_option or (self.has_options and not begins)
        if not begins:
            return False
        number = self.made.questions[-1].number + 1 if self.made.questions else 1
        self._begin(number, "", line)
        return True

    def _begin(self, number: int, label: str, rest: Line) -> None:
        last = self.made.questions[-1] if self.made.questions else None
        restarts = last is not None and last.part is self.part and number <= last.number
        if restarts and number == 1 and self.part.number:
            self.part = Part(self.part.number, self.part.title, self.part.form)
        if self.shared and not self.shared.is_marked and number > self.shared.last:
            self.shared = None
        self.current = RawQuestion(number, label, self.part, rest.paragraph, [rest])
        self.current.keep_order = self.group[:1] in {"0", "1"}
        self.current.is_pinned = "#" in self.group
        self.current.stimulus = self.shared.key if self.shared else ""
        self.made.questions.append(self.current)

    def _rest(self, line: Line, words: str) -> None:
        if self.current is not None:
            self.current.lines.append(line)
        elif self.shared is not None:
            self.shared.lines.append(line)
        elif words or line.text.things:
            # A heading may name the form in the lines after it.
            if self.part.number and not self.part.form:
                self.part.form = find_form(words)
            kind = "instruction" if self.part.number or self.made.questions else "before"
            self._outside(line, kind)

    def _key(self, line: Line, words: str) -> None:
        """Take a line of the key section: a solution of a question, or keys of many."""
        found = None if line.table else find_question(words)
        if found and not _is_key_row(words):
            target = self._find(int(found["number"]))
            self.key_target = target
            if target is not None:
                at = line.text.text.find(found["head"].strip()[:4])
                rest = line.text.cut(max(0, at) + found.end())
                target.later.append(Line(rest, line.paragraph))
                return
        if line.table is None and self.key_target is not None and not _is_key_row(words):
            self.key_target.later.append(line)
        elif words or line.text.things:
            self.made.key_lines.append((self.key_part, line))

    def _find(self, number: int) -> RawQuestion | None:
        """Return the question of this number in the part that the key section stands in."""
        same = [each for each in self.made.questions if each.number == number]
        if self.key_part:
            same = [each for each in same if each.part.number == self.key_part] or same
        return next((each for each in same if not each.later), same[0] if same else None)


def _is_tail(words: str) -> bool:
    """Say whether a line tells the key or begins the solution of the question before it."""
    return bool(SOLUTION.match(words) or ANSWER.match(words) or CHOSEN.match(words))


def _is_key_row(words: str) -> bool:
    """Say whether a line holds keys of several questions: ``1-A 2-B 3.C``."""
    return len(read_key_row(words)) > 1
