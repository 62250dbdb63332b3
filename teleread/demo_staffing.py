"""The demo's readers at work: licensed, privileged, skilled, placed, in pools and on duty."""

from dataclasses import dataclass
from uuid import UUID

from apps.accounts.actors import Actor
from apps.staffing.models import PoolMembership, ReaderPool, ReaderSkill
from apps.staffing.services import grant_full_reading_rights
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites

JURISDICTIONS = {
    "demo-site": ["IE"],
    "demo-clinic": ["US-IL"],
    "demo-imaging": ["AU-NSW"],
    "other-site": ["US-NY"],
}


@dataclass(frozen=True)
class DemoReader:
    account: str
    location: str
    time_zone: str
    skills: dict[str, int]
    pools: tuple[str, ...]


READERS = (
    DemoReader(
        "reader",
        "IE",
        "Europe/Dublin",
        {"neuro": 3, "emergency": 2, "general": 2},
        ("general", "neuro"),
    ),
    DemoReader(
        "reader2",
        "AU-NSW",
        "Australia/Sydney",
        {"general": 3, "chest": 3, "abdomen": 2, "msk": 2, "paediatric": 1},
        ("general", "on-call"),
    ),
)

POOLS = (
    ("general", "General", "pull"),
    ("neuro", "Neuroradiology", "mixed"),
    ("on-call", "On call", "push"),
)


def seed_staffing(*, tenant_id: UUID, user_ids: dict[str, UUID]) -> None:
    """Adds what is missing of the demo readers' rights; what somebody changed since stays changed."""
    actor = Actor.system(tenant_id, "demo")
    own_sites = [_with_jurisdictions(site) for site in sites(site_ids=None)]
    pools = {code: _pool(code, name, mode) for code, name, mode in POOLS}
    for reader in READERS:
        reader_id = user_ids[reader.account]
        is_new = grant_full_reading_rights(
            actor=actor, reader_id=reader_id, sites=own_sites, location=reader.location
        )
        if is_new:
            _introduce(reader, reader_id, pools)


def _with_jurisdictions(site: Site) -> Site:
    if not site.jurisdictions and site.slug in JURISDICTIONS:
        site.jurisdictions = JURISDICTIONS[site.slug]
        site.save(update_fields=["jurisdictions"])
    return site


def _pool(code: str, name: str, mode: str) -> ReaderPool:
    pool: ReaderPool
    pool, _ = ReaderPool.objects.get_or_create(code=code, defaults={"name": name, "mode": mode})
    return pool


def _introduce(reader: DemoReader, reader_id: UUID, pools: dict[str, ReaderPool]) -> None:
    for skill, level in reader.skills.items():
        ReaderSkill.objects.get_or_create(
            reader_id=reader_id, skill=skill, defaults={"level": level}
        )
    for code in reader.pools:
        PoolMembership.objects.get_or_create(pool=pools[code], reader_id=reader_id)
