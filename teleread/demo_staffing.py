"""The demo's readers at work: licensed, privileged, skilled, placed, in pools and on duty round the clock."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from apps.accounts.actors import Actor
from apps.staffing import services
from apps.staffing.models import PoolMembership, ReaderPool, ReaderSkill, ShiftPattern
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites

JURISDICTIONS = {
    "demo-site": ["IE"],
    "demo-clinic": ["US-IL"],
    "demo-imaging": ["AU-NSW"],
    "other-site": ["US-NY"],
}
FIRST_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class DemoDuty:
    """Every day, by the wall clock of the reader's zone."""

    start_time: time
    minutes: int
    role: str = "reading"
    rank: int = 1


@dataclass(frozen=True)
class DemoReader:
    account: str
    location: str
    time_zone: str
    skills: dict[str, int]
    pools: tuple[str, ...]
    duties: tuple[DemoDuty, ...] = field(default=())


# Between Dublin and Sydney somebody is on duty at every hour, and one of the two is on call.
READERS = (
    DemoReader(
        "reader",
        "IE",
        "Europe/Dublin",
        {"neuro": 3, "emergency": 2, "general": 2},
        ("general", "neuro"),
        (
            DemoDuty(time(8), 13 * 60),
            DemoDuty(time(8), 12 * 60, "on_call"),
            DemoDuty(time(20), 12 * 60, "on_call", rank=2),
        ),
    ),
    DemoReader(
        "reader2",
        "AU-NSW",
        "Australia/Sydney",
        {"general": 3, "chest": 3, "abdomen": 2, "msk": 2, "paediatric": 1},
        ("general", "on-call"),
        (
            DemoDuty(time(5), 14 * 60),
            DemoDuty(time(5), 14 * 60, "on_call"),
            DemoDuty(time(19), 10 * 60, "backup"),
        ),
    ),
)

POOLS = (
    ("general", "General", "pull"),
    ("neuro", "Neuroradiology", "mixed"),
    ("on-call", "On call", "push"),
)


def seed_staffing(*, tenant_id: UUID, user_ids: dict[str, UUID]) -> None:
    """Adds what is missing of the demo readers' rights and roster; what somebody changed since stays changed."""
    actor = Actor.system(tenant_id, "demo")
    own_sites = [_with_jurisdictions(actor, site) for site in sites(site_ids=None)]
    pools = {code: _pool(code, name, mode) for code, name, mode in POOLS}
    for reader in READERS:
        reader_id = user_ids[reader.account]
        services.grant_full_reading_rights(
            actor=actor, reader_id=reader_id, sites=own_sites, location=reader.location
        )
        _introduce(reader, reader_id, pools)
        _put_on_roster(actor, reader, reader_id)
    services.materialise_roster()


def _with_jurisdictions(actor: Actor, site: Site) -> Site:
    """The site, told where it lies if that was not known; open work of an older start follows."""
    if site.jurisdictions or site.slug not in JURISDICTIONS:
        return site
    return services.set_site_jurisdictions(
        actor=actor, site_id=site.id, jurisdictions=JURISDICTIONS[site.slug]
    )


def _pool(code: str, name: str, mode: str) -> ReaderPool:
    pool: ReaderPool
    pool, _ = ReaderPool.objects.get_or_create(code=code, defaults={"name": name, "mode": mode})
    return pool


def _introduce(reader: DemoReader, reader_id: UUID, pools: dict[str, ReaderPool]) -> None:
    """Skills and pools, for a reader who has none yet."""
    if not ReaderSkill.objects.filter(reader_id=reader_id).exists():
        for skill, level in reader.skills.items():
            ReaderSkill.objects.create(reader_id=reader_id, skill=skill, level=level)
    if not PoolMembership.objects.filter(reader_id=reader_id).exists():
        for code in reader.pools:
            PoolMembership.objects.create(pool=pools[code], reader_id=reader_id)


def _put_on_roster(actor: Actor, reader: DemoReader, reader_id: UUID) -> None:
    """The reader's duties, for one who never had any."""
    if ShiftPattern.objects.filter(reader_id=reader_id).exists():
        return
    for duty in reader.duties:
        services.add_pattern(
            actor=actor,
            reader_id=reader_id,
            role=duty.role,
            rank=duty.rank,
            time_zone=reader.time_zone,
            starts_on=FIRST_DAY,
            start_time=duty.start_time,
            duration_minutes=duty.minutes,
            recurrence="FREQ=DAILY",
        )
