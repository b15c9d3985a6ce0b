"""Writes to people, roles, classes, inboxes and the audit trail."""

from .audit import record_audit
from .classes import (
    add_class,
    assign_teaching,
    change_class,
    delete_class,
    end_enrolment,
    end_teaching,
    enrol_pupil,
    give_class,
    open_class,
    resume_enrolment,
    resume_teaching,
)
from .families import add_guardian, end_guardian, link_guardian
from .inbox import mark_inbox_read, notify
from .people import (
    add_person,
    add_person_with_role,
    change_password,
    deactivate_person,
    end_sessions,
    note_seen,
    reactivate_person,
    reset_passwords,
    save_preferences,
)
from .roles import end_role, give_role
from .rosters import import_roster
from .sealing import erase_entry, seal_audit
from .set_up import SetUp, set_up
from .structure import (
    add_organisation,
    change_organisation,
    close_organisation,
    open_school_year,
    reopen_organisation,
)

__all__ = [
    "SetUp",
    "add_class",
    "add_guardian",
    "add_organisation",
    "add_person",
    "add_person_with_role",
    "assign_teaching",
    "change_class",
    "change_organisation",
    "change_password",
    "close_organisation",
    "deactivate_person",
    "delete_class",
    "end_enrolment",
    "end_guardian",
    "end_role",
    "end_sessions",
    "end_teaching",
    "enrol_pupil",
    "erase_entry",
    "give_class",
    "give_role",
    "import_roster",
    "link_guardian",
    "mark_inbox_read",
    "note_seen",
    "notify",
    "open_class",
    "open_school_year",
    "reactivate_person",
    "record_audit",
    "reopen_organisation",
    "reset_passwords",
    "resume_enrolment",
    "resume_teaching",
    "save_preferences",
    "seal_audit",
    "set_up",
]
