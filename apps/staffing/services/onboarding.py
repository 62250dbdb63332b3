"""Giving a reader everything at once: for a new practice's first readers, for demos and for tests."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.outbox import publish
from apps.staffing.calendar import first_instant
from apps.staffing.events import ReaderChanged
from apps.staffing.models import Availability, Licence, Privilege, ReaderProfile
from apps.staffing.selectors import access_reader
from apps.staffing.states import Presence
from apps.tenancy.models import Site
from apps.tenancy.time_zones import zone

FROM = date(2020, 1, 1)


def grant_full_reading_rights(
    *,
    actor: Actor,
    reader_id: UUID,
    sites: Collection[Site],
    location: str,
    more_jurisdictions: Sequence[str] = (),
) -> bool:
    """Licences wherever ``sites`` lie and at ``location``, privileges for everything there, a place, and presence.

    Adds only what is missing and answers whether anything was. Without end and in UTC days. Raises ``NotFound``.
    """
    actor.require("staffing.manage")
    access_reader(reader_id)
    wanted = {location, *more_jurisdictions, *(j for site in sites for j in site.jurisdictions)}
    added = _add_licences(reader_id, wanted) + _add_privileges(reader_id, sites)
    _, is_new = ReaderProfile.objects.get_or_create(
        reader_id=reader_id, defaults={"default_location": location}
    )
    _, is_new_presence = Availability.objects.get_or_create(
        reader_id=reader_id, defaults={"state": Presence.AVAILABLE}
    )
    if not (added or is_new or is_new_presence):
        return False
    record(
        actor=actor,
        action="reader.granted_full_rights",
        object_type="user",
        object_id=reader_id,
        detail={"jurisdictions": sorted(wanted), "sites": sorted(str(site.id) for site in sites)},
    )
    publish(ReaderChanged(reader_id=reader_id))
    return True


def _validity() -> dict[str, object]:
    return {
        "valid_from": FROM,
        "valid_through": None,
        "time_zone": "UTC",
        "starts_at": first_instant(FROM, zone("UTC")),
        "ends_at": None,
    }


def _add_licences(reader_id: UUID, jurisdictions: set[str]) -> int:
    held = set(Licence.objects.filter(reader_id=reader_id).values_list("jurisdiction", flat=True))
    missing = sorted(jurisdictions - held)
    Licence.objects.bulk_create(
        Licence(
            reader_id=reader_id,
            jurisdiction=jurisdiction,
            number=f"{jurisdiction}-{reader_id.hex[-6:].upper()}",
            **_validity(),
        )
        for jurisdiction in missing
    )
    return len(missing)


def _add_privileges(reader_id: UUID, sites: Collection[Site]) -> int:
    held = set(Privilege.objects.filter(reader_id=reader_id).values_list("site_id", flat=True))
    missing = [site for site in sites if site.id not in held]
    Privilege.objects.bulk_create(
        Privilege(reader_id=reader_id, site=site, **_validity()) for site in missing
    )
    return len(missing)
