"""Find words in templates that stand outside translation tags."""

import re
from html.parser import HTMLParser

from django.conf import settings

from .extraction import is_template, list_sources

# Tags and comments of Django are blanked first, keeping the line numbers.
TRANSLATED = re.compile(r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
COMMENTED = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
# Blocks that stand inside a tag: classes and the density.
MARKUP = re.compile(r"{%\s*block (?:density|\w*class)\s*%}.*?{%\s*endblock\b.*?%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
DYNAMIC_NAME = re.compile(r"(</?){{.*?}}")
WORD = re.compile(r"[^\W\d_]{2,}")
# Names are the same in every language.
NAMES = {
    "Bến",
    "Học",
    "AI",
    "SHA",
    "PDF",
    "Word",
    "GIFT",
    "Moodle",
    "XML",
    "Excel",
    "DEMO",
    "vi",
    "en",
}
SILENT = {"script", "style", "code", "svg", "math"}
# Elements without an end.
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
READ_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent: list[str] = []
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        # The name of a language stands in that language, and says so.
        is_foreign = "lang" in named and tag != "html"
        is_left_alone = (named.get("translate") == "no" or is_foreign) and tag not in VOID
        if tag in SILENT or is_left_alone or tag in self.silent[-1:]:
            self.silent.append(tag)
        if not self.silent and named.get("translate") != "no":
            for name in READ_ATTRIBUTES & set(named):
                self._look(named[name] or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._look(data)

    def _look(self, text: str) -> None:
        if set(WORD.findall(text)) - NAMES:
            self.found.append((self.getpos()[0], " ".join(text.split())))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def find_bare_texts(template: str) -> list[tuple[int, str]]:
    """Return line and text of each word a reader would see in one language only."""
    template = DYNAMIC_NAME.sub(r"\1x", template)
    for pattern in (COMMENTED, TRANSLATED, MARKUP, TAG):
        template = pattern.sub(_blank, template)
    reader = _Reader()
    reader.feed(template)
    reader.close()
    return reader.found


def list_bare_texts(app: str) -> list[str]:
    """Name each bare text in the app's templates with its file and line."""
    root = settings.ROOT
    return [
        f"{path.relative_to(root)}:{line}: not translatable: {text}"
        for path in list_sources(app)
        if is_template(path) and path.suffix == ".html"
        for line, text in find_bare_texts(path.read_text(encoding="utf-8"))
    ]
