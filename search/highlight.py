"""Marks what was found in the text as it was written, with its diacritics."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core.text import fold, nfc

from .language import WORD, Query, ascii_word


@dataclass(frozen=True)
class Span:
    """A stretch of text that matched, and how many words it holds."""

    start: int
    end: int
    word_count: int


def find_spans(text: str, query: Query) -> list[Span]:
    """Return the matches in composed text; neighbouring words make one span.

    Where the line was found as a phrase, single words elsewhere are left alone.
    """
    folded = fold(text)
    if len(folded) != len(text) or query.is_empty:
        return []
    spans: list[Span] = []
    for match in WORD.finditer(folded):
        if not _is_wanted(ascii_word(match[0]), query):
            continue
        last = spans[-1] if spans else None
        if last and text[last.end : match.start()].isspace():
            spans[-1] = Span(last.start, match.end(), last.word_count + 1)
        else:
            spans.append(Span(match.start(), match.end(), 1))
    longest = max((span.word_count for span in spans), default=0)
    return [span for span in spans if longest == 1 or span.word_count > 1]


def mark(text: str, query: Query) -> SafeString:
    """Return the text as safe HTML with ``<mark>`` around what matched."""
    text = nfc(text)
    spans = find_spans(text, query)
    if not spans:
        return conditional_escape(text)
    starts = [0, *(span.end for span in spans)]
    head = format_html_join(
        "",
        "{}<mark>{}</mark>",
        (
            (text[at : span.start], text[span.start : span.end])
            for at, span in zip(starts, spans, strict=False)
        ),
    )
    return format_html("{}{}", head, text[spans[-1].end :])


def excerpt(text: str, query: Query, *, width: int = 160) -> SafeString:
    """Return the marked neighbourhood of the first match, or an empty string without one."""
    text = nfc(text)
    spans = find_spans(text, query)
    if not spans:
        return SafeString("")
    start = max(0, spans[0].start - width // 3)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", 0, start + width) if start + width < len(text) else len(text)
    cut = mark(text[start : max(end, spans[0].end)], query)
    return format_html("{}{}{}", "… " if start else "", cut, " …" if end < len(text) else "")


def _is_wanted(word: str, query: Query) -> bool:
    for term in query.terms:
        for phrase in term.phrases:
            if word in phrase or (term.is_open and word.startswith(phrase[-1])):
                return True
    return False
