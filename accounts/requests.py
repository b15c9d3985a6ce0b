"""Type of a request that has passed ``login_required``."""

from django.http import HttpRequest

from .models import User


class UserRequest(HttpRequest):
    """A request with a signed-in person; for annotations only, never instantiated."""

    user: User
