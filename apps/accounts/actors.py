"""Who acts: a person or the system, in one tenant, from somewhere."""

from dataclasses import dataclass, field
from uuid import UUID

from apps.accounts.capabilities import Capability
from apps.common.errors import PermissionRefused


@dataclass(frozen=True, slots=True)
class Actor:
    """Never a user alone: the question is always whether *this* actor may do it in *this* tenant, at this site."""

    tenant_id: UUID
    name: str
    origin: str
    user_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    capabilities: frozenset[str] = frozenset()
    site_ids: frozenset[UUID] | None = field(default=None)
    address: str | None = None

    @classmethod
    def system(cls, tenant_id: UUID, name: str) -> "Actor":
        """The product itself at work: a task, a subscriber, a command."""
        every = frozenset(capability.value for capability in Capability)
        return cls(tenant_id=tenant_id, name=name, origin="system", capabilities=every)

    @property
    def is_authenticated(self) -> bool:
        """What the REST framework asks of a request's user."""
        return True

    @property
    def pk(self) -> UUID | None:
        return self.user_id

    def can(self, capability: str) -> bool:
        return capability in self.capabilities

    def may_enter_site(self, site_id: UUID) -> bool:
        return self.site_ids is None or site_id in self.site_ids

    def require(self, capability: str) -> None:
        """Raises ``PermissionRefused`` unless the actor has the capability in this tenant."""
        if not self.can(capability):
            raise PermissionRefused(
                f"This needs the right ‘{capability}’, which your role does not give."
            )

    def require_user(self) -> UUID:
        """The person's id; raises ``PermissionRefused`` where the system acts."""
        if self.user_id is None:
            raise PermissionRefused("Only a person can do this.")
        return self.user_id
