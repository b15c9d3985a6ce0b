"""The portal: who reads what, who writes where, and the editor behind it."""

import pytest
from django.urls import reverse

from content.actions.portal import ensure_section
from content.models import PortalArticle, PortalSection
from tests.factories.accounts import (
    DepartmentFactory,
    DivisionFactory,
    OfficerFactory,
    SchoolFactory,
    TeacherFactory,
    UserFactory,
    grant_role,
)

pytestmark = pytest.mark.django_db
AT = "/cong-thong-tin/"


def write(organisation, title="Khai giảng", **fields):
    section = ensure_section(organisation)
    article = PortalArticle(title=title, body="<p>Ngày mai.</p>", **fields)
    section.add_child(instance=article)
    article.save_revision().publish()
    return PortalArticle.objects.get(pk=article.pk)


def read(client, path=AT):
    return client.get(path).content.decode()


def test_an_empty_portal_says_what_will_stand_there(client):
    assert "Chưa có gì ở đây." in read(client)


def test_everybody_reads_a_public_page_without_signing_in(client):
    article = write(DepartmentFactory(), summary="Mời cha mẹ học sinh.")
    UserFactory()

    assert "Khai giảng" in read(client)
    page = read(client, reverse("content:show_article", args=[article.pk, article.slug]))
    assert "Ngày mai." in page
    assert AT in read(client, reverse("accounts:sign_in"))


def test_a_page_of_a_school_is_for_its_people_only(client):
    school = SchoolFactory()
    article = write(school, "Họp phụ huynh", audience="place")
    path = reverse("content:show_article", args=[article.pk, article.slug])

    assert client.get(path).status_code == 404
    client.force_login(TeacherFactory())
    assert client.get(path).status_code == 404
    assert "Họp phụ huynh" not in read(client)

    client.force_login(TeacherFactory(school=school))
    assert "Họp phụ huynh" in read(client, path)


def test_what_the_department_writes_for_its_people_reaches_every_school(client):
    write(DepartmentFactory(), "Công văn", audience="place")
    client.force_login(TeacherFactory())

    assert "Công văn" in read(client)


def test_an_address_keeps_every_letter_without_its_marks():
    assert write(DepartmentFactory(), "Đăng nhập lần đầu").slug == "dang-nhap-lan-dau"


def test_a_draft_is_not_read(client):
    section = ensure_section(DepartmentFactory())
    draft = PortalArticle(title="Bản nháp", body="<p>…</p>", live=False)
    section.add_child(instance=draft)

    path = reverse("content:show_article", args=[draft.pk, draft.slug])

    assert "Bản nháp" not in read(client)
    assert client.get(path).status_code == 404


def test_scripts_of_a_writer_do_not_reach_readers(client):
    article = write(DepartmentFactory(), "Có mã")
    PortalArticle.objects.filter(pk=article.pk).update(body="<p>Chữ<script>alert(1)</script></p>")

    page = read(client, reverse("content:show_article", args=[article.pk, article.slug]))

    assert "Chữ" in page
    assert "alert(1)" not in page


def test_an_officer_writes_and_publishes_in_the_editor(client):
    client.force_login(OfficerFactory())
    client.post(reverse("content:edit_portal"))
    section = PortalSection.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["content", "portalarticle", section.pk])
    assert client.get(url).status_code == 200
    values = {
        "title": "Lịch thi",
        "slug": "lich-thi",
        "kind": "news",
        "audience": "public",
        "summary": "",
        "body": '{"blocks": [{"key": "a", "text": "Tuần sau", "type": "unstyled", "depth": 0,'
        ' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
        "action-publish": "1",
    }

    response = client.post(url, values)

    assert response.status_code == 302
    assert PortalArticle.objects.get().live
    assert "Lịch thi" in read(client)


def test_a_division_does_not_write_in_the_part_of_the_department(client):
    article = write(DepartmentFactory())
    client.force_login(OfficerFactory(place=DivisionFactory()))
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    assert client.get(edit).status_code == 302
    client.post(edit, {"title": "Đổi", "slug": "doi", "action-publish": "1"})

    article.refresh_from_db()
    assert article.title == "Khai giảng"
    client.post(reverse("content:edit_portal"))
    own = PortalSection.objects.get(organisation__kind="division")
    assert "Khai giảng" not in read(client, reverse("wagtailadmin_explore", args=[own.pk]))


@pytest.mark.parametrize("make", [TeacherFactory, UserFactory])
def test_nobody_else_writes(client, make):
    section = ensure_section(DepartmentFactory())
    client.force_login(make())
    add = reverse("wagtailadmin_pages:add", args=["content", "portalarticle", section.pk])

    assert client.get(add).status_code == 404
    assert client.post(reverse("content:edit_portal")).status_code == 404


def test_whose_role_has_no_work_begins_with_the_portal(client):
    person = UserFactory()
    grant_role(person, "other_staff", SchoolFactory())
    client.force_login(person)

    assert client.get("/")["Location"] == AT


def test_the_list_costs_the_same_for_one_page_and_for_many(client, django_assert_max_num_queries):
    for number in range(5):
        write(DepartmentFactory(), f"Tin {number}")
    client.get(AT)

    with django_assert_max_num_queries(4):
        client.get(AT)
