"""The WSGI application under ``make run``: as config.wsgi, in a process that dies with its parent.

granian's workers are children of granian's own process; when that one is killed, they would go on
holding the port.
"""

from scripts.processes import follow_parent

follow_parent()

from config.wsgi import application  # noqa: E402  # the promise above comes first

__all__ = ["application"]
