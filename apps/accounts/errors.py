"""Refusals at the door."""

from apps.common.errors import DomainError


class NotAuthenticated(DomainError):
    status = 401
    code = "not_authenticated"
    title = "Log in first"


class InvalidCredentials(DomainError):
    status = 401
    code = "invalid_credentials"
    title = "E-mail or password is wrong"


class ReAuthenticationFailed(DomainError):
    status = 401
    code = "re_authentication_failed"
    title = "The password is wrong; nothing was signed"
