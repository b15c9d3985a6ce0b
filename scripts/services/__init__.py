"""Real services for tests and benchmarks, each started on a free loopback port and stopped again.

    python -m scripts.services postgres -- .venv/bin/python -m pytest tests/core

runs a command with ``DATABASE_URL`` (``STORAGE_URL``, ``BROKER_URL``, ``SEARCH_URL``) set to a server
that lives as long as the command. Several names may be given, separated by commas.
"""
