"""The base of every view on tenant data."""

from contextlib import ExitStack
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.actors import Actor
from apps.common.isolation import tenant_context


class TenantView(APIView):
    """Runs the handler in the actor's tenant, as one transaction that a refusal rolls back."""

    capabilities: ClassVar[dict[str, str | tuple[str, ...]]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._entered = False
        with ExitStack() as self._tenant:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._tenant.enter_context(tenant_context(self.actor.tenant_id))
        self._entered = True

    def handle_exception(self, exc: Exception) -> Response:
        if self._entered:
            transaction.set_rollback(True)
        return super().handle_exception(exc)

    @property
    def actor(self) -> Actor:
        actor = self.request.user
        assert isinstance(actor, Actor)
        return actor
