"""Pages of one resource: reading, the form, the owner's list, placing it in a lesson."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models import Resource, ResourceVersion
from media.models import StoredFile
from records.models import Statement
from tests.factories.accounts import PupilFactory, TeacherFactory, get_grade, get_subject
from tests.factories.content import get_outcome, make_resource
from tests.factories.media import StoredFileFactory, make_pdf
from tests.factories.review import ReviewPlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return ReviewPlace()


@pytest.fixture
def ha(client, place):
    client.force_login(place.author)
    return place.author


def typed(**fields):
    values = {
        "do": "submit",
        "title": "Phiếu học tập: phương trình bậc nhất",
        "kind": "worksheet",
        "subject": get_subject().pk,
        "grade": get_grade(8).pk,
        "outcomes": [get_outcome().pk],
        "description": "Dùng 15 phút đầu giờ.",
        "language": "vi",
        "licence": "cc_by",
        "source": "Tự biên soạn",
        "ai_label": "none",
        "audience": "school",
        "file_upload": SimpleUploadedFile("phieu.pdf", make_pdf(), "application/pdf"),
        **fields,
    }
    return {name: value for name, value in values.items() if value is not None}


def send(client, **fields):
    return client.post(reverse("content:create_resource"), typed(**fields))


def test_a_complete_resource_goes_to_its_reviewers(client, ha, place):
    response = send(client)

    version = ResourceVersion.objects.get()
    assert response.headers["Location"] == reverse(
        "content:show_resource", args=[version.resource.public_id]
    )
    assert version.state == "in_review"
    assert version.file.name == "phieu.pdf"
    client.force_login(place.group_head)
    assert version.title in client.get(reverse("review:list_tasks")).content.decode()


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", "Đặt tên cho học liệu."),
        ("kind", "Chọn loại học liệu."),
        ("subject", "Chọn môn."),
        ("grade", "Chọn lớp."),
        ("outcomes", "Chọn ít nhất một yêu cầu cần đạt mà học liệu phục vụ."),
        ("licence", "Chọn giấy phép."),
        ("source", "Ghi nguồn, kể cả khi tự biên soạn."),
        ("ai_label", "Cho biết có dùng AI hay không."),
        ("file_upload", "Thêm tệp, hoặc địa chỉ của học liệu trên mạng."),
        ("description", "Mô tả cách dùng để người duyệt và đồng nghiệp hiểu."),
    ],
)
def test_each_missing_detail_is_named_and_nothing_is_made(client, ha, field, said):
    response = send(client, **{field: None})

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Resource.objects.exists()


def test_what_was_typed_and_the_file_survive_a_fault(client, ha):
    response = send(client, licence=None)

    html = response.content.decode()
    file = StoredFile.objects.get()
    assert "Phiếu học tập: phương trình bậc nhất" in html
    assert f'value="{file.public_id}"' in html
    again = client.post(
        reverse("content:create_resource"), typed(file_upload=None, file=file.public_id)
    )
    assert again.status_code == 302
    assert ResourceVersion.objects.get().file == file


def test_a_file_that_lies_about_itself_is_refused(client, ha):
    fake = SimpleUploadedFile("phim.mp4", b"MZ\x90\x00" * 100, "video/mp4")

    response = send(client, file_upload=fake)

    assert response.status_code == 422
    assert not Resource.objects.exists()


def test_a_draft_needs_neither_outcomes_nor_file(client, ha):
    response = send(client, do="save", outcomes=None, file_upload=None, description=None)

    assert response.status_code == 302
    assert ResourceVersion.objects.get().state == "draft"


def test_help_of_ai_must_be_named_and_checked(client, ha):
    response = send(client, ai_label="assisted")

    html = response.content.decode()
    assert "Ghi tên công cụ AI đã dùng." in html
    assert "Kiểm tra phần AI làm, rồi đánh dấu ô này." in html
    assert (
        send(client, ai_label="assisted", ai_model="Trợ lí X", ai_is_checked="on").status_code
        == 302
    )
    assert ResourceVersion.objects.get().ai_checked_by == ha


def test_outcomes_are_looked_up_without_scripts(client, ha):
    wanted = get_outcome()
    other = get_outcome("030108.0902a1", "Tính được xác suất")

    response = send(
        client, do="find", outcome_text="phuong trinh", outcomes=None, title="Đang viết dở"
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert wanted.code in html
    assert other.code not in html
    assert "Đang viết dở" in html
    assert StoredFile.objects.get().public_id in html


def test_outcomes_of_another_grade_are_refused(client, ha):
    response = send(client, grade=get_grade(9).pk)

    assert response.status_code == 422
    assert "không thuộc môn và lớp" in response.content.decode()


def test_the_owner_changes_a_draft_and_hands_it_in(client, ha):
    version = make_resource(ha, file=StoredFileFactory(owner=ha), link="")
    public_id = version.resource.public_id

    page = client.get(reverse("content:edit_resource", args=[public_id]))
    assert version.title in page.content.decode()
    client.post(reverse("content:submit_resource", args=[public_id]))

    assert Resource.objects.get().state == "in_review"


def test_an_incomplete_draft_leads_back_to_the_form(client, ha):
    version = make_resource(ha, outcomes=[])

    response = client.post(reverse("content:submit_resource", args=[version.resource.public_id]))

    assert response.headers["Location"].endswith("/sua/")
    assert Resource.objects.get().state == "draft"


OWN = ["edit_resource", "submit_resource", "withdraw_resource", "show_resource"]


@pytest.mark.parametrize("name", [*OWN, "download_resource", "use_resource"])
def test_anothers_draft_is_not_there(client, ha, name):
    version = make_resource(TeacherFactory())
    address = reverse(f"content:{name}", args=[version.resource.public_id])

    assert client.post(address).status_code in {404, 405}
    assert client.get(address).status_code in {404, 405}


@pytest.mark.parametrize("name", ["list_own_resources", "create_resource", "find_outcomes"])
def test_pupils_make_no_resources(client, name):
    client.force_login(PupilFactory())

    assert client.get(reverse(f"content:{name}")).status_code == 404


def test_a_colleague_reads_downloads_and_his_use_is_recorded(client, ha, place):
    version = make_resource(ha, state="approved", file=StoredFileFactory(owner=ha), link="")
    colleague = TeacherFactory(school=place.school)
    client.force_login(colleague)
    public_id = version.resource.public_id

    page = client.get(reverse("content:show_resource", args=[public_id]))
    sent = client.get(reverse("content:download_resource", args=[public_id]))

    html = page.content.decode()
    assert version.title in html
    assert "CC BY" in html
    assert reverse("content:edit_resource", args=[public_id]) not in html
    assert "/f/" in sent.headers["Location"]
    assert set(Statement.objects.values_list("verb", flat=True)) == {"opened", "used"}


def test_a_colleague_may_not_withdraw(client, ha, place):
    version = make_resource(ha, state="approved")
    client.force_login(TeacherFactory(school=place.school))

    response = client.post(reverse("content:withdraw_resource", args=[version.resource.public_id]))

    assert response.status_code == 403
    assert Resource.objects.get().state == "approved"


def test_the_head_of_the_school_may_withdraw(client, ha, place):
    version = make_resource(ha, state="approved")
    client.force_login(place.school_head)

    client.post(reverse("content:withdraw_resource", args=[version.resource.public_id]))

    assert Resource.objects.get().state == "withdrawn"


def test_reviewers_see_the_version_under_review(client, ha, place):
    send(client)
    client.force_login(place.group_head)

    address = client.get(reverse("review:list_tasks")).context["page"][0].review.public_id
    html = client.get(reverse("review:show_review", args=[address])).content.decode()

    assert "Dùng 15 phút đầu giờ." in html
    assert "phieu.pdf" in html
    assert "030108.0701b2" in html


def test_the_list_of_own_resources_asks_a_constant_number_of_queries(client, ha):
    address = reverse("content:list_own_resources")
    make_resource(ha)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(15):
        make_resource(ha, title=f"Phiếu {number}", state="approved" if number % 2 else "draft")

    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert len(page.context["page"].object_list) == 16
    assert len(many) == len(few)


def test_own_resources_are_narrowed_down_by_state(client, ha):
    make_resource(ha, title="Bản nháp này")
    make_resource(ha, title="Bản đã duyệt", state="approved")

    html = client.get(reverse("content:list_own_resources"), {"state": "draft"}).content.decode()

    assert "Bản nháp này" in html
    assert "Bản đã duyệt" not in html


def test_an_upload_without_scripts_is_kept_on_the_form(client, ha):
    upload = io.BytesIO(make_pdf())
    upload.name = "bai.pdf"

    response = send(client, title=None, file_upload=upload)

    assert "bai.pdf" in response.content.decode()
