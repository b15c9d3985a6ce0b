"""What follows a sign-in."""

import time

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from . import actions
from .middleware import SEEN_KEY
from .models import User


@receiver(user_logged_in)
def start_session(request: HttpRequest, user: User, **_: object) -> None:
    """Start the idle clock of the new session."""
    request.session[SEEN_KEY] = int(time.time())
    actions.note_seen(user, now=timezone.now())
