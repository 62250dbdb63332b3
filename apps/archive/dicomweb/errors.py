"""Refusals of the DICOMweb edge (PS3.18 8.5); each is a problem+json with a stable code."""

from apps.common.errors import DomainError


class BadQuery(DomainError):
    """A path or query parameter means nothing."""

    status = 400
    code = "invalid_parameter"
    title = "A parameter cannot be understood"


class NotAuthenticated(DomainError):
    status = 401
    code = "not_authenticated"
    title = "Log in, or send a valid token"


class MethodNotAllowed(DomainError):
    status = 405
    code = "method_not_allowed"
    title = "This resource cannot be used in this way"


class NotAcceptable(DomainError):
    """Nothing of what ``Accept`` names can be made of this object."""

    status = 406
    code = "not_acceptable"
    title = "The object cannot be sent in any accepted form"
