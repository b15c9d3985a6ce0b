"""Safe Exam Browser: its own way of writing settings, the key of them, and who is let in by it.

``write_json`` and ``make_config_key`` were held against the settings file and the Config Key that SEB 2.1.4
for macOS made (fixture ``unencrypted_mac_001.seb`` of Moodle's quizaccess_seb): the same 7,635 characters,
the same key 4fa9af8e…9292.
"""

import plistlib
from hashlib import sha256

import pytest
from django.urls import reverse

from assessments.actions.entry import describe_safe_browser
from assessments.room.safe_browser import make_config_key, write_file, write_json
from tests.factories.accounts import PupilFactory, SchoolClassFactory, TeacherFactory
from tests.factories.assessments import give, make_test

# The rules of https://safeexambrowser.org/developer/seb-config-key.html, each once.
SETTINGS = {
    "URLFilterRules": [{"expression": r"example\.vn/*", "active": True}],
    "allowWLAN": False,
    "originatorVersion": "SEB_OSX_2.1.4",
    "allowWlan": True,
    "proxies": {},
    "examKeySalt": b"\xe2\x22",
    "startURL": 'https://hoc.vn/"đề"',
}
AS_SEB_WRITES_IT = (
    '{"allowWlan":true,"allowWLAN":false,"examKeySalt":"4iI=","startURL":"https://hoc.vn/"đề"",'
    r'"URLFilterRules":[{"active":true,"expression":"example\.vn/*"}]}'
)


def test_settings_are_written_as_safe_exam_browser_writes_them():
    assert write_json(SETTINGS) == AS_SEB_WRITES_IT
    assert make_config_key(SETTINGS) == sha256(AS_SEB_WRITES_IT.encode()).hexdigest()


def test_the_file_read_back_has_the_same_key():
    assert make_config_key(plistlib.loads(write_file(SETTINGS))) == make_config_key(SETTINGS)


@pytest.fixture
def sitting(db):
    school_class = SchoolClassFactory()
    PupilFactory(school_class=school_class)
    test = make_test(TeacherFactory(teaches=[school_class]))
    return give(test, [school_class], needs_safe_browser=True).sittings.get()


def open_with(client, sitting, path, *, key=None):
    """Open the attempt with what the modern WebView tells the player about the page at ``path``."""
    client.force_login(sitting.attempts.get().learner)
    page = f"http://testserver{path}"
    key = key or make_config_key(describe_safe_browser(sitting))
    return client.post(
        reverse("assessments:open_attempt", args=[sitting.public_id]),
        headers={
            "accept": "application/json",
            "x-bh-seb-page": page,
            "x-bh-seb-config": sha256((page + key).encode()).hexdigest(),
        },
    )


def test_the_modern_webview_proves_itself_by_the_address_of_the_start_page(client, sitting):
    start = reverse("assessments:start_attempt", args=[sitting.public_id])

    assert open_with(client, sitting, f"{start}?next=/bai/").status_code == 200


def test_a_proof_of_another_page_or_of_other_settings_opens_nothing(client, sitting):
    start = reverse("assessments:start_attempt", args=[sitting.public_id])

    assert open_with(client, sitting, "/bai-kiem-tra/").status_code == 409
    assert open_with(client, sitting, start, key="0" * 64).status_code == 409
