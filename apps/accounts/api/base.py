"""The base of every view on tenant data."""

from contextlib import ExitStack
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.actors import Actor
from apps.accounts.authentication import claimed_tenant
from apps.common.isolation import required_tenant_id, tenant_context


class TenantView(APIView):
    """Runs the handler in the actor's tenant, as one transaction that a refusal rolls back."""

    capabilities: ClassVar[dict[str, str | tuple[str, ...]]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._entered = False
        with ExitStack() as self._tenant:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        claimed = claimed_tenant(request)
        if claimed:
            self._enter(claimed)
        super().initial(request, *args, **kwargs)
        if claimed is None:
            self._enter(self.actor.tenant_id)
        assert self.actor.tenant_id == required_tenant_id()

    def _enter(self, tenant_id: UUID) -> None:
        self._tenant.enter_context(tenant_context(tenant_id))
        self._entered = True

    def leave_tenant(self) -> None:
        """Commits what was done so far, for a handler that then waits for something outside, without a transaction."""
        self._entered = False
        self._tenant.close()

    def handle_exception(self, exc: Exception) -> Response:
        if self._entered:
            transaction.set_rollback(True)
        return super().handle_exception(exc)

    @property
    def actor(self) -> Actor:
        actor = self.request.user
        assert isinstance(actor, Actor)
        return actor
