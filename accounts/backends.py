"""Sign-in by username or sector code, and rights without rows for Wagtail's editor."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model, Q
from django.http import HttpRequest

from .models import User
from .permissions import AnyUser, editor_permissions


class SectorBackend(ModelBackend):
    """Finds the person by username or sector code; gives Wagtail's permissions from our roles."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002  # Django's signature
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,  # noqa: ARG002  # credentials of other backends
    ) -> User | None:
        """Check the password; an unknown name costs the same hash, a locked account says nothing."""
        name = (username or "").strip()
        if not name or password is None:
            return None
        person = _find_person(name)
        if person is None:
            User().set_password(password)
            return None
        if person.check_password(password) and self.user_can_authenticate(person):
            return person
        return None

    def has_perm(self, user_obj: AnyUser, perm: str, _obj: Model | None = None) -> bool:
        """Say whether one of the person's roles carries it; objects are checked by the policies."""
        return perm in editor_permissions(user_obj)

    def has_module_perms(self, user_obj: AnyUser, app_label: str) -> bool:
        """Say whether the person has any permission of the app."""
        return any(perm.partition(".")[0] == app_label for perm in editor_permissions(user_obj))

    def get_all_permissions(self, user_obj: AnyUser, obj: Model | None = None) -> set[str]:
        """Return everything that ``has_perm`` would grant."""
        return set(editor_permissions(user_obj)) if obj is None else set()

    def get_user_permissions(self, _user_obj: AnyUser, _obj: Model | None = None) -> set[str]:
        """Return nothing: permissions are never given to single people."""
        return set()

    def get_group_permissions(self, user_obj: AnyUser, obj: Model | None = None) -> set[str]:
        """Return the same as ``get_all_permissions``: roles are our groups."""
        return self.get_all_permissions(user_obj, obj)


def _find_person(name: str) -> User | None:
    """Find by username first: nobody takes over an account by a name that equals its code."""
    found = User.objects.filter(Q(username=name.lower()) | Q(sector_code=name))
    return min(found, key=lambda person: person.username != name.lower(), default=None)
