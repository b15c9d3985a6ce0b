"""Writes to people, roles, classes, inboxes and the audit trail."""

from .audit import record_audit
from .classes import add_class, assign_teaching, enrol_pupil
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
from .sealing import erase_entry, seal_audit
from .set_up import SetUp, set_up

__all__ = [
    "SetUp",
    "add_class",
    "add_person",
    "add_person_with_role",
    "assign_teaching",
    "change_password",
    "deactivate_person",
    "end_role",
    "end_sessions",
    "enrol_pupil",
    "erase_entry",
    "give_role",
    "mark_inbox_read",
    "note_seen",
    "notify",
    "reactivate_person",
    "record_audit",
    "reset_passwords",
    "save_preferences",
    "seal_audit",
    "set_up",
]
