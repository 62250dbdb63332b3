"""Whom to tell at a site, and the ladders by which they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import Conflict, Unprocessable
from apps.reporting.contact_ladders import InvalidRungs, Rung, check_rungs
from apps.reporting.default_critical import CATEGORIES
from apps.reporting.errors import InvalidLadder, LastFallback
from apps.reporting.models import ContactLadder, LadderRung, SiteContact
from apps.reporting.selectors.critical_policy import (
    access_contact,
    access_ladder,
    access_site,
    contact_ladders,
)
from apps.worklist.engine.calendar_text import hours_as_text, hours_from
from apps.worklist.engine.calendars import InvalidCalendar


@dataclass(frozen=True, slots=True)
class LadderContent:
    """What can be said of a ladder; ``hours`` as ``{weekday, opens, closes}``, times as HH:MM."""

    name: str
    rungs: Sequence[Rung]
    position: int = 0
    categories: Sequence[int] = ()
    hours: Sequence[dict[str, Any]] = ()


def add_contact(*, actor: Actor, site_id: UUID, code: str = "", **fields: Any) -> SiteContact:
    """``code`` is what the contact proves themself with behind a link. Raises ``NotFound``, ``Conflict``
    (``name_taken``), ``Unprocessable`` (``unreachable``).
    """
    actor.require("critical.manage")
    contact = SiteContact(site=access_site(actor=actor, site_id=site_id), **fields)
    _set_code(contact, code)
    _save_contact(contact)
    _audit(actor, "site_contact.added", contact.id, contact.site_id)
    return contact


def change_contact(
    *, actor: Actor, contact_id: UUID, code: str | None = None, **fields: Any
) -> SiteContact:
    """Raises as ``add_contact``. One who is no longer ``active`` is not called by steps to come."""
    actor.require("critical.manage")
    contact = access_contact(contact_id=contact_id)
    for name, value in fields.items():
        setattr(contact, name, value)
    if code is not None:
        _set_code(contact, code)
    _save_contact(contact)
    _audit(actor, "site_contact.changed", contact.id, contact.site_id)
    return contact


def add_ladder(*, actor: Actor, site_id: UUID | None, content: LadderContent) -> ContactLadder:
    """A ladder of a site, or with None a fall-back. Raises ``NotFound``, ``InvalidLadder``, ``Conflict``."""
    actor.require("critical.manage")
    site = access_site(actor=actor, site_id=site_id) if site_id else None
    ladder = ContactLadder(site=site)
    _write(ladder, content)
    _audit(actor, "contact_ladder.added", ladder.id, site_id)
    return ladder


def change_ladder(*, actor: Actor, ladder_id: UUID, content: LadderContent) -> ContactLadder:
    """Findings already raised keep the steps they have. Raises as ``add_ladder``, and ``LastFallback``."""
    actor.require("critical.manage")
    ladder = access_ladder(ladder_id=ladder_id)
    if ladder.site_id is None:
        _require_fallback(ladder, content.categories or [one.number for one in CATEGORIES])
    _write(ladder, content)
    _audit(actor, "contact_ladder.changed", ladder.id, ladder.site_id)
    return ladder


def remove_ladder(*, actor: Actor, ladder_id: UUID) -> None:
    """Raises ``NotFound``, ``LastFallback``."""
    actor.require("critical.manage")
    ladder = access_ladder(ladder_id=ladder_id)
    if ladder.site_id is None:
        _require_fallback(ladder, [])
    _audit(actor, "contact_ladder.removed", ladder.id, ladder.site_id)
    ladder.delete()


def _write(ladder: ContactLadder, content: LadderContent) -> None:
    _check(ladder, content)
    ladder.name, ladder.position = content.name.strip(), content.position
    ladder.categories = sorted(set(content.categories))
    try:
        ladder.hours = hours_as_text(hours_from(content.hours))
    except InvalidCalendar as problem:
        raise InvalidLadder(str(problem)) from None
    try:
        with transaction.atomic():
            ladder.save()
    except IntegrityError:
        raise Conflict("There is a ladder of this name already.", code="name_taken") from None
    ladder.rungs.all().delete()
    LadderRung.objects.bulk_create(
        [
            LadderRung(
                ladder=ladder,
                position=place,
                minutes=rung.minutes,
                kind=rung.kind,
                contact_id=UUID(rung.contact) if rung.contact else None,
            )
            for place, rung in enumerate(content.rungs)
        ]
    )


def _check(ladder: ContactLadder, content: LadderContent) -> None:
    try:
        check_rungs(content.rungs)
    except InvalidRungs as problem:
        raise InvalidLadder(str(problem)) from None
    if ladder.site_id is None and content.hours:
        raise InvalidLadder("A fall-back ladder is always in force: it has no hours.")
    for rung in content.rungs:
        if rung.contact and access_contact(contact_id=UUID(rung.contact)).site_id != ladder.site_id:
            raise InvalidLadder("A ladder calls contacts of its own site.")


def _require_fallback(ladder: ContactLadder, keeps: Sequence[int]) -> None:
    every = {one.number for one in CATEGORIES}
    others = contact_ladders().filter(site=None).exclude(id=ladder.id)
    covered = set(keeps).union(*(other.categories or every for other in others))
    if not every <= covered:
        raise LastFallback("Add another fall-back ladder for this category first.")


def _set_code(contact: SiteContact, code: str) -> None:
    contact.code_hash = make_password(code.strip()) if code.strip() else ""


def _save_contact(contact: SiteContact) -> None:
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        if "site_contact_reachable" in str(error):
            raise Unprocessable(
                "Give a telephone number or an address.", code="unreachable"
            ) from None
        raise Conflict("This contact is there already.", code="name_taken") from None


def _audit(actor: Actor, action: str, object_id: UUID, site_id: UUID | None) -> None:
    record(
        actor=actor,
        action=action,
        object_type=action.partition(".")[0],
        object_id=object_id,
        site_id=site_id,
    )
