"""People, organisations, classes, roles and the trail of what they did."""

from .audit import AuditEntry, AuditSeal
from .classes import Enrolment, SchoolClass, TeachingAssignment
from .inbox import InboxMessage
from .organisations import Organisation
from .privacy import DataExport, DataRequest
from .roles import Role, RoleGrant
from .users import Guardianship, User

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "DataExport",
    "DataRequest",
    "Enrolment",
    "Guardianship",
    "InboxMessage",
    "Organisation",
    "Role",
    "RoleGrant",
    "SchoolClass",
    "TeachingAssignment",
    "User",
]
