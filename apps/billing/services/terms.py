"""The practice's own terms, and those of each site."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.billing.models import BillingPolicy, SiteContract
from apps.billing.selectors.terms import billing_policy
from apps.common.errors import NotFound
from apps.tenancy.models import Site


def set_billing_policy(*, actor: Actor, values: Mapping[str, Any]) -> BillingPolicy:
    """What holds from now on; what is booked stays as it was."""
    actor.require("billing.manage")
    policy = billing_policy()
    for name, value in values.items():
        setattr(policy, name, value)
    policy.save()
    _audit(actor, "billing_policy.set", policy.id, None, sorted(values))
    return policy


def set_site_contract(*, actor: Actor, site_id: UUID, values: Mapping[str, Any]) -> SiteContract:
    """Where the site's terms differ, for invoices made from now on. Raises ``NotFound``."""
    actor.require("billing.manage")
    site = Site.objects.filter(id=site_id).first()
    if site is None:
        raise NotFound("There is no such site.")
    found, _ = SiteContract.objects.update_or_create(site=site, defaults=dict(values))
    contract: SiteContract = found
    _audit(actor, "site_contract.set", contract.id, site.id, sorted(values))
    return contract


def _audit(
    actor: Actor, action: str, object_id: UUID, site_id: UUID | None, changed: list[str]
) -> None:
    record(
        actor=actor,
        action=action,
        object_type="billing",
        object_id=object_id,
        site_id=site_id,
        detail={"changed": changed},
    )
