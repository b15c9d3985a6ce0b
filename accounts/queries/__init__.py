"""Reads of people, organisations, classes, rights and inboxes."""

from .classes import (
    access_class,
    access_pupil,
    find_current_class_of,
    list_class_subjects,
    list_classes_learnt_by,
    list_classes_of,
    list_pupils,
    list_teachers,
)
from .organisations import (
    access_organisation,
    find_school_of,
    get_department,
    list_organisations_where,
    list_schools_of,
    list_subject_groups,
)
from .people import (
    access_grant,
    access_person,
    list_givable_roles,
    list_people_at,
    list_people_with_role,
    list_places_for_roles,
    list_role_grants,
    search_people,
)
from .rights import audience_tokens, count_unread, list_inbox, list_roles_of

__all__ = [
    "access_class",
    "access_grant",
    "access_organisation",
    "access_person",
    "access_pupil",
    "audience_tokens",
    "count_unread",
    "find_current_class_of",
    "find_school_of",
    "get_department",
    "list_class_subjects",
    "list_classes_learnt_by",
    "list_classes_of",
    "list_givable_roles",
    "list_inbox",
    "list_open_classes",
    "list_organisations_where",
    "list_people_at",
    "list_people_with_role",
    "list_places_for_roles",
    "list_pupils",
    "list_role_grants",
    "list_roles_of",
    "list_schools_of",
    "list_subject_groups",
    "list_teachers",
    "search_people",
]
