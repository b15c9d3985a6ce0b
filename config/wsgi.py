"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

from assessments.intake import add_intake  # noqa: E402  # needs the apps to be loaded

# Answers of running tests are saved in front of Django's middleware (ADR 0051).
application = add_intake(_django, has_group_writer=True)

# What start-up made stays: looking through it again and again costs a tenth of a request's time.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 100)
