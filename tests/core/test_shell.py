"""The shells render for everybody, in Vietnamese, with and without a build."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.models import User
from core import assets, wording
from core.slots import register_slot, render_slot
from core.toasts import find_undo_url

TODAY = dt.date(2026, 11, 23)


def render(source: str, **context: object) -> str:
    return Template("{% load bh %}" + source).render(Context(context))


@pytest.fixture
def request_of_teacher(db):
    request = RequestFactory().get("/")
    request.user = User.objects.create_user("gv.ha", full_name="Lê Thu Hà")
    request.resolver_match = None
    return request


@pytest.mark.parametrize("shell", ["staff", "pupil", "exam", "plain"])
def test_every_shell_has_a_skip_link_to_its_only_main(request_of_teacher, shell):
    html = render_to_string(f"core/shell_{shell}.html", {}, request_of_teacher)

    assert html.count('href="#main"') == 1
    assert html.count('id="main"') == 1


def test_a_shell_renders_for_someone_who_is_not_signed_in():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    html = render_to_string("core/shell_plain.html", {}, request)

    assert '<html lang="vi"' in html


def test_the_theme_and_text_size_of_the_person_are_on_the_root(request_of_teacher):
    request_of_teacher.user.theme = "dark"
    request_of_teacher.user.text_size = "large"

    html = render_to_string("core/shell_staff.html", {}, request_of_teacher)

    assert 'data-theme="dark" data-text="large"' in html


def test_pages_carry_no_style_attribute_and_no_inline_script(request_of_teacher):
    html = render_to_string("core/shell_staff.html", {}, request_of_teacher)

    assert " style=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "core/error.html"])
def test_error_pages_show_a_way_home(name):
    html = render_to_string(name, {})

    assert 'href="/"' in html


def test_an_unknown_icon_fails_loudly():
    with pytest.raises(assets.MissingAssetWarning, match=r"icons\.txt"):
        render('{% icon "no-such-icon" %}')


def test_an_unknown_entry_fails_loudly():
    with pytest.raises(assets.MissingAssetWarning, match="core/nothing"):
        render('{% asset "core/nothing" %}')


def test_an_icon_without_a_word_has_a_name():
    assert 'role="img" aria-label="Đã lưu"' in render('{% icon "cloud" "Đã lưu" %}')


def test_slots_stand_in_their_order_and_escape_plain_text():
    register_slot("test.place", order=20)(lambda _: "<b>")
    register_slot("test.place", order=10)(lambda context: context["x"])

    assert render_slot("test.place", {"x": "một"}) == "một&lt;b&gt;"


def test_a_message_may_carry_a_way_back():
    assert (
        find_undo_url(Message(constants.SUCCESS, "x", extra_tags="undo=/thu-hoi/7")) == "/thu-hoi/7"
    )
    assert find_undo_url(Message(constants.SUCCESS, "x")) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Decimal("7.25"), "7,3"),
        (Decimal(1508), "1.508,0"),
        (None, ""),
    ],
)
def test_decimals_have_a_comma_and_thousands_a_point(value, said):
    assert wording.say_decimal(value) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(640 * 1024**2, "640\u00a0MB"), (2576980378, "2,4\u00a0GB"), (12, "12\u00a0B")],
)
def test_file_sizes(size, said):
    assert wording.say_file_size(size) == said


def test_a_far_date_is_said_in_figures():
    assert wording.say_near_date(dt.date(2026, 12, 31), today=TODAY) == "31/12/2026"


def test_the_pager_shows_ends_and_neighbours():
    page = Paginator(range(400), 20).page(5)

    assert (
        render("{% for n in page|page_window %}{{ n }} {% endfor %}", page=page)
        == "1 0 4 5 6 0 20 "
    )


def test_class_names_do_not_break():
    assert render("{{ 'lớp 8A và lớp 8B'|nbsp }}") == "lớp\u00a08A và lớp\u00a08B"


def test_every_icon_of_the_list_has_a_use():
    """The sprite travels on the first visit; our own drawings belong to the design and may wait."""
    root = settings.ROOT
    own = {path.stem for path in (root / "frontend/core/glyphs").glob("*.svg")}
    # Subjects name theirs in the data of curriculum.
    data = "*/migrations/data/*.json"
    patterns = ("*/templates/**/*.html", "*/*.py", "*/*/*.py", "frontend/*/*.ts", data)
    sources = [
        path for pattern in patterns for path in root.glob(pattern) if "tests" not in path.parts
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)

    assert [
        name for name in assets.list_icons() - own if not re.search(rf"[\"'#]{name}[\"']", text)
    ] == []
