"""Celery's way in, where BROKER_URL is set: ``celery -A config.celery worker -Q default,media``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from core.jobs.broker import get_celery  # noqa: E402  # needs the settings above

app = get_celery()
