"""Small, real things to test with: a practice, its people, their requests."""

from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from django.test import Client

from apps.accounts.actors import Actor
from apps.accounts.capabilities import SITE_BOUND_ROLES, Role
from apps.accounts.models import User
from apps.accounts.selectors import actor_for_user, user_by_id
from apps.accounts.services import add_membership, ensure_user, issue_token
from apps.common.ids import new_id
from apps.common.isolation import tenant_context
from apps.staffing.services import grant_full_reading_rights
from apps.tenancy.models import Site
from apps.tenancy.services import create_site, create_tenant

PASSWORD = "correct-horse-battery"
_numbers = count(1)


@dataclass
class Practice:
    """A tenant with sites ``a`` and ``b`` and one user per role, who for site roles works at site ``a``."""

    tenant_id: UUID
    slug: str
    site_a: Site
    site_b: Site
    user_ids: dict[str, UUID] = field(default_factory=dict)

    def email(self, role: str) -> str:
        return f"{role}@{self.slug}.test"

    def actor(self, role: str) -> Actor:
        with tenant_context(self.tenant_id):
            user = user_by_id(self.user_ids[role])
            assert isinstance(user, User)
            actor = actor_for_user(user=user, origin="session")
        assert actor is not None
        return actor

    def token(self, role: str) -> str:
        """A bearer token with everything the role may do."""
        actor = self.actor(role)
        with tenant_context(self.tenant_id):
            _, text = issue_token(
                user_id=self.user_ids[role],
                roles=actor.roles,
                name="test",
                scopes=sorted(actor.capabilities),
                days=1,
            )
        return text

    def client(self, role: str) -> Client:
        """A test client that carries the role's bearer token."""
        return Client(headers={"authorization": f"Bearer {self.token(role)}"})


def make_practice(slug: str | None = None) -> Practice:
    practice = make_bare_practice(slug)
    with tenant_context(practice.tenant_id):
        for role in Role:
            add_person(practice, role)
        add_person(practice, Role.READER, name="reader2")
    return practice


def make_bare_practice(slug: str | None = None) -> Practice:
    """A practice with its sites and nobody in it: quick to make."""
    slug = slug or f"practice-{next(_numbers)}-{new_id().hex[-8:]}"
    tenant_id = create_tenant(slug=slug, name=f"Practice {slug}")
    with tenant_context(tenant_id):
        return Practice(
            tenant_id=tenant_id,
            slug=slug,
            site_a=create_site(
                slug="site-a",
                name="Site A",
                time_zone="Europe/Berlin",
                quiet_seconds=2,
                jurisdictions=["DE-BE"],
            ),
            site_b=create_site(
                slug="site-b",
                name="Site B",
                time_zone="America/New_York",
                quiet_seconds=2,
                jurisdictions=["US-NY"],
            ),
        )


def add_person(
    practice: Practice, role: str, *, name: str | None = None, reads_everything: bool = True
) -> UUID:
    """A member of the practice; a reader with every right at both sites, present, unless told otherwise."""
    name = name or str(role)
    user_id = ensure_user(email=practice.email(name), name=f"Dr {name.title()}", password=PASSWORD)
    with tenant_context(practice.tenant_id):
        sites = [practice.site_a] if role in SITE_BOUND_ROLES else []
        add_membership(user_id=user_id, roles=[str(role)], sites=sites)
        if role == Role.READER and reads_everything:
            grant_full_reading_rights(
                actor=Actor.system(practice.tenant_id, "tests"),
                reader_id=user_id,
                sites=[practice.site_a, practice.site_b],
                location="DE-BE",
            )
    practice.user_ids[name] = user_id
    return user_id
