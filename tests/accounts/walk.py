"""Objects of the addresses of accounts."""

from django.utils import timezone

from accounts.actions.privacy import ask_export, note_request
from accounts.models import Guardianship, RoleGrant, TeachingAssignment
from core.actions import enqueue
from core.models import Job
from tests.factories.accounts import PupilFactory
from tests.walk_objects import Side, builds, open_to_all

MANAGER = ["school_admin"]


@builds("accounts:show_class", seen_by=["teacher", "school_head", "school_admin"])
def a_class(side: Side):
    return {"public_id": side.school_class.public_id}


@builds("accounts:print_slips", seen_by=["teacher", "school_admin"])
def slips(side: Side):
    return {"public_id": side.school_class.public_id}


@builds("accounts:reset_pupil_password")
def a_pupil(side: Side):
    pupil = PupilFactory(school_class=side.school_class, full_name=side.name("Em Mới"))
    return {"public_id": side.school_class.public_id, "pupil_id": pupil.public_id}


@builds(
    "accounts:list_people",
    "accounts:add_person",
    "accounts:show_organisation",
    "accounts:list_school_classes",
    "accounts:add_class",
    "accounts:import_school_pupils",
    "accounts:import_teachers",
    seen_by=MANAGER,
)
def a_school(side: Side):
    return {"public_id": side.school.public_id}


@builds("accounts:add_organisation", seen_by=MANAGER)
def a_place_for_a_group(side: Side):
    return {"public_id": side.school.public_id, "kind": "subject_group"}


@builds("accounts:edit_organisation", "accounts:close_organisation", seen_by=MANAGER)
@builds("accounts:reopen_organisation")
def a_group(side: Side):
    return {"public_id": side.group.public_id}


@builds(
    "accounts:edit_class",
    "accounts:add_pupil",
    "accounts:import_pupils",
    "accounts:list_teachings",
    seen_by=MANAGER,
)
@builds("accounts:delete_class")
def a_class_to_change(side: Side):
    return {"public_id": side.school_class.public_id}


@builds("accounts:end_enrolment", "accounts:resume_enrolment")
def a_place_in_a_class(side: Side):
    pupil = PupilFactory(school_class=side.school_class, full_name=side.name("Em Đi"))
    return {"public_id": side.school_class.public_id, "pupil_id": pupil.public_id}


@builds("accounts:end_teaching", "accounts:resume_teaching")
def a_teaching(side: Side):
    teaching = TeachingAssignment.objects.get(teacher=side.people["teacher"])
    return {"public_id": side.school_class.public_id, "teaching_id": teaching.pk}


@builds("accounts:add_guardian", seen_by=MANAGER)
def a_pupil_with_parents(side: Side):
    return {
        "public_id": side.school.public_id,
        "person_id": side.people["student"].public_id,
    }


@builds("accounts:end_guardian")
def a_link(side: Side):
    link = Guardianship.objects.get(pupil=side.people["student"])
    return {**a_pupil_with_parents(side), "link_id": link.pk}


@builds("accounts:show_person", seen_by=MANAGER)
@builds("accounts:give_role", "accounts:switch_account", "accounts:reset_password")
def a_person(side: Side):
    return {
        "public_id": side.school.public_id,
        "person_id": side.people["other_staff"].public_id,
    }


@builds("accounts:end_role")
def a_role(side: Side):
    person = side.people["other_staff"]
    return {**a_person(side), "grant_id": RoleGrant.objects.get(user=person).pk}


@builds("accounts:sign_in_demo", missing={"username": "khong.co.ai"})
def an_account(side: Side):
    return {"username": side.people["teacher"].username}


@open_to_all("wagtailadmin_editing_sessions:release")
def an_editing_session(_side: Side):
    """Answers 200 to everybody and ends the person's own presence only, whatever the id."""
    return {"session_id": 1}


@builds("accounts:retry_job")
def a_failed_job(side: Side):
    job = enqueue("core.send_outbox", school_id=side.school.pk)
    Job.objects.filter(pk=job.pk).update(state="failed", error=side.name("Lỗi"))
    return {"public_id": job.public_id}


@builds("accounts:show_subject", "accounts:erase_person")
@builds("accounts:note_data_request", "accounts:ask_export")
def a_person_whose_data_is_held(side: Side):
    return {"public_id": side.people["student"].public_id}


@builds("accounts:show_data_request")
@builds(
    "accounts:answer_data_request", "accounts:extend_data_request", "accounts:close_data_request"
)
def a_request_about_data(side: Side):
    made = note_request(
        side.people["student"],
        "view",
        requester=side.name("Bố của em"),
        received_on=timezone.localdate(),
        by=side.people["school_admin"],
    )
    return {"public_id": made.public_id}


@builds("accounts:fetch_export")
def a_file_of_data(side: Side):
    admin = side.people["school_admin"]
    export = ask_export(side.people["student"], by=admin, now=timezone.now())
    return {"public_id": export.public_id}
