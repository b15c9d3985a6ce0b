"""Pages of accounts: signing in, oneself, classes, people, the first run."""

from .sign_in import show_lockout

__all__ = ["show_lockout"]
