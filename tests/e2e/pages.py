"""What every page must hold: axe finds nothing, nothing scrolls sideways, focus shows, Vietnamese only.

assert_axe_clean(page)
assert_fits(page)
assert_focus_shows(page)
assert_no_english(page)
take(page, "bank")
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from babel.messages.pofile import read_po
from django.conf import settings
from playwright.sync_api import Page

AXE = settings.ROOT / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = settings.ROOT / "var" / "screenshots"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Each page at both widths and in both themes; the gallery holds the components in all four.
LOOKS = [(1280, "light"), (360, "dark")]
# Words that are the same in both languages, or names.
SAME_WORDS = {"bến học", "tiếng việt", "english", "video", "pdf", "file", "word", "excel", "ai"}


@dataclass(frozen=True)
class Viewport:
    """How a page is looked at."""

    width: int = 1280
    height: int = 800
    theme: Literal["light", "dark"] = "light"
    locale: str = "vi-VN"
    reduced_motion: Literal["reduce", "no-preference"] = "reduce"
    forced_colors: Literal["active", "none"] = "none"
    javascript: bool = True

    def as_options(self) -> dict[str, Any]:
        """Return the options of a Playwright context; narrow ones are phones."""
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.theme,
            "locale": self.locale,
            "reduced_motion": self.reduced_motion,
            "forced_colors": self.forced_colors,
            "java_script_enabled": self.javascript,
            "has_touch": self.width < 600,
            "timezone_id": "Asia/Ho_Chi_Minh",
        }


def find_axe_violations(
    page: Page, *, within: str = "", without: tuple[str, ...] = ()
) -> list[str]:
    """Run axe on the page and name each violation with where it is."""
    # Through the debugger, so that the page's own content security policy stays as it is.
    page.context.new_cdp_session(page).send(
        "Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")}
    )
    result = page.evaluate(
        "([within, tags, off]) => axe.run(within || document, {runOnly: tags, resultTypes: ['violations'],"
        " rules: Object.fromEntries(off.map((rule) => [rule, {enabled: false}]))})",
        [within, TAGS, list(without)],
    )
    return [
        f"{violation['id']}: {node['target'][-1]}: {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def assert_axe_clean(page: Page, **options: Any) -> None:
    """Check WCAG 2.0 to 2.2 A and AA and axe's best practice."""
    violations = find_axe_violations(page, **options)
    assert not violations, "\n".join(violations)


def find_overflow(page: Page) -> list[str]:
    """Name what is wider than the window and does not scroll in a region of its own."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          const scrolls = (el) => el && el !== document.documentElement &&
            (/(auto|scroll|hidden|clip)/.test(getComputedStyle(el).overflowX) || scrolls(el.parentElement));
          return [...document.body.querySelectorAll("*")]
            .filter((el) => el.getBoundingClientRect().right > width + 1 && !scrolls(el.parentElement))
            .slice(0, 5)
            .map((el) => `${el.tagName.toLowerCase()}.${[...el.classList].join(".")}`);
        }"""
    )
    wide = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return found or (["the page"] if wide else [])


def assert_fits(page: Page) -> None:
    """Check that the page does not scroll sideways."""
    overflow = find_overflow(page)
    assert not overflow, f"wider than {page.viewport_size}: {overflow}"


def find_hidden_focus(page: Page, *, stops: int = 12) -> list[str]:
    """Walk with the Tab key and name each stop whose focus cannot be seen."""
    hidden: list[str] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(
            """() => {
              const el = document.activeElement;
              if (!el || el === document.body) return null;
              const ring = (node) => {
                const style = getComputedStyle(node);
                return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              };
              const shown = ring(el) || (el.closest("label") && ring(el.closest("label"))) ||
                (el.tagName === "IFRAME");
              return {shown: Boolean(shown), name: el.outerHTML.slice(0, 120)};
            }"""
        )
        if stop is None:
            break
        if not stop["shown"]:
            hidden.append(stop["name"])
    return hidden


def assert_focus_shows(page: Page, *, stops: int = 12) -> None:
    """Check that the keyboard's place is seen at each stop."""
    hidden = find_hidden_focus(page, stops=stops)
    assert not hidden, hidden


@lru_cache(maxsize=1)
def list_english_sentences() -> frozenset[str]:
    """List the English ids of our catalogues whose Vietnamese differs."""
    found: set[str] = set()
    for path in settings.ROOT.glob("locale/*/vi/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                found |= {_simple(text) for text in ids if text and "%(" not in text}
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                found -= {_simple(text) for text in texts if text}
    return frozenset(text for text in found if len(text) > 2 and text not in SAME_WORDS)


def find_english(page: Page) -> list[str]:
    """Name visible texts that are English ids of our catalogues."""
    texts: list[str] = page.evaluate(
        """() => {
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (!parent || parent.closest('script,style,[lang="en"],[translate="no"]')) continue;
            texts.push(walker.currentNode.textContent);
          }
          for (const el of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]"))
            if (!el.closest('[lang="en"],[translate="no"]'))
              texts.push(el.ariaLabel, el.title, el.placeholder, el.alt);
          return texts.filter(Boolean);
        }"""
    )
    english = list_english_sentences()
    return sorted({text.strip() for text in texts if _simple(text) in english})


def assert_no_english(page: Page) -> None:
    """Check that no sentence of the Vietnamese interface is left in English."""
    english = find_english(page)
    assert not english, english


def take(page: Page, name: str) -> None:
    """Save a screenshot of the whole page, named by page, width and theme."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 0}
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    theme = page.evaluate("document.documentElement.dataset.theme") or (
        "dark" if is_dark else "light"
    )
    page.screenshot(path=SCREENSHOTS / f"{name}-{size['width']}-{theme}.png", full_page=True)


def assert_page_holds(page: Page, name: str = "") -> None:
    """Check everything at once and keep a picture when a name is given."""
    if name:
        take(page, name)
    assert_fits(page)
    assert_axe_clean(page)
    assert_no_english(page)


def _simple(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".:").casefold()
