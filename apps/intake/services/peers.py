"""Who may send: a calling AE title, to a called one, from an address, stands for one site."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.clock import now
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.isolation import required_tenant_id, tenant_context
from apps.intake.models import Peer
from apps.tenancy.models import Site

LONGEST_AE_TITLE = 16


class RefusalReason(StrEnum):
    """Why an association is refused (PS3.8 Table 9-21 has the numbers)."""

    CALLED_AE_NOT_RECOGNIZED = "called_ae_not_recognized"
    CALLING_AE_NOT_RECOGNIZED = "calling_ae_not_recognized"
    TEMPORARILY_UNAVAILABLE = "temporarily_unavailable"


@dataclass(frozen=True, slots=True)
class Refusal:
    reason: RefusalReason


@dataclass(frozen=True, slots=True)
class Admission:
    """A peer that was let in: everything received from it belongs to this site of this tenant."""

    tenant_id: UUID
    site: Site
    peer_id: UUID
    actor: Actor


def admit(*, calling_ae_title: str, called_ae_title: str, address: str) -> Admission | Refusal:
    """Whether a peer may open an association. Needs no tenant context: the answer names the tenant.

    An address outside the peer's networks is refused as if the peer were unknown, so that a stranger learns nothing.
    Raises `DatabaseError` where the database does not answer.
    """
    calling, called = calling_ae_title.strip(), called_ae_title.strip()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM resolve_peer(%s, %s)", [called, calling])
        row = cursor.fetchone()
        if row is None:
            cursor.execute("SELECT known_called_ae_title(%s)", [called])
            known = bool(cursor.fetchone()[0])
            return Refusal(
                RefusalReason.CALLING_AE_NOT_RECOGNIZED
                if known
                else RefusalReason.CALLED_AE_NOT_RECOGNIZED
            )
    tenant_id, site_id, peer_id, networks = row
    if networks and not address_within(address, networks):
        return Refusal(RefusalReason.CALLING_AE_NOT_RECOGNIZED)
    with tenant_context(tenant_id):
        Peer.objects.filter(id=peer_id).update(last_seen_at=now())
        site: Site = Site.objects.get(id=site_id)
    return Admission(tenant_id, site, peer_id, _peer_actor(tenant_id, site_id, calling, address))


def _peer_actor(tenant_id: UUID, site_id: UUID, ae_title: str, address: str) -> Actor:
    return Actor(
        tenant_id=tenant_id,
        name=ae_title,
        origin="dicom",
        capabilities=frozenset({"images.store"}),
        site_ids=frozenset({site_id}),
        address=address,
    )


def address_within(address: str, networks: Sequence[str]) -> bool:
    """Whether an IP address lies in one of the networks; an IPv4 address mapped into IPv6 counts as IPv4."""
    try:
        parsed: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(
            address.partition("%")[0]
        )
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in ipaddress.ip_network(network, strict=False) for network in networks)


def add_peer(
    *,
    actor: Actor,
    site: Site,
    ae_title: str,
    called_ae_title: str,
    host: str = "",
    port: int | None = None,
    allowed_networks: Sequence[str] = (),
) -> Peer:
    """Lets a node of `site` send. Adding the same pair of titles again replaces its address and networks.

    Raises `NotFound` for a site out of the actor's reach, `Unprocessable`, and `Conflict` where the pair of titles
    stands for another site, of whatever practice.
    """
    actor.require("peers.manage")
    if not actor.may_enter_site(site.id):
        raise NotFound("There is no such site.")
    values = {
        "host": host.strip(),
        "port": _checked_port(port),
        "allowed_networks": [_checked_network(network) for network in allowed_networks],
        "active": True,
    }
    calling, called = _checked_title(ae_title), _checked_title(called_ae_title)
    known: Peer | None = (
        Peer.objects.select_for_update(no_key=True)
        .filter(ae_title=calling, called_ae_title=called)
        .first()
    )
    if known is not None and known.site_id != site.id:
        raise _taken(calling, called)
    peer = known or Peer(
        tenant_id=required_tenant_id(), site=site, ae_title=calling, called_ae_title=called
    )
    for name, value in values.items():
        setattr(peer, name, value)
    try:
        with transaction.atomic():
            peer.save()
    except IntegrityError:
        raise _taken(calling, called) from None
    record(
        actor=actor,
        action="peer.added" if known is None else "peer.changed",
        object_type="peer",
        object_id=peer.id,
        site_id=site.id,
        detail={"ae_title": calling, "called_ae_title": called, **values},
    )
    return peer


def _taken(calling: str, called: str) -> Conflict:
    return Conflict(
        f"‘{calling}’ calling ‘{called}’ already stands for another site. Choose another AE title.",
        code="ae_titles_taken",
    )


def _checked_title(text: str) -> str:
    """An AE value: 1 to 16 printable ASCII characters without backslash (PS3.5 Table 6.2-1)."""
    title = text.strip(" ")
    if (
        not 1 <= len(title) <= LONGEST_AE_TITLE
        or not title.isascii()
        or not title.isprintable()
        or "\\" in title
    ):
        raise Unprocessable(
            "An AE title has 1 to 16 plain characters and no backslash.", code="invalid_ae_title"
        )
    return title


def _checked_port(port: int | None) -> int | None:
    if port is not None and not 1 <= port <= 65535:
        raise Unprocessable("A port lies between 1 and 65535.", code="invalid_port")
    return port


def _checked_network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text.strip(), strict=False))
    except ValueError:
        raise Unprocessable(
            f"‘{text}’ is not a network. Write it like 192.0.2.0/24.", code="invalid_network"
        ) from None
