"""Who a request comes from: a bearer token or a browser session. Both end in an ``Actor``."""

import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.accounts.selectors import actor_for_user
from apps.accounts.services import actor_for_token
from apps.accounts.tokens import parse_token
from apps.common.isolation import within_tenant

TENANT_KEY = "tenant_id"
SEEN_KEY = "seen_at"
SEEN_RESOLUTION_SECONDS = 60


def claimed_tenant(request: Request) -> UUID | None:
    """The tenant that a request says it comes from, still to be proved; None where that must be proved first."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = parse_token(text.strip())
        return token.tenant_id if token else None
    session = request._request.session
    tenant_id = session.get(TENANT_KEY)
    # An idle session is ended by its authentication, which no transaction of this request may take back.
    return UUID(tenant_id) if tenant_id and not _idle_too_long(session) else None


class TokenAuthentication(authentication.BaseAuthentication):
    """``Authorization: Bearer …`` (RFC 6750)."""

    def authenticate(self, request: Request) -> tuple[Actor, str] | None:
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        actor = actor_for_token(text=text.strip(), address=request.META.get("REMOTE_ADDR"))
        if actor is None:
            raise exceptions.AuthenticationFailed(
                "The token is unknown, expired or revoked.", code="invalid_token"
            )
        return actor, "token"

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="teleread"'


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session cookie, with CSRF protection and an idle limit."""

    def authenticate(self, request: Request) -> tuple[Actor, None] | None:
        actor = actor_for_session(
            request._request.session,
            request._request.user,
            request.META.get("REMOTE_ADDR"),
        )
        if actor is None:
            return None
        self.enforce_csrf(request)
        return actor, None


def actor_for_session(session: SessionBase, user: Any, address: str | None) -> Actor | None:
    """The actor of a live session, or None; an idle session is ended here."""
    tenant_id = session.get(TENANT_KEY)
    if tenant_id is None or not isinstance(user, User):
        return None
    if _idle_too_long(session):
        session.flush()
        return None
    with within_tenant(UUID(tenant_id)):
        return actor_for_user(user=user, origin="session", address=address)


def _idle_too_long(session: SessionBase) -> bool:
    moment = int(time.time())
    seen = session.get(SEEN_KEY, moment)
    if moment - seen > settings.SESSION_IDLE_SECONDS:
        return True
    if SEEN_KEY not in session or moment - seen >= SEEN_RESOLUTION_SECONDS:
        session[SEEN_KEY] = moment
    return False
