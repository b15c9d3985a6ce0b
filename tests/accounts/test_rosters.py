"""Lists of people: what is read, which line is wrong, and that it is all or nothing."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from accounts.models import AuditEntry, Enrolment, User
from accounts.queries import list_pupils
from accounts.rosters import RosterFileError, parse_roster, read_cells, read_file, write_text
from tests.factories.accounts import (
    PupilFactory,
    SchoolAdminFactory,
    SchoolClassFactory,
    SchoolFactory,
    TeacherFactory,
)

HEAD = "STT\tHọ và tên\tNgày sinh\tGiới tính\tMã học sinh"
GOOD = f"{HEAD}\n1\tNguyễn Minh Anh\t05/09/2012\tNữ\t3100000001\n2\tTrần Gia Bảo\t2012-01-31\tNam\t"


def make_workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def say(roster):
    return [f"{fault.line}: {fault.text}" for fault in roster.faults]


def test_pasted_rows_are_read_by_their_heads():
    roster = parse_roster(read_cells(GOOD))

    assert [(row.full_name, row.born_on, row.gender) for row in roster.rows] == [
        ("Nguyễn Minh Anh", date(2012, 9, 5), 2),
        ("Trần Gia Bảo", date(2012, 1, 31), 1),
    ]
    assert roster.rows[0].sector_code == "3100000001"
    assert not roster.faults


def test_a_workbook_with_a_title_above_and_two_columns_for_the_name_is_read():
    data = make_workbook(
        [
            ["TRƯỜNG THCS HỒNG BÀNG"],
            ["TT", "Họ và tên đệm", "Tên", "Lớp", "Ngày sinh", "Mã định danh"],
            [1, "Nguyễn Minh", "Anh", "8A", date(2012, 9, 5), 3100000001.0],
        ]
    )

    row = parse_roster(read_file(data, "lop-8a.xlsx")).rows[0]

    assert row.full_name == "Nguyễn Minh Anh"
    assert (row.class_name, row.born_on, row.sector_code) == (
        "8A",
        date(2012, 9, 5),
        "3100000001",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_files_of_every_excel_are_read(encoding):
    # Windows-1258 writes tone marks apart, as old Vietnamese systems did.
    text = "Họ và tên,Mã học sinh\nLê Thu Hà,3100000001\n"
    if encoding == "cp1258":
        text = "Ho va ten,Ma hoc sinh\nLê Thu Hà,3100000001\n".replace("à", "a\u0300")
    roster = parse_roster(read_file(text.encode(encoding), "lop.csv"))

    assert [row.full_name for row in roster.rows] == ["Lê Thu Hà"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1\t\t\t\t3100000001", "Thiếu họ tên"),
        ("1\tNguyễn Minh Anh\t31/02/2012\t\t", "ngày/tháng/năm"),
        ("1\tNguyễn Minh Anh\t\tkhác\t", "“Nam” hoặc “Nữ”"),
        ("1\tNguyễn Minh Anh\t\t\tmã số", "Mã có chữ hoặc dấu"),
        ("1\t0912345678\t\t\t", "không giống một họ tên"),
    ],
)
def test_a_faulty_line_is_named_with_what_is_wrong(line, words):
    roster = parse_roster(read_cells(f"{HEAD}\n{line}"))

    assert len(roster.faults) == 1
    assert say(roster)[0].startswith("2: ")
    assert words in say(roster)[0]


def test_a_code_that_stands_twice_is_named_with_both_lines():
    roster = parse_roster(read_cells(f"{HEAD}\n1\tA B\t\t\t310001\n2\tC D\t\t\t310001"))

    assert say(roster) == ["3: Mã này đã có ở dòng 2."]


def test_a_list_without_heads_says_what_is_missing():
    assert "Họ và tên" in say(parse_roster(read_cells("1\tMinh Anh\t05/09/2012")))[0]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04broken", "lop.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "lop.xls"),
        (b"\x00\x01\x02\x03", "lop.csv"),
        (b"a" * (2 * 1024 * 1024 + 1), "lop.csv"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data, name):
    with pytest.raises(RosterFileError) as refused:
        read_file(data, name)

    assert str(refused.value)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (41 * 1024 * 1024))

    with pytest.raises(RosterFileError, match="quá nhiều"):
        read_file(stream.getvalue(), "bom.xlsx")


@given(
    st.lists(st.lists(st.text(alphabet="aàb đ12", min_size=1), min_size=2, max_size=3), max_size=5)
)
def test_what_is_written_for_the_box_is_read_back_the_same(cells):
    kept = [[" ".join(cell.split()) for cell in row] for row in cells]
    kept = [row for row in kept if any(row)]

    assert read_cells(write_text(kept)) == kept


@pytest.fixture
def school_class(db):
    return SchoolClassFactory(name="8A")


@pytest.fixture
def admin(client, school_class):
    admin = SchoolAdminFactory(school=school_class.school)
    client.force_login(admin)
    return admin


def url_of(school_class):
    return reverse("accounts:import_pupils", args=[school_class.public_id])


def names_of(school_class):
    return [pupil.full_name for pupil in list_pupils(school_class)]


def test_checking_a_list_writes_nothing(client, admin, school_class):
    page = client.post(url_of(school_class), {"text": GOOD, "step": "check"}).content.decode()

    assert "2 tài khoản mới" in page
    assert names_of(school_class) == []


def test_a_checked_list_is_taken_in_with_one_row_in_the_trail(client, admin, school_class):
    client.post(url_of(school_class), {"text": GOOD, "step": "take"})

    assert names_of(school_class) == ["Nguyễn Minh Anh", "Trần Gia Bảo"]
    pupil = User.objects.get(sector_code="3100000001")
    assert pupil.role_grants.get().role.code == "student"
    assert not pupil.has_usable_password()
    entry = AuditEntry.objects.get(verb="roster.import")
    assert entry.actor == admin
    assert len(entry.detail["people"]) == 2


def test_one_faulty_line_keeps_everything_out_and_the_text_in_the_box(client, admin, school_class):
    text = f"{GOOD}\n3\tLê Hà\t99/99/2012\t\t"

    page = client.post(url_of(school_class), {"text": text, "step": "take"}).content.decode()

    assert names_of(school_class) == []
    assert "Dòng 4" in page
    assert "99/99/2012" in page


def test_taking_the_same_list_in_again_changes_nothing(client, admin, school_class):
    for _ in range(2):
        client.post(url_of(school_class), {"text": GOOD, "step": "take"})

    assert len(names_of(school_class)) == 2
    assert Enrolment.objects.count() == 2


def test_a_pupil_of_another_class_changes_the_class(client, admin, school_class):
    other = SchoolClassFactory(school=school_class.school, name="8B")
    pupil = PupilFactory(school_class=other, full_name="Nguyễn Minh Anh", sector_code="3100000001")

    client.post(url_of(school_class), {"text": GOOD, "step": "take"})

    assert pupil.full_name in names_of(school_class)
    assert names_of(other) == []


def test_a_pupil_of_another_school_is_not_taken_away(client, admin, school_class):
    theirs = PupilFactory(full_name="Nguyễn Minh Anh", sector_code="3100000001")

    page = client.post(url_of(school_class), {"text": GOOD, "step": "take"}).content.decode()

    assert names_of(school_class) == []
    assert "trường khác" in page
    assert theirs.enrolments.get().valid_to is None


def test_a_list_of_the_whole_school_goes_by_the_column_of_the_class(client, admin, school_class):
    text = "Họ và tên;Lớp\nNguyễn Minh Anh;8a\nTrần Gia Bảo;9Z"
    url = reverse("accounts:import_school_pupils", args=[school_class.school.public_id])

    page = client.post(url, {"text": text, "step": "take"}).content.decode()
    client.post(url, {"text": text.replace("9Z", "8 A"), "step": "take"})

    assert "không có lớp “9Z”" in page
    assert len(names_of(school_class)) == 2


def test_teachers_of_a_file_get_their_role(client, admin, school_class):
    url = reverse("accounts:import_teachers", args=[school_class.school.public_id])
    data = make_workbook([["Họ và tên", "Mã giáo viên"], ["Lê Thu Hà", "3200000001"]])
    upload = SimpleUploadedFile("giao-vien.xlsx", data)

    page = client.post(url, {"file": upload, "step": "check"}).content.decode()
    client.post(url, {"text": "Họ và tên\tMã giáo viên\nLê Thu Hà\t3200000001", "step": "take"})

    assert "1 tài khoản mới" in page
    grant = User.objects.get(sector_code="3200000001").role_grants.get()
    assert (grant.role.code, grant.organisation) == ("teacher", school_class.school)


def test_planning_costs_the_same_for_one_line_and_for_many(client, admin, school_class):
    lines = [f"{n}\tHọc sinh {chr(65 + n)}\t\t\t31{n:08d}" for n in range(20)]
    with CaptureQueriesContext(connection) as one:
        client.post(url_of(school_class), {"text": f"{HEAD}\n{lines[0]}", "step": "check"})
    with CaptureQueriesContext(connection) as many:
        client.post(url_of(school_class), {"text": "\n".join([HEAD, *lines]), "step": "check"})

    assert len(many) == len(one)


def test_a_teacher_takes_no_list_in(client, school_class):
    client.force_login(TeacherFactory(teaches=[school_class]))

    assert client.post(url_of(school_class), {"text": GOOD, "step": "take"}).status_code == 404
    assert client.get(url_of(SchoolClassFactory(school=SchoolFactory()))).status_code == 404
