"""The walk of all URLs: nobody of another school, and nobody unknown, gets anything anywhere.

When this fails because your address has no builder, read ``tests/walk_objects.py``.
"""

import pytest
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from accounts.models import SchoolClass
from tests.support.walk import Walker, list_addresses, read_body
from tests.walk_objects import ENTRIES, Side, builds, load_builders

pytestmark = pytest.mark.django_db

load_builders()
ADDRESSES = list_addresses()
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
# Roles of one line share the objects of the other school: making them takes as long as the walk.
OUTSIDERS = [
    ("anonymous", "student", "parent"),
    ("teacher", "subject_group_head", "school_head"),
    ("school_admin", "it_contact", "other_staff"),
    ("proctor", "ward_officer"),
]


@pytest.fixture
def sides(settings):
    settings.DEMO = False
    # Pages are compared, not their styles: nothing has to be built for that.
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_FILES}}
    settings.STORAGES = storages
    first, second = Side("Zqxa7"), Side("Zqxb7")
    assert first.people
    assert second.people
    return first, second


@pytest.mark.parametrize("roles", OUTSIDERS, ids="-".join)
def test_another_school_gets_nothing_anywhere(sides, roles):
    theirs, mine = sides
    for name in sorted({address.name for address in ADDRESSES} & set(ENTRIES)):
        theirs.build(ENTRIES[name])

    faults = [
        f"{role}: {fault}"
        for role in roles
        for walker in [Walker(theirs, mine, role)]
        for address in ADDRESSES
        for fault in walker.check(address)
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_people_of_the_right_school_get_in(sides, client, name):
    theirs, _mine = sides
    entry = ENTRIES[name]
    addresses = [address for address in ADDRESSES if address.name == name]
    assert addresses, f"{name} is in the registry, but no such address exists any more"
    for role in entry.seen_by:
        client.force_login(theirs.people[role])
        response = client.get(addresses[0].reverse(theirs.build(entry)))
        # A download that nobody reads is an open file.
        read_body(response)

        assert response.status_code == 200, f"{name} as {role}"


@require_GET
def leak(_request, public_id):
    """Planted: hands out whatever it is asked for."""
    found = SchoolClass.objects.filter(public_id=public_id).first()
    return HttpResponse(found.name if found else "", status=200 if found else 404)


def leak_list(_request):
    """Planted: shows every class to everybody."""
    return HttpResponse(", ".join(SchoolClass.objects.values_list("name", flat=True)))


urlpatterns = [
    path("ro-ri/<str:public_id>/", leak, name="leak"),
    path("ro-ri/", leak_list, name="leak_list"),
    path("khong-khai/<str:public_id>/", leak, name="undeclared"),
]


def test_the_walk_sees_planted_leaks(sides, settings):
    settings.ROOT_URLCONF = __name__
    theirs, mine = sides
    builds("leak")(lambda side: {"public_id": side.school_class.public_id})
    walker = Walker(theirs, mine, "teacher")
    assert theirs.school_class

    faults = "\n".join(
        fault for address in list_addresses(__name__) for fault in walker.check(address)
    )

    del ENTRIES["leak"]
    assert "GET leak (ro-ri/<str:public_id>/) answers 200 for another school's object" in faults
    assert "leak_list shows something of another school: …8A Zqxa7" in faults
    assert "undeclared (khong-khai/<str:public_id>/) has arguments and no builder" in faults
