"""Passwords: Argon2id at OWASP's parameters (Password Storage Cheat Sheet)."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

# A class signing in at once must not take all cores and 19 MiB for each thread.
_AT_ONCE = BoundedSemaphore(2)


class SectorArgon2Hasher(Argon2PasswordHasher):
    """m = 19 MiB, t = 2, p = 1; at most two hashes at once in a process, the rest wait."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a new password in turn."""
        with _AT_ONCE:
            encoded: str = super().encode(password, salt)
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        """Check a password in turn."""
        with _AT_ONCE:
            return bool(super().verify(password, encoded))
