"""Reading peers, quarantine and sites, each narrowed to what the actor may see."""

from uuid import UUID

from django.db.models import QuerySet

from apps.accounts.actors import Actor
from apps.common.errors import NotFound
from apps.intake.models import Peer, QuarantineItem
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites


def visible_sites(actor: Actor) -> QuerySet[Site]:
    """The sites the actor works at or for, by name."""
    return sites(site_ids=actor.site_ids)


def access_site(*, actor: Actor, slug: str) -> Site:
    """The actor's site with this slug; raises `NotFound`."""
    site = visible_sites(actor).filter(slug=slug, active=True).first()
    if site is None:
        raise NotFound(f"There is no site ‘{slug}’ among yours.")
    return site


def visible_peers(actor: Actor) -> QuerySet[Peer]:
    """The peers of the actor's sites, by title."""
    found: QuerySet[Peer] = Peer.objects.select_related("site").order_by("ae_title", "id")
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def visible_quarantine_items(actor: Actor) -> QuerySet[QuarantineItem]:
    """The quarantined objects of the actor's sites, newest first."""
    found: QuerySet[QuarantineItem] = QuarantineItem.objects.select_related(
        "site", "arrival"
    ).order_by("-created_at", "-id")
    return found if actor.site_ids is None else found.filter(site_id__in=actor.site_ids)


def access_quarantine_item(*, actor: Actor, item_id: UUID, lock: bool = False) -> QuarantineItem:
    """One quarantined object of the actor's sites; raises `NotFound`."""
    found = visible_quarantine_items(actor)
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    item = found.filter(id=item_id).first()
    if item is None:
        raise NotFound("There is no such object in quarantine.")
    return item
