"""What is critical, and whom to tell at which site."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.reporting.contact_ladders import Ladder, Rung, Stretch, week
from apps.reporting.models import (
    ContactLadder,
    CriticalCategory,
    LadderRung,
    NamedFinding,
    SiteContact,
)
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites
from apps.worklist.engine.calendar_text import hours_from


def categories() -> QuerySet[CriticalCategory]:
    found: QuerySet[CriticalCategory] = CriticalCategory.objects.order_by("number")
    return found


def access_category(*, number: int) -> CriticalCategory:
    """Raises ``NotFound``."""
    found = categories().filter(number=number).first()
    if found is None:
        raise NotFound("There is no such category.")
    return found


def named_findings() -> QuerySet[NamedFinding]:
    """By category, then name."""
    found: QuerySet[NamedFinding] = NamedFinding.objects.order_by("category", "name")
    return found


def access_named_finding(*, finding_id: UUID) -> NamedFinding:
    """Raises ``NotFound``."""
    found = named_findings().filter(id=finding_id).first()
    if found is None:
        raise NotFound("There is no such named finding.")
    return found


def site_contacts() -> QuerySet[SiteContact]:
    """By site, then name."""
    found: QuerySet[SiteContact] = SiteContact.objects.select_related("site").order_by(
        "site__name", "name", "id"
    )
    return found


def access_contact(*, contact_id: UUID) -> SiteContact:
    """Raises ``NotFound``."""
    found = site_contacts().filter(id=contact_id).first()
    if found is None:
        raise NotFound("There is no such contact.")
    return found


def contact_ladders() -> QuerySet[ContactLadder]:
    """The fall-back ladders first, then site by site, each in the order in which they are tried."""
    found: QuerySet[ContactLadder] = (
        ContactLadder.objects.select_related("site")
        .prefetch_related("rungs__contact")
        .order_by(F("site__name").asc(nulls_first=True), "position", "id")
    )
    return found


def access_ladder(*, ladder_id: UUID) -> ContactLadder:
    """Raises ``NotFound``."""
    found = contact_ladders().filter(id=ladder_id).first()
    if found is None:
        raise NotFound("There is no such contact ladder.")
    return found


def access_site(*, actor: Actor, site_id: UUID) -> Site:
    """Raises ``NotFound``."""
    found = sites(site_ids=actor.site_ids).filter(id=site_id).first()
    if found is None:
        raise NotFound("There is no such site.")
    return found


def ladders_for(site: Site) -> list[Ladder]:
    """What a finding at this site is told by: its own ladders in their order, then the practice's fall-back."""
    return [as_ladder(row) for row in _rows_for(site)]


def contact_week(*, site: Site, category: int) -> list[tuple[Stretch, ContactLadder | None]]:
    """Which ladder holds at which hour of the site's week, for a finding of this category."""
    rows = _rows_for(site)
    stretches = week([as_ladder(row) for row in rows], category=category)
    return [(one, None if one.place is None else rows[one.place]) for one in stretches]


def _rows_for(site: Site) -> list[ContactLadder]:
    return [*contact_ladders().filter(site=site), *contact_ladders().filter(site=None)]


def calls_contacts(row: ContactLadder) -> bool:
    """Whether a step of the ladder calls a contact who is still there."""
    return any(rung.contact and rung.contact.active for rung in row.rungs.all())


def as_ladder(row: ContactLadder) -> Ladder:
    """The row in the form that is planned with; contacts that left are not called."""
    return Ladder(
        rungs=tuple(_rungs(sorted(row.rungs.all(), key=lambda rung: rung.position))),
        hours=hours_from(row.hours),
        categories=tuple(row.categories),
    )


def _rungs(rows: Iterable[LadderRung]) -> Iterable[Rung]:
    for row in rows:
        if row.contact is None:
            yield Rung(row.minutes, row.kind)
        elif row.contact.active:
            yield Rung(row.minutes, "contact", str(row.contact_id))
