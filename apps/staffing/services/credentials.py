"""Licences and privileges: given, renewed, suspended, reinstated, revoked."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, TypeVar, Unpack
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.common.errors import Conflict, NotFound, Unprocessable
from apps.common.states import next_state
from apps.staffing.calendar import first_instant, first_instant_after
from apps.staffing.models import Licence, Privilege
from apps.staffing.selectors import access_reader
from apps.staffing.selectors.rows import lock_row
from apps.staffing.services.changes import (
    apply_changes,
    reader_changed,
    require_jurisdictions,
    require_known,
    require_time_zone,
)
from apps.staffing.states import ACTION_TOWARDS, STANDING_TRANSITIONS, Standing
from apps.staffing.vocabulary import MODALITIES, READ_TYPES, SKILLS
from apps.tenancy.models import Site
from apps.tenancy.selectors import sites
from apps.tenancy.time_zones import zone

C = TypeVar("C", Licence, Privilege)


class CredentialChange(TypedDict, total=False):
    """What may change of any credential; a field left out stays."""

    valid_from: date
    valid_through: date | None
    time_zone: str
    status: str


class LicenceChange(CredentialChange, total=False):
    number: str


class Scope(TypedDict, total=False):
    """What a privilege covers; an empty list means everything."""

    modalities: Sequence[str]
    procedure_groups: Sequence[str]
    read_types: Sequence[str]


class PrivilegeChange(CredentialChange, Scope, total=False):
    pass


def add_licence(
    *,
    actor: Actor,
    reader_id: UUID,
    jurisdiction: str,
    number: str,
    valid_from: date,
    valid_through: date | None,
    time_zone: str,
) -> Licence:
    """A licence over whole local days of ``time_zone``. Raises ``NotFound``, ``Unprocessable``, ``Conflict``."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    require_jurisdictions([jurisdiction])
    licence = Licence(
        reader_id=reader_id,
        jurisdiction=jurisdiction,
        number=_number(number),
        valid_from=valid_from,
        valid_through=valid_through,
        time_zone=time_zone,
    )
    _save(_with_instants(licence))
    reader_changed(
        actor=actor,
        action="licence.added",
        subject=licence,
        reader_id=reader_id,
        jurisdiction=jurisdiction,
        valid_from=valid_from,
        valid_through=valid_through,
    )
    return licence


def change_licence(*, actor: Actor, licence_id: UUID, **changes: Unpack[LicenceChange]) -> Licence:
    """Renews or corrects a licence, or changes its status, which acts at once.

    Raises ``NotFound``, ``Unprocessable``, ``Conflict`` (a revoked licence stays as it is).
    """
    actor.require("staffing.manage")
    licence = lock_row(Licence, licence_id, "licence")
    if "number" in changes:
        changes["number"] = _number(changes["number"])
    return _change(actor, "licence.changed", licence, dict(changes))


def grant_privilege(
    *,
    actor: Actor,
    reader_id: UUID,
    site_id: UUID,
    valid_from: date,
    valid_through: date | None,
    time_zone: str | None = None,
    **scope: Unpack[Scope],
) -> Privilege:
    """A privilege at a site, over local days of ``time_zone`` (the site's). As ``add_licence`` raises."""
    actor.require("staffing.manage")
    access_reader(reader_id)
    site = _site(actor, site_id)
    privilege = Privilege(
        reader_id=reader_id,
        site=site,
        valid_from=valid_from,
        valid_through=valid_through,
        time_zone=time_zone or site.time_zone,
        **_known_scope(scope),
    )
    _save(_with_instants(privilege))
    reader_changed(
        actor=actor,
        action="privilege.granted",
        subject=privilege,
        reader_id=reader_id,
        site=site_id,
        valid_from=valid_from,
        valid_through=valid_through,
    )
    return privilege


def change_privilege(
    *, actor: Actor, privilege_id: UUID, **changes: Unpack[PrivilegeChange]
) -> Privilege:
    """Renews, widens, narrows, suspends … a privilege. As ``change_licence`` raises."""
    actor.require("staffing.manage")
    privilege = lock_row(Privilege, privilege_id, "privilege")
    _site(actor, privilege.site_id)
    scope = {key: value for key, value in changes.items() if key in Scope.__annotations__}
    return _change(actor, "privilege.changed", privilege, {**changes, **_known_scope(scope)})


def _change(actor: Actor, action: str, credential: C, changes: dict[str, Any]) -> C:
    if changes.get("status") == credential.status:
        del changes["status"]
    if "status" in changes:
        require_known([changes["status"]], Standing.values(), "status")
        changes["status"] = next_state(
            STANDING_TRANSITIONS, credential.status, ACTION_TOWARDS[Standing(changes["status"])]
        )
    elif changes and credential.status == Standing.REVOKED:
        raise Conflict("What was revoked stays as it was; add a new one.", code="revoked")
    changed = apply_changes(credential, changes)
    if changed:
        _save(_with_instants(credential))
        reader_changed(
            actor=actor,
            action=action,
            subject=credential,
            reader_id=credential.reader_id,
            changed={key: value for key, value in changed.items() if key != "number"},
        )
    return credential


def _with_instants(credential: C) -> C:
    """Sets the instants that follow from the days; raises ``Unprocessable``."""
    if credential.valid_through and credential.valid_through < credential.valid_from:
        raise Unprocessable("The last day lies before the first.", code="days_out_of_order")
    require_time_zone(credential.time_zone)
    where = zone(credential.time_zone)
    credential.starts_at = first_instant(credential.valid_from, where)
    last = credential.valid_through
    credential.ends_at = first_instant_after(last, where) if last else None
    return credential


def _save(credential: Licence | Privilege) -> None:
    try:
        with transaction.atomic():
            credential.save()
    except IntegrityError:
        raise Conflict(
            "This reader has that licence for that term already; change it instead.",
            code="licence_exists",
        ) from None


def _number(text: str) -> str:
    if not text.strip():
        raise Unprocessable("A licence has a number.", code="number_required")
    return text.strip()


def _known_scope(scope: Any) -> dict[str, list[str]]:
    known = {
        "modalities": (MODALITIES, "modality"),
        "procedure_groups": (SKILLS, "procedure group"),
        "read_types": (READ_TYPES, "read type"),
    }
    for field, values in scope.items():
        require_known(values, *known[field])
    return {field: sorted(set(values)) for field, values in scope.items()}


def _site(actor: Actor, site_id: UUID) -> Site:
    site = sites(site_ids=actor.site_ids).filter(id=site_id).first()
    if site is None:
        raise NotFound("There is no such site in this practice.")
    return site
