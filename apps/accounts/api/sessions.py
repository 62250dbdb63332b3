"""Logging in and out, and choosing the practice to work in."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import ensure_csrf_cookie
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.actors import Actor
from apps.accounts.api.serializers import (
    LogInSerializer,
    SessionSerializer,
    TenantChoiceSerializer,
)
from apps.accounts.authentication import (
    SEEN_KEY,
    TENANT_KEY,
    SessionAuthentication,
    TokenAuthentication,
)
from apps.accounts.errors import InvalidCredentials, NotAuthenticated
from apps.accounts.events import SessionClosed, SessionOpened
from apps.accounts.models import User
from apps.accounts.selectors import (
    MembershipSummary,
    actor_for_user,
    memberships_of,
    user_by_id,
)
from apps.accounts.services import log_in
from apps.common.errors import NotFound
from apps.common.isolation import tenant_context, user_context
from apps.common.outbox import publish
from apps.tenancy.selectors import sites


@method_decorator(ensure_csrf_cookie, name="dispatch")
class SessionView(APIView):
    """``/session``: who is logged in, log in, log out."""

    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes: list[Any] = []

    @extend_schema(operation_id="get_session", responses=SessionSerializer)
    def get(self, request: Request) -> Response:
        actor = _actor(request)
        user = _own_user(actor)
        return Response(session_body(actor, user, memberships_of(user.id)))

    @extend_schema(operation_id="log_in", request=LogInSerializer, responses=SessionSerializer)
    def post(self, request: Request) -> Response:
        # The REST framework exempts its views; a forged log-in would put a person into a stranger's account.
        SessionAuthentication().enforce_csrf(request)
        form = LogInSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        address = request.META.get("REMOTE_ADDR")
        user = log_in(
            email=form.validated_data["email"],
            password=form.validated_data["password"],
            address=address,
        )
        memberships = memberships_of(user.id)
        chosen = _choose(memberships, form.validated_data.get("tenant"))
        with user_context(user.id):
            login(request._request, user, backend="apps.accounts.backends.IsolatedBackend")
        return Response(_enter(request, user, chosen, memberships))

    @extend_schema(operation_id="log_out", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        actor = _actor(request)
        if actor.user_id:
            with tenant_context(actor.tenant_id):
                publish(SessionClosed(user_id=actor.user_id, address=actor.address))
        logout(request._request)
        return Response(status=204)


class SessionTenantView(APIView):
    """``/session/tenant``: work in another of one's practices."""

    authentication_classes = [SessionAuthentication]
    permission_classes: list[Any] = []

    @extend_schema(
        operation_id="switch_tenant", request=TenantChoiceSerializer, responses=SessionSerializer
    )
    def put(self, request: Request) -> Response:
        user = _own_user(_actor(request))
        form = TenantChoiceSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        memberships = memberships_of(user.id)
        chosen = next((m for m in memberships if m.slug == form.validated_data["tenant"]), None)
        if chosen is None:
            raise NotFound("You belong to no practice of that name.")
        return Response(_enter(request, user, chosen, memberships))


def session_body(actor: Actor, user: User, memberships: list[MembershipSummary]) -> dict[str, Any]:
    with tenant_context(actor.tenant_id):
        own_sites = list(sites(site_ids=actor.site_ids))
    body = {
        "user": user,
        "tenant": next(_tenant(m) for m in memberships if m.tenant_id == actor.tenant_id),
        "memberships": [{"tenant": _tenant(m), "roles": m.roles} for m in memberships],
        "roles": sorted(actor.roles),
        "capabilities": sorted(actor.capabilities),
        "sites": own_sites,
        "idle_timeout_seconds": settings.SESSION_IDLE_SECONDS,
    }
    return dict(SessionSerializer(body).data)


def _actor(request: Request) -> Actor:
    if not isinstance(request.user, Actor):
        raise NotAuthenticated("Log in with your e-mail and password.")
    return request.user


def _own_user(actor: Actor) -> User:
    with tenant_context(actor.tenant_id):
        user = user_by_id(actor.user_id) if actor.user_id else None
    if user is None:
        raise NotAuthenticated("Log in with your e-mail and password.")
    return user


def _choose(memberships: list[MembershipSummary], slug: str | None) -> MembershipSummary:
    chosen = next((m for m in memberships if slug in (None, m.slug)), None)
    if chosen is None:
        raise InvalidCredentials("Check both and try again.")
    return chosen


def _enter(
    request: Request,
    user: User,
    chosen: MembershipSummary,
    memberships: list[MembershipSummary],
) -> dict[str, Any]:
    request._request.session[TENANT_KEY] = str(chosen.tenant_id)
    request._request.session[SEEN_KEY] = int(time.time())
    address = request.META.get("REMOTE_ADDR")
    with tenant_context(chosen.tenant_id):
        publish(SessionOpened(user_id=user.id, address=address))
        actor = actor_for_user(user=user, origin="session", address=address)
    if actor is None:
        raise NotFound("You belong to no practice of that name.")
    return session_body(actor, user, memberships)


def _tenant(membership: MembershipSummary) -> dict[str, Any]:
    return {
        "id": membership.tenant_id,
        "slug": membership.slug,
        "name": membership.name,
    }
