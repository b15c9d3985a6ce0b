"""Cutting an essay into sentences, so that a note can point at one without a mouse."""

import re

# A sentence ends with its mark and what closes it, or with the line.
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’»)\]]*(?=\s|$)|(?=\n|$))")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, in characters; blanks at both ends are left out."""
    found = []
    for match in _SENTENCE.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.end() - (len(words) - len(words.rstrip()))
        if start < end:
            found.append((start, end))
    return found
