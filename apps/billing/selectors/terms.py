"""On which terms a practice bills a site."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from apps.billing.models import BillingPolicy, SiteContract
from apps.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Terms:
    """The practice's policy with what a site's contract says otherwise."""

    currency: str
    tax_name: str
    tax_percent: Decimal
    payment_days: int
    billing_name: str
    billing_address: str
    tax_number: str


def billing_policy() -> BillingPolicy:
    """The current tenant's; the shipped one, not saved, where it has none yet."""
    found: BillingPolicy | None = BillingPolicy.objects.first()
    return found or BillingPolicy()


def terms_of(site: Site, policy: BillingPolicy, contract: SiteContract | None) -> Terms:
    own = contract or SiteContract(site=site)
    percent = policy.tax_percent if own.tax_percent is None else own.tax_percent
    return Terms(
        currency=own.currency or policy.currency,
        tax_name=own.tax_name or policy.tax_name,
        tax_percent=Decimal(percent),
        payment_days=policy.payment_days if own.payment_days is None else own.payment_days,
        billing_name=own.billing_name or site.name,
        billing_address=own.billing_address,
        tax_number=own.tax_number,
    )


def contracts_by_site() -> dict[UUID, SiteContract]:
    return {one.site_id: one for one in SiteContract.objects.all()}
