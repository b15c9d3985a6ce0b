"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

from assessments.intake import add_intake  # noqa: E402  # needs the apps to be loaded
from core.memory import settle_memory  # noqa: E402

# Answers of running tests are saved in front of Django's middleware (ADR 0051).
application = add_intake(_django, has_group_writer=True)

settle_memory()
