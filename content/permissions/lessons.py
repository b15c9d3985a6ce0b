"""Who may write which lessons; the editor's policy and our own pages ask here."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import User
from accounts.permissions import has_capability
from content.models import Lesson
from content.models.lessons import LessonQuerySet

# What the editor may ask for. Deleting goes through our bin, locks and schedules are not offered.
ACTIONS = frozenset({"change", "view", "publish"})


def can_write_lessons(user: Any) -> bool:
    """Say whether the person makes lessons at all."""
    return bool(user.is_authenticated) and has_capability(user, "lesson.create")


def can_edit_lesson(user: Any, lesson: Lesson) -> bool:
    """Say whether the person may change this lesson."""
    return lessons_editable_by(user).filter(pk=lesson.pk).exists()


def lessons_editable_by(user: Any) -> LessonQuerySet:
    """Twin of ``can_edit_lesson``."""
    if not can_write_lessons(user):
        return Lesson.objects.none()
    return Lesson.objects.editable_by(user)


class LessonPolicy(ModelPermissionPolicy):
    """Wagtail's questions about lessons, answered from our roles."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether the person may do this to some lesson."""
        return action in ACTIONS and can_write_lessons(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Say whether the person may do one of these to some lesson."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Lesson) -> bool:
        """Say whether the person may do this to this lesson."""
        return (
            self.user_has_permission(user, action)
            and instance.owner_id == user.pk
            and instance.binned_at is None
        )

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Any, instance: Lesson
    ) -> bool:
        """Say whether the person may do one of these to this lesson."""
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> LessonQuerySet:
        """Return the lessons to which the person may do one of these."""
        if not self.user_has_any_permission(user, actions):
            return Lesson.objects.none()
        return lessons_editable_by(user)

    def users_with_any_permission(self, *_: Any) -> Any:
        """Return nobody: the editor lists no people."""
        return User.objects.none()

    def users_with_any_permission_for_instance(self, _actions: Any, instance: Lesson) -> Any:
        """Return the owner."""
        return User.objects.filter(pk=instance.owner_id)
