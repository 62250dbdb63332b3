"""The demo's practices, sites and accounts, and the guard that keeps them out of production."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from apps.accounts.actors import Actor
from apps.accounts.capabilities import SITE_BOUND_ROLES, Role
from apps.accounts.selectors import user_id_for_email
from apps.accounts.services import add_membership, ensure_user
from apps.common.errors import NotFound
from apps.common.isolation import tenant_context
from apps.intake.models import Peer
from apps.reporting.services import ensure_default_templates
from apps.tenancy.models import Site
from apps.tenancy.selectors import site_by_slug, tenant_id_for_slug
from apps.tenancy.services import create_site, create_tenant
from apps.worklist.services import ensure_default_policies
from apps.worklist.services.rule_sets import publish_shipped_rules
from teleread.demo_billing import seed_billing
from teleread.demo_staffing import seed_staffing

PASSWORD = "teleread-demo"  # noqa: S105 - public by design; refuse_demo_accounts() keeps it out of production


@dataclass(frozen=True)
class DemoSite:
    slug: str
    name: str
    time_zone: str
    ae_title: str


@dataclass(frozen=True)
class DemoPerson:
    account: str
    name: str
    role: Role


@dataclass(frozen=True)
class DemoPractice:
    slug: str
    name: str
    sites: tuple[DemoSite, ...]
    people: tuple[DemoPerson, ...]


PEOPLE = (
    DemoPerson("reader", "Dr Amara Okafor", Role.READER),
    DemoPerson("reader2", "Dr Jonas Lindqvist", Role.READER),
    DemoPerson("site", "Petra Novak", Role.SITE_USER),
    DemoPerson("manager", "Miguel Santos", Role.MANAGER),
    DemoPerson("qa", "Dr Hana Sato", Role.QA),
    DemoPerson("billing", "Ruth Adler", Role.BILLING),
    DemoPerson("transcriptionist", "Nora Quinn", Role.TRANSCRIPTIONIST),
    DemoPerson("admin", "Sam Whitfield", Role.ADMIN),
)

PRACTICES = (
    DemoPractice(
        "demo",
        "Nightwatch Radiology",
        (
            DemoSite("demo-site", "St Brendan's Hospital", "Europe/Dublin", "DEMO_SITE"),
            DemoSite("demo-clinic", "Lakeside Clinic", "America/Chicago", "DEMO_CLINIC"),
            DemoSite(
                "demo-imaging",
                "Harbour Imaging Centre",
                "Australia/Sydney",
                "DEMO_IMAGING",
            ),
        ),
        PEOPLE,
    ),
    DemoPractice(
        "other",
        "Meridian Reads",
        (DemoSite("other-site", "Oakfield General", "America/New_York", "OTHER_SITE"),),
        PEOPLE,
    ),
)


def refuse_demo_accounts() -> None:
    """Stops a production start on a database that holds demo accounts; raises ``ImproperlyConfigured``."""
    if not settings.DEMO and user_id_for_email("admin@demo.test"):
        raise ImproperlyConfigured(
            "This database holds the demo accounts, whose password is public. Use a database of its own."
        )


def seed(practice: DemoPractice) -> None:
    """Makes a demo practice with its sites, peers, policies and people; changes nothing that is there already."""
    try:
        tenant_id = tenant_id_for_slug(practice.slug)
    except NotFound:
        tenant_id = create_tenant(slug=practice.slug, name=practice.name)
    with tenant_context(tenant_id):
        ensure_default_policies()
        publish_shipped_rules(actor=Actor.system(tenant_id, "demo"))
        ensure_default_templates()
        sites = [_ensure_site(site) for site in practice.sites]
    user_ids = {}
    for person in practice.people:
        user_id = user_ids[person.account] = ensure_user(
            email=f"{person.account}@{practice.slug}.test",
            name=person.name,
            password=PASSWORD,
        )
        with tenant_context(tenant_id):
            own_sites = sites[:1] if person.role in SITE_BOUND_ROLES else []
            add_membership(user_id=user_id, roles=[person.role.value], sites=own_sites)
    with tenant_context(tenant_id):
        seed_staffing(tenant_id=tenant_id, user_ids=user_ids)
        seed_billing(tenant_id=tenant_id)


def _ensure_site(demo_site: DemoSite) -> Site:
    try:
        site = site_by_slug(demo_site.slug)
    except NotFound:
        site = create_site(
            slug=demo_site.slug,
            name=demo_site.name,
            time_zone=demo_site.time_zone,
            quiet_seconds=5,
        )
    Peer.objects.get_or_create(
        ae_title=demo_site.ae_title,
        called_ae_title=settings.DICOM_AE_TITLE,
        defaults={"site": site, "host": "127.0.0.1", "port": 11113},
    )
    return site
