"""Questions drawn at random, for the promise that what goes out comes back equal."""

import html
from typing import Any

from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.formats import ExportItem
from assessments.items.markup import is_empty, list_files, name_file
from tests.assessments.word.ooxml import png

PICTURE = png()
SOUND = b"ID3" + b"sound of a test"
FILES = {name_file(PICTURE, "png"): PICTURE, name_file(SOUND, "mp3"): SOUND}
PICTURE_NAME, SOUND_NAME = FILES

# Letters of Vietnamese, and every sign that one of the formats means something by.
SIGNS = "abzABăđếÔ019 ~=#{}:\\%&<>\"'$[]()/|*.,;->\n\u00a0≤"
words = st.text(SIGNS, min_size=1, max_size=12).map(html.escape)
formulas = st.sampled_from(
    [r"\(x^2\)", r"\(\frac{1}{2}\)", r"\(a \neq b\)", r"\[\{1; 2\}\]", r"\(x &lt; 3\)"]
)
pictures = st.sampled_from(
    [
        f'<img src="file:{PICTURE_NAME}" alt="Hình &quot;1&quot; $5">',
        f'<audio controls src="file:{SOUND_NAME}"></audio>',
    ]
)
pieces = st.one_of(words, words, formulas, pictures)
wrapped = st.builds(
    "<{0}>{1}</{0}>".format,
    st.sampled_from(["b", "i", "sub", "sup", "p", "div", "u"]),
    st.lists(pieces, min_size=1, max_size=2).map("".join),
)
tables = words.map("<table><tbody><tr><td>{}</td><td>1</td></tr></tbody></table>".format)
fragments = (
    st.lists(st.one_of(pieces, wrapped, tables, st.just("<br>")), min_size=1, max_size=3)
    .map(lambda parts: clean_html("".join(parts)))
    .filter(lambda markup: not is_empty(markup) and clean_html(markup) == markup)
)
plain_fragments = words.map(clean_html).filter(lambda markup: not is_empty(markup))
solutions = st.one_of(st.just(""), fragments)
texts = st.text(SIGNS.replace("\n", "").replace("\u00a0", ""), min_size=1, max_size=12)
texts = texts.map(lambda text: " ".join(text.split())).filter(bool)
shares = st.sampled_from(["1", "0.5", "0.25", "0.33333"])
values = st.decimals(-999, 999, places=2, allow_nan=False).map(
    lambda number: format(number.normalize(), "f") if number else "0"
)
spreads = st.sampled_from(["0", "0.1", "0.5", "2"])
levels = st.sampled_from(["", "know", "understand", "apply"])


def _content(kind: str, **parts: Any) -> st.SearchStrategy[dict[str, Any]]:
    stem = parts.pop("stem", fragments)
    return st.fixed_dictionaries(
        {
            "v": st.just(1),
            "type": st.just(kind),
            "stem": stem,
            "solution": solutions,
            "images": st.just([]),
            **parts,
        }
    )


def _option(share: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"html": fragments, "share": share, "feedback": solutions})


def _unique(parts: st.SearchStrategy[Any], low: int, high: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(parts, min_size=low, max_size=high, unique_by=str)


single_options = st.tuples(
    _option(st.just("1")),
    st.lists(_option(st.sampled_from(["0", "0", "0.5", "-0.25"])), min_size=1, max_size=3),
).map(lambda pair: [*pair[1], pair[0]])
half_options = st.tuples(
    st.lists(_option(st.just("0.5")), min_size=2, max_size=2),
    st.lists(_option(st.sampled_from(["0", "-0.5"])), max_size=2),
).map(lambda pair: [*pair[0], *pair[1]])
accepted_texts = st.tuples(
    texts, st.lists(st.tuples(texts, shares), max_size=2, unique_by=lambda each: each[0])
).map(
    lambda pair: (
        [{"text": pair[0], "share": "1"}]
        + [{"text": text, "share": share} for text, share in pair[1] if text != pair[0]]
    )
)
accepted_numbers = st.tuples(
    values, spreads, st.lists(st.tuples(values, spreads, shares), max_size=2)
).map(
    lambda drawn: (
        [{"value": drawn[0], "tolerance": drawn[1], "share": "1"}]
        + [{"value": v, "tolerance": t, "share": s} for v, t, s in drawn[2]]
    )
)
gap_weights = st.sampled_from(["1", "2", "3"])
gaps = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("choice"), "weight": gap_weights, "options": single_options}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("text"),
            "weight": gap_weights,
            "texts": accepted_texts,
            "is_case_sensitive": st.booleans(),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("number"), "weight": gap_weights, "answers": accepted_numbers}
    ),
)
rubrics = st.lists(
    st.fixed_dictionaries(
        {
            "name": texts,
            "levels": st.lists(
                st.fixed_dictionaries(
                    {"points": st.sampled_from(["0", "0.5", "1", "2"]), "text": texts}
                ),
                min_size=1,
                max_size=2,
            ).map(lambda given: [*given, {"points": "3", "text": "Đủ"}]),
        }
    ),
    max_size=2,
)
replies = st.fixed_dictionaries(
    {
        "lines": st.integers(0, 30),
        "fewest_words": st.one_of(st.none(), st.integers(1, 50)),
        "most_words": st.one_of(st.none(), st.integers(51, 500)),
        "most_files": st.integers(0, 3),
    }
)


def cloze_stem(content: dict[str, Any]) -> dict[str, Any]:
    numbers = range(1, len(content["gaps"]) + 1)
    stem = content["stem"] + "".join(f"<p>Chỗ [[{number}]].</p>" for number in numbers)
    return {**content, "stem": clean_html(stem)}


contents = {
    "single_choice": _content("single_choice", options=single_options, keep_order=st.booleans()),
    "multiple_choice": _content("multiple_choice", options=half_options, keep_order=st.booleans()),
    "true_false_statements": _content(
        "true_false_statements",
        statements=st.lists(
            st.fixed_dictionaries({"html": fragments, "is_true": st.booleans(), "level": levels}),
            min_size=4,
            max_size=4,
        ),
    ),
    "short_number": _content("short_number", answers=accepted_numbers),
    "short_text": _content("short_text", texts=accepted_texts, is_case_sensitive=st.booleans()),
    "ordering": _content(
        "ordering",
        entries=_unique(fragments, 2, 4).map(lambda each: [{"html": html} for html in each]),
    ),
    "matching": _content(
        "matching",
        pairs=st.tuples(
            _unique(fragments, 3, 3), _unique(st.one_of(plain_fragments, fragments), 3, 3)
        ).map(
            lambda drawn: [
                {"html": html, "match": match} for html, match in zip(*drawn, strict=True)
            ]
        ),
        extra_matches=st.lists(plain_fragments, max_size=1),
    ).filter(lambda c: not {p["match"] for p in c["pairs"]} & set(c["extra_matches"])),
    "cloze": _content("cloze", gaps=st.lists(gaps, min_size=1, max_size=2)).map(cloze_stem),
    "essay": _content(
        "essay",
        reply=replies,
        rubric=rubrics,
        marker_note=solutions,
    ),
    "file_answer": _content(
        "file_answer",
        accepts=st.sampled_from([["document"], ["image", "audio"], ["document", "image", "audio"]]),
        most_files=st.integers(1, 4),
        rubric=rubrics,
        marker_note=solutions,
    ),
}


def make_item(content: dict[str, Any], **metadata: Any) -> ExportItem:
    """Wrap a drawn content with the files that it names."""
    files = {name: FILES[name] for name in list_files(content)}
    return ExportItem(content, metadata={"name": "Câu", **metadata}, files=files)


def essence(content: dict[str, Any]) -> dict[str, Any]:
    """Return a content without what may be left out because it says nothing."""
    idle = {"keep_order": False, "files": {}, "images": []}
    return {
        key: value
        for key, value in content.items()
        if idle.get(key, value) != value or key not in idle
    }
