"""Every place in the navigation of every role holds: on a phone and on a desk, light and dark."""

import pytest

from tests.factories import accounts as people

from .pages import assert_axe_clean, assert_fits, assert_focus_shows, assert_no_english

pytestmark = pytest.mark.django_db

PHONE = {"width": 360, "theme": "light"}
DESK = {"width": 1280, "theme": "dark"}
# Both sides for those who are many, one side for each of the others: a place is a place.
CASES = [
    (people.PupilFactory, PHONE),
    (people.PupilFactory, DESK),
    (people.TeacherFactory, PHONE),
    (people.TeacherFactory, DESK),
    (people.SubjectGroupHeadFactory, PHONE),
    (people.HeadFactory, DESK),
    (people.SchoolAdminFactory, PHONE),
    (people.OfficerFactory, DESK),
    (people.SectorReviewerFactory, PHONE),
    (people.SystemAdminFactory, DESK),
]


def list_places(page) -> list[str]:
    """List the addresses of the navigation, and of the person's own pages."""
    places = page.eval_on_selector_all(
        ".rail a[href], .tabbar a[href], .me[href]",
        "links => links.map(a => a.getAttribute('href'))",
    )
    return sorted({place for place in places if place.startswith("/")})


@pytest.mark.parametrize(
    ("person", "look"), CASES, ids=[f"{case[0].__name__}-{case[1]['width']}" for case in CASES]
)
def test_every_place_holds(open_page, transactional_db, person, look):
    page = open_page("/", user=person(), **look)

    for place in list_places(page):
        answer = page.goto(place)
        assert answer.status == 200, place
        assert_fits(page)
        assert_axe_clean(page)
        assert_no_english(page)


def test_the_rail_of_a_phone_opens_and_closes_by_keyboard(open_page, transactional_db):
    page = open_page("/", user=people.TeacherFactory(), width=360)
    opener = page.get_by_role("button", name="Mở mục chính")

    opener.focus()
    page.keyboard.press("Enter")
    assert page.locator("#rail").is_visible()

    page.keyboard.press("Escape")
    assert not page.locator("#rail").is_visible()
    assert opener.evaluate("el => el === document.activeElement")


def test_the_rail_of_a_phone_opens_without_scripts(open_page, transactional_db):
    page = open_page("/", user=people.TeacherFactory(), width=360, javascript=False)

    page.locator("a[href='#rail']").click()

    assert page.locator("#rail").is_visible()


def test_a_folded_rail_stays_folded_on_the_next_page(open_page, transactional_db):
    page = open_page("/", user=people.TeacherFactory())
    page.get_by_role("button", name="Thu gọn thanh mục").click()

    page.reload()

    assert page.locator(".staff--narrow").count() == 1
    assert_focus_shows(page, stops=6)


def test_a_chosen_theme_shows_at_once_and_stays(open_page, transactional_db):
    page = open_page("/cua-toi/tuy-chon/", user=people.PupilFactory(), width=360)
    page.get_by_label("Tối", exact=True).check()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"

    page.get_by_role("button", name="Lưu lựa chọn").click()
    page.wait_for_load_state("load")

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator(".toast").is_visible()
    assert_axe_clean(page)
