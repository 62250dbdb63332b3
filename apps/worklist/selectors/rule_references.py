"""The practice's own records that rules may name, each with the label a person knows it by."""

from django.db.models import QuerySet

from apps.accounts.models import Membership
from apps.staffing.models import ReaderPool
from apps.staffing.selectors import reader_memberships
from apps.tenancy.selectors import sites
from apps.worklist.engine.pathways import SHIPPED_PATHWAYS
from apps.worklist.engine.rules import Known
from apps.worklist.models import Pathway

Choices = list[dict[str, str]]


def references() -> dict[str, Choices]:
    """By the kind of record, as ``engine.rules.Known`` names them: what there is to choose."""
    return {
        "sites": _sites(),
        "pools": _pools(),
        "pathways": _pathways(),
        "readers": _readers(),
        "people": _people(),
    }


def known() -> Known:
    """What rules of this practice may name."""
    return Known(**{kind: _codes(choices) for kind, choices in references().items()})


def _sites() -> Choices:
    return [{"value": site.slug, "label": site.name} for site in sites(site_ids=None)]


def _pools() -> Choices:
    pools: QuerySet[ReaderPool] = ReaderPool.objects.order_by("name", "id")
    return [{"value": pool.code, "label": pool.name} for pool in pools]


def _pathways() -> Choices:
    own: QuerySet[Pathway] = Pathway.objects.order_by("queue_rank", "name")
    found = {pathway.code: pathway.name for pathway in own}
    for shipped in SHIPPED_PATHWAYS:
        found.setdefault(shipped.code, shipped.name)
    return [{"value": code, "label": name} for code, name in found.items()]


def _readers() -> Choices:
    return [
        {"value": str(member.user_id), "label": member.user.name} for member in reader_memberships()
    ]


def _people() -> Choices:
    """Everybody of the practice itself; site staff are nobody's to page."""
    members: QuerySet[Membership] = (
        Membership.objects.filter(active=True)
        .exclude(roles__contained_by=["site_user", "site_manager"])
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    return [{"value": str(member.user_id), "label": member.user.name} for member in members]


def _codes(choices: Choices) -> frozenset[str]:
    return frozenset(choice["value"] for choice in choices)
