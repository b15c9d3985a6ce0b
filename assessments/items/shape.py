r"""Shape 1 of a question's content: what is stored in ``QuestionVersion.content``.

``{"v": 1, "type", "stem", "solution", "images": [name, …], "files": {name: public_id of the file}}``
and, by type:

- single_choice, multiple_choice: ``options: [{"html", "share", "feedback"}]``; ``share`` is the part
  of the mark as decimal text, ``"1"`` for the key, below zero for a penalty; ``keep_order``.
- true_false_statements: ``statements: [{"html", "is_true", "level"}]``, four of them; a plain
  true/false question of a foreign file has one.
- short_number: ``answers: [{"value", "tolerance", "share"}]``, decimals as text with a point.
- short_text: ``texts: [{"text", "share"}]`` where ``*`` stands for anything; ``is_case_sensitive``.
- ordering: ``entries: [{"html"}]`` in the right order.
- matching: ``pairs: [{"html", "match"}]``, ``extra_matches: [html]`` that belong to nothing.
- cloze: the stem holds ``[[1]]``, ``[[2]]`` …, each once; ``gaps: [{"kind", "weight", …}]`` where
  ``choice`` has ``options``, ``text`` has ``texts`` and ``is_case_sensitive``, ``number`` ``answers``.
- essay: ``reply: {"lines", "fewest_words", "most_words", "most_files"}``, ``rubric: [{"name",
  "levels": [{"points", "text"}]}]`` with points as decimal text, ``marker_note``.
- file_answer: ``accepts`` out of document, image, audio; ``most_files``, ``rubric``, ``marker_note``.

HTML is clean (``assessments/cleaning.py``) and holds LaTeX as ``\( … \)``, kept pictures and sounds by
name (``markup.py``); ``images`` names pictures that the source had and that were not kept.
"""

import hashlib
from collections.abc import Callable

from .markup import Content, is_empty, list_files, plain_text
from .problems.arranged import entry_problems, pair_problems
from .problems.choices import choice_problems, statement_problems
from .problems.cloze import cloze_problems
from .problems.manual import essay_problems, file_problems
from .problems.shares import LONGEST_HTML
from .problems.shorts import number_problems, text_problems

__all__ = [
    "CHOICE_TYPES",
    "MANUAL_TYPES",
    "SHAPE",
    "TYPES",
    "Content",
    "fingerprint",
    "list_problems",
    "plain_text",
    "read_content",
]

SHAPE = 1

CHOICE_TYPES = frozenset({"single_choice", "multiple_choice"})
# A person gives the marks.
MANUAL_TYPES = frozenset({"essay", "file_answer"})

_PROBLEMS: dict[str, Callable[[Content], list[str]]] = {
    "single_choice": choice_problems,
    "multiple_choice": choice_problems,
    "true_false_statements": statement_problems,
    "short_number": number_problems,
    "short_text": text_problems,
    "ordering": entry_problems,
    "matching": pair_problems,
    "cloze": cloze_problems,
    "essay": essay_problems,
    "file_answer": file_problems,
}
TYPES = frozenset(_PROBLEMS)


def read_content(stored: Content) -> Content:
    """Return the content in the newest shape, whatever shape it was stored in."""
    if stored.get("v") != SHAPE:
        message = f"Unknown shape of a question: {stored.get('v')!r}."
        raise ValueError(message)
    return stored


def fingerprint(content: Content, fold: Callable[[str], str]) -> str:
    """Return a digest that is equal for questions which read the same without marks and case."""
    parts = [content["type"], plain_text(content["stem"])]
    parts += _list_words(content)
    parts += sorted(list_files(content))
    return hashlib.sha256(fold("\n".join(parts)).encode()).hexdigest()


def _list_words(content: Content) -> list[str]:
    """Give the words of all parts; what stands in no order of its own is sorted."""
    words = [
        *sorted(plain_text(option["html"]) for option in content.get("options", [])),
        *sorted(plain_text(each["html"]) for each in content.get("statements", [])),
        *sorted(answer["value"] for answer in content.get("answers", [])),
        *(plain_text(entry["html"]) for entry in content.get("entries", [])),
        *sorted(
            f"{plain_text(pair['html'])} = {plain_text(pair['match'])}"
            for pair in content.get("pairs", [])
        ),
    ]
    for gap in content.get("gaps", []):
        words += sorted(plain_text(option["html"]) for option in gap.get("options", []))
        words += sorted(text["text"] for text in gap.get("texts", []))
        words += sorted(answer["value"] for answer in gap.get("answers", []))
    return words


def list_problems(content: Content) -> list[str]:
    """Return codes of what keeps this content from being a question; none means it is one.

    Codes are the keys of ``assessments.reasons.REASONS``.
    """
    find = _PROBLEMS.get(content.get("type", ""))
    if find is None:
        return ["unknown_type"]
    problems = ["no_stem"] if is_empty(content["stem"]) and not content.get("images") else []
    if len(content["stem"]) > LONGEST_HTML or len(content.get("solution", "")) > LONGEST_HTML:
        problems.append("too_long")
    return problems + find(content)
