"""People, what they may do in which tenant, and the tokens that act for them."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from apps.accounts.capabilities import Role
from apps.common.clock import now
from apps.common.fields import TenantForeignKey
from apps.common.ids import new_id
from apps.tenancy.models import Site, TenantModel


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """One person, one login, any number of tenants. Visible to the tenants the person belongs to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return str(self.id)


def _known_roles() -> models.Q:
    return models.Q(roles__contained_by=[role.value for role in Role])


class Membership(TenantModel):
    """A user in a tenant, with roles there, and for site staff the sites they work at."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=30))
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="membership_once_per_tenant"),
            models.CheckConstraint(condition=_known_roles(), name="membership_roles_known"),
        ]


class MembershipSite(TenantModel):
    """One site that a membership reaches."""

    membership = TenantForeignKey(Membership, on_delete=models.CASCADE, related_name="site_links")
    site = TenantForeignKey(Site, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "site"], name="membership_site_once")
        ]


class ApiToken(TenantModel):
    """A bearer token: only its digest is kept; it carries a part of what its owner may do, until it expires."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=50))
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "user"], name="api_token_owner")
        ]
