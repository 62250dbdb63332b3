"""Errors a person or a program outside can act on. Edges map them; services raise them."""

from typing import Any


class DomainError(Exception):
    """A refusal with a stable code, an HTTP status, and a sentence that says what to do next."""

    status = 400
    code = "invalid"
    title = "The request cannot be carried out"

    def __init__(self, detail: str = "", *, code: str | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.code = code or self.code
        self.extra = extra


class NotFound(DomainError):
    """There is no such object for this actor; another tenant's object answers the same."""

    status = 404
    code = "not_found"
    title = "Not found"


class PermissionRefused(DomainError):
    """The actor is known and the object may be seen, but not acted upon in this way."""

    status = 403
    code = "permission_denied"
    title = "You may not do this"


class Conflict(DomainError):
    """The object is not in the state the caller took it to be in."""

    status = 409
    code = "conflict"
    title = "Somebody or something changed this first"


class Unprocessable(DomainError):
    """The request is well formed but says something that cannot be accepted."""

    status = 422
    code = "unprocessable"
    title = "Something in the request needs to be mended"
