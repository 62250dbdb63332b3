"""Sets up the one practice that is measured: `python -m benchmarks.practice`, beside its database.

Prints what a client needs to know as one JSON object.
"""

import json
from collections.abc import Sequence
from itertools import product
from typing import Any

import django

from benchmarks.product import EMAIL, PASSWORD, SENDER

SITES = 40
MODALITIES = ("CT", "MR", "CR", "US")
BODY_PARTS = ("CHEST", "HEAD", "ABDOMEN", "KNEE")
AGE_GROUPS = ("child", "adult")
# Without one nobody may read there, and the list that is measured is empty.
JURISDICTIONS = ["DE-BE"]


def keep_kinds_of_work(sites: Sequence[Any]) -> None:
    """As many kinds of work as a large practice has, for the rows to refer to."""
    from apps.worklist.engine.facts import WorkClass
    from apps.worklist.engine.procedure_groups import procedure_group
    from apps.worklist.services.work_classes import work_class_id

    for site, modality, body_part, age in product(sites, MODALITIES, BODY_PARTS, AGE_GROUPS):
        site.refresh_from_db()
        work_class_id(
            WorkClass(
                site_id=site.id,
                jurisdictions=frozenset(site.jurisdictions),
                modalities=frozenset({modality}),
                procedure_group=procedure_group([modality], body_part, ""),
                body_part=body_part,
                read_type="final",
                age_group=age,
            )
        )


def make_practice() -> dict[str, str]:
    """A practice with 40 sites, a reader of everything with a token, one peer, and its kinds of work."""
    from apps.accounts.actors import Actor
    from apps.accounts.capabilities import Role
    from apps.accounts.selectors import actor_for_user, user_by_id
    from apps.accounts.services import add_membership, ensure_user, issue_token
    from apps.common.isolation import tenant_context
    from apps.intake.services import add_peer
    from apps.staffing.services import grant_full_reading_rights
    from apps.tenancy.services import create_site, create_tenant

    tenant_id = create_tenant(slug="benchmark", name="Benchmark Radiology")
    user_id = ensure_user(email=EMAIL, name="Dr Benchmark", password=PASSWORD)
    with tenant_context(tenant_id):
        site = create_site(
            slug="hospital",
            name="Hospital",
            time_zone="Europe/Berlin",
            jurisdictions=JURISDICTIONS,
        )
        sites = [
            site,
            *(
                create_site(
                    slug=f"site-{n}",
                    name=f"Site {n}",
                    time_zone="Europe/Berlin",
                    jurisdictions=JURISDICTIONS,
                )
                for n in range(1, SITES)
            ),
        ]
        add_membership(user_id=user_id, roles=[Role.READER], sites=[])
        grant_full_reading_rights(
            actor=Actor.system(tenant_id, "benchmark"),
            reader_id=user_id,
            sites=sites,
            location="DE-BE",
        )
        keep_kinds_of_work(sites)
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
