"""Writes to people, roles, classes, inboxes and the audit trail."""

from .audit import record_audit
from .classes import add_class, assign_teaching, enrol_pupil
from .inbox import mark_inbox_read, notify
from .people import add_person, change_password, deactivate_person, reset_passwords
from .roles import end_role, give_role

__all__ = [
    "add_class",
    "add_person",
    "assign_teaching",
    "change_password",
    "deactivate_person",
    "end_role",
    "enrol_pupil",
    "give_role",
    "mark_inbox_read",
    "notify",
    "record_audit",
    "reset_passwords",
]
