"""Sets up the one practice that is measured: `python -m benchmarks.practice`, beside its database.

Prints what a client needs to know as one JSON object.
"""

import json

import django

from benchmarks.product import EMAIL, PASSWORD, SENDER


def make_practice() -> dict[str, str]:
    """A practice with a site, a manager who reads, a token for everything, and one peer."""
    from apps.accounts.actors import Actor
    from apps.accounts.capabilities import Role
    from apps.accounts.selectors import actor_for_user, user_by_id
    from apps.accounts.services import add_membership, ensure_user, issue_token
    from apps.common.isolation import tenant_context
    from apps.intake.services import add_peer
    from apps.tenancy.services import create_site, create_tenant

    tenant_id = create_tenant(slug="benchmark", name="Benchmark Radiology")
    user_id = ensure_user(email=EMAIL, name="Dr Benchmark", password=PASSWORD)
    with tenant_context(tenant_id):
        site = create_site(slug="hospital", name="Hospital", time_zone="Europe/Berlin")
        add_membership(user_id=user_id, roles=[Role.READER, Role.MANAGER], sites=[])
        add_peer(
            actor=Actor.system(tenant_id, "benchmark"),
            site=site,
            ae_title=SENDER,
            called_ae_title="TELEREAD",
        )
        user = user_by_id(user_id)
        actor = actor_for_user(user=user, origin="session") if user else None
        assert actor is not None, "the account was just made"
        _, token = issue_token(
            user_id=user_id,
            roles=actor.roles,
            name="benchmark",
            scopes=sorted(actor.capabilities),
            days=1,
        )
    return {
        "tenant_id": str(tenant_id),
        "site_id": str(site.id),
        "user_id": str(user_id),
        "token": token,
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make_practice()))
