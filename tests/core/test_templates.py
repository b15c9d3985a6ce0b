"""Every template of the house compiles, and none breaks the content security policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = sorted(
    path
    for app in settings.ROOT.glob("*/templates")
    if app.parent.name != "node_modules"
    for path in app.rglob("*.html")
)
NAMES = [str(path.relative_to(settings.ROOT)) for path in TEMPLATES]

INLINE_STYLE = re.compile(r"<[^>]*\sstyle=")
INLINE_HANDLER = re.compile(r"<[^>]*\son[a-z]+=")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:json|ld\+json))")
COLOUR = re.compile(r"(?<![&\w])#[0-9a-fA-F]{6}\b(?!;)|\brgba?\(")


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_it_compiles(path: Path):
    name = str(path).partition("/templates/")[2]

    assert get_template(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
@pytest.mark.parametrize(
    "forbidden",
    [INLINE_STYLE, INLINE_HANDLER, INLINE_SCRIPT, COLOUR],
    ids=["style", "handler", "script", "colour"],
)
def test_it_carries_nothing_inline(path: Path, forbidden: re.Pattern[str]):
    found = forbidden.search(path.read_text(encoding="utf-8"))

    assert not found, found


@pytest.mark.parametrize(
    ("forbidden", "fault"),
    [
        (INLINE_STYLE, '<p style="color: red">'),
        (INLINE_HANDLER, '<a onclick="go()">'),
        (INLINE_SCRIPT, "<script>go()</script>"),
        (COLOUR, '<path fill="#0b5b69">'),
    ],
)
def test_planted_faults_are_seen(forbidden: re.Pattern[str], fault: str):
    assert forbidden.search(fault)


def test_colours_stand_in_the_tokens_only():
    sheets = (settings.ROOT / "frontend").glob("*/**/*.css")
    # Video stays dark and print stays black in both themes.
    exempt = {"tokens.css", "print.css", "lesson.css", "admin.css", "viewer.css"}
    offenders = [
        f"{sheet.relative_to(settings.ROOT)}: {found[0]}"
        for sheet in sheets
        if "dist" not in sheet.parts and sheet.name not in exempt
        for found in re.finditer(
            r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", sheet.read_text(encoding="utf-8")
        )
    ]

    assert not offenders
