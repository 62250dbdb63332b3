"""Slows down guessing: failed log-ins are counted by account and by address, over a quarter of an hour."""

import hashlib

from django.core.cache import cache

from apps.common.errors import DomainError

WINDOW_SECONDS = 15 * 60
FAILURES_PER_ACCOUNT = 8
FAILURES_PER_ADDRESS = 100


class TooManyAttempts(DomainError):
    """Too many failed log-ins; ``retry_after_seconds`` says how long to wait."""

    status = 429
    code = "too_many_attempts"
    title = "Too many failed attempts"


def _keys(email: str, address: str | None) -> list[tuple[str, int]]:
    account = hashlib.sha256(email.lower().encode()).hexdigest()
    keys = [(f"login:account:{account}", FAILURES_PER_ACCOUNT)]
    if address:
        keys.append((f"login:address:{address}", FAILURES_PER_ADDRESS))
    return keys


def require_attempts_left(*, email: str, address: str | None) -> None:
    """Raises ``TooManyAttempts``."""
    for key, most in _keys(email, address):
        if (cache.get(key) or 0) >= most:
            raise TooManyAttempts(
                f"Wait {WINDOW_SECONDS // 60} minutes, then try again, or ask your administrator for a new password.",
                retry_after_seconds=WINDOW_SECONDS,
            )


def count_failure(*, email: str, address: str | None) -> None:
    for key, _ in _keys(email, address):
        cache.add(key, 0, timeout=WINDOW_SECONDS)
        cache.incr(key)


def forget_failures(*, email: str) -> None:
    cache.delete(_keys(email, None)[0][0])
