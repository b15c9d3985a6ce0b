"""The one query language of all backends: how text becomes words, and what a typed line asks for.

Pure functions. Words are folded (no marks, lower case) and then written in ASCII letters only, so
that SQLite, PostgreSQL and Elasticsearch split and compare them alike, whatever their locale.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5

from core.text import fold, nfc

WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]")
LONGEST_WORD = 60
MOST_WORDS = 16

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One thing that must be found: any of these phrases."""

    phrases: tuple[Phrase, ...]
    # The last word of the phrases may go on: "phuong tri" finds "phương trình".
    is_open: bool = False


@dataclass(frozen=True)
class Query:
    """What a typed line asks for: all terms, and how well a title answers."""

    terms: tuple[Term, ...]
    # As typed: lower case with marks.
    exact_words: Phrase = ()
    folded_words: Phrase = ()

    @cached_property
    def has_marks(self) -> bool:
        """Whether something was typed with diacritics, so that such matches come first."""
        return tuple(ascii_word(fold(word)) for word in self.exact_words) != tuple(
            ascii_word(word) for word in self.exact_words
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed that can be found."""
        return not self.terms


def ascii_word(word: str) -> str:
    """Write a folded word in ASCII, letter by letter, so that prefixes stay prefixes."""
    if word.isascii():
        return word[:LONGEST_WORD]
    letters = (letter if letter.isascii() else f"z{ord(letter):x}z" for letter in word)
    return "".join(letters)[:LONGEST_WORD]


def folded_words(text: str) -> list[str]:
    """Split text into the words that the index holds."""
    return [ascii_word(word) for word in WORD.findall(fold(text))]


def exact_words(text: str) -> list[str]:
    """Split text into lower-case words that keep their marks."""
    return WORD.findall(nfc(text).lower())


def index_text(text: str) -> str:
    """Return the folded words of a text as the index stores them."""
    return " ".join(folded_words(text))


def exact_text(text: str) -> str:
    """Return the marked words of a text, with a space at each end so that whole words can be asked for."""
    return f" {' '.join(exact_words(text))} "


def tag(kind: str, value: str) -> str:
    """Return the index word of something that is not text: an audience token, a facet's value."""
    digest = md5(f"{kind}\x00{value}".encode(), usedforsecurity=False).hexdigest()
    return f"x{digest[:15]}"


def parse_query(text: str, synonyms: Mapping[Phrase, Sequence[Phrase]] | None = None) -> Query:
    """Read a typed line: words, "quoted phrases", nothing else has a meaning.

    ``synonyms`` maps folded phrases to others that mean the same; the longest known phrase is taken.
    """
    terms: list[Term] = []
    rest = 0
    for match in _QUOTED.finditer(text):
        terms += _terms(folded_words(text[rest : match.start()]), synonyms or {})
        quoted = tuple(folded_words(match[1]))
        terms += [Term((quoted,))] if quoted else []
        rest = match.end()
    tail = folded_words(text[rest:])
    tail_terms = _terms(tail, synonyms or {})
    if tail_terms:
        tail_terms[-1] = Term(tail_terms[-1].phrases, is_open=True)
    return Query(
        terms=tuple((terms + tail_terms)[:MOST_WORDS]),
        exact_words=tuple(exact_words(text)[:MOST_WORDS]),
        folded_words=tuple(folded_words(text)[:MOST_WORDS]),
    )


def runs(words: Sequence[str], longest: int = 4) -> set[Phrase]:
    """Return all short runs of neighbouring words, to look synonyms up with one query."""
    return {
        tuple(words[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(words) - length + 1)
    }


def _terms(words: list[str], synonyms: Mapping[Phrase, Sequence[Phrase]]) -> list[Term]:
    terms: list[Term] = []
    start = 0
    while start < len(words):
        for length in range(min(4, len(words) - start), 0, -1):
            phrase = tuple(words[start : start + length])
            if phrase in synonyms:
                terms.append(Term((phrase, *synonyms[phrase])))
                start += length
                break
        else:
            terms.append(Term(((words[start],),)))
            start += 1
    return terms
