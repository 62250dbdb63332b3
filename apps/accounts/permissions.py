"""The one permission of the REST edge: the view names the capability, per method."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apps.accounts.actors import Actor

ANY_MEMBER = ""


class HasCapability(BasePermission):
    """``view.capabilities`` maps a method to a capability, ``ANY_MEMBER``, or several of which one is enough.

    A method that is not in the map is refused: nothing is open by being forgotten.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        actor = request.user
        if not isinstance(actor, Actor):
            return False
        method = "GET" if request.method == "HEAD" else request.method
        if method == "OPTIONS":
            return True
        needed: str | tuple[str, ...] | None = view.capabilities.get(method)
        if needed is None:
            return False
        if needed == ANY_MEMBER:
            return True
        return any(actor.can(one) for one in ((needed,) if isinstance(needed, str) else needed))
