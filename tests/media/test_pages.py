"""My files, the form field, the viewer, and who may not see them."""

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from core.jobs.runner import run_due_jobs
from media.actions import bin_file
from media.forms import StoredFileField
from media.models import StoredFile
from media.queries import mint_urls
from tests.factories.accounts import TeacherFactory
from tests.factories.media import StoredFileFactory, make_image, make_mp4, make_pdf, start_upload

pytestmark = pytest.mark.django_db


def pdf(name: str = "Bài 3.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make_pdf(), content_type="application/pdf")


class FileForm(forms.Form):
    title = forms.CharField()
    file = StoredFileField(kinds=("document",))


def fill(owner, data: dict, files: dict | None = None) -> FileForm:
    form = FileForm(data, files or {})
    form.fields["file"].owner = owner
    return form


def test_a_file_comes_with_a_plain_form(client):
    client.force_login(TeacherFactory())

    response = client.post(reverse("media:list_files"), {"file_upload": pdf()})

    assert response.status_code == 302
    assert StoredFile.objects.get().name == "Bài 3.pdf"


def test_a_refused_file_is_explained_on_the_form(client):
    client.force_login(TeacherFactory())

    response = client.post(reverse("media:list_files"), {"file_upload": pdf("phim.mp4")})

    assert response.status_code == 422
    assert "là tài liệu PDF, không phải video MP4" in response.content.decode()


def test_a_file_over_the_limit_of_plain_forms_is_dropped(client):
    from core.models import RuleSet

    rule = RuleSet.objects.get(code="media.limits")
    rule.body = {**rule.body, "plain_post_megabytes": 1}
    rule.save()
    client.force_login(TeacherFactory())
    large = SimpleUploadedFile("a.pdf", make_pdf() + b"\0" * 2_000_000)

    response = client.post(reverse("media:list_files"), {"file_upload": large})

    assert "quá 1" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_the_list_takes_the_same_queries_for_one_file_and_many(
    client, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    owner = TeacherFactory()
    StoredFileFactory(owner=owner)
    client.force_login(owner)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("media:list_files"))
    StoredFileFactory.create_batch(4, owner=owner)
    start_upload(make_mp4(), owner=owner)

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("media:list_files"))

    assert len(many) == len(few)


PAGES = ["show_file", "show_file_state"]
ACTS = ["bin_file", "restore_file", "retry_file"]


@pytest.mark.parametrize("name", PAGES)
def test_the_owner_sees_his_file(client, name):
    file = StoredFileFactory()
    client.force_login(file.owner)

    assert client.get(reverse(f"media:{name}", args=[file.public_id])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_colleague_does_not_find_it(client, name):
    file = StoredFileFactory()
    client.force_login(TeacherFactory(school=file.school))

    assert client.get(reverse(f"media:{name}", args=[file.public_id])).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_a_colleague_does_nothing_to_it(client, name):
    file = StoredFileFactory()
    client.force_login(TeacherFactory(school=file.school))

    assert client.post(reverse(f"media:{name}", args=[file.public_id])).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_the_owner_may(client, name):
    file = StoredFileFactory()
    client.force_login(file.owner)

    assert client.post(reverse(f"media:{name}", args=[file.public_id])).status_code == 302


def test_the_bin_shows_what_lies_in_it(client):
    file = StoredFileFactory()
    bin_file(file, now=timezone.now())
    client.force_login(file.owner)

    content = client.get(reverse("media:list_bin")).content.decode()

    assert file.name in content
    assert "30 ngày" in content


def test_the_field_takes_a_file_that_was_uploaded_before():
    file = StoredFileFactory()

    form = fill(file.owner, {"title": "x", "file": file.public_id})

    assert form.is_valid()
    assert form.cleaned_data["file"] == file


def test_the_field_does_not_take_another_persons_file():
    file = StoredFileFactory()

    form = fill(TeacherFactory(), {"title": "x", "file": file.public_id})

    assert "không còn" in form.errors["file"][0]


def test_the_field_does_not_take_another_kind():
    file = StoredFileFactory(name="anh.png", content=make_image())

    form = fill(file.owner, {"title": "x", "file": file.public_id})

    assert "PDF, Word" in form.errors["file"][0]


def test_the_field_waits_for_the_end_of_an_upload():
    upload = start_upload(make_pdf(), "bai.pdf")

    form = fill(upload.file.owner, {"title": "x", "file": upload.file.public_id})

    assert "chưa tải lên xong" in form.errors["file"][0]


def test_an_upload_is_kept_when_another_field_has_a_fault():
    owner = TeacherFactory()

    form = fill(owner, {"title": ""}, {"file_upload": pdf()})

    assert "title" in form.errors
    assert f'value="{StoredFile.objects.get().public_id}"' in str(form)


def test_a_required_file_that_is_missing_is_asked_for():
    assert fill(TeacherFactory(), {"title": "x"}).errors["file"] == ["Chọn một tệp."]


def test_a_form_that_forgets_the_owner_is_a_programming_fault():
    with pytest.raises(ImproperlyConfigured):
        FileForm({"title": "x"}).is_valid()


@pytest.mark.parametrize(
    ("name", "make", "markup"),
    [
        ("bai.pdf", make_pdf, "<iframe"),
        ("phim.mp4", make_mp4, "<video"),
        ("anh.png", make_image, "<img"),
    ],
)
def test_the_viewer_shows_each_kind(name, make, markup):
    file = StoredFileFactory(name=name, content=make())
    run_due_jobs()
    file.refresh_from_db()

    html = render_to_string("media/_viewer.html", {"file": file, "urls": mint_urls(file)})

    assert markup in html
    assert "/download/" in html
