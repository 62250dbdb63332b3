"""Price lists: drawn up, copied with a change, taken over from a file, published for good."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.accounts.models import User
from apps.audit.services import record
from apps.billing.errors import (
    FileRefused,
    LinesClash,
    PriceListIncomplete,
    PriceListPublished,
    UnknownReference,
)
from apps.billing.models import RateCard, RateLine, RatePremium, StudyType
from apps.billing.pricing import changed_by
from apps.billing.rate_file import read_prices
from apps.billing.selectors.rate_cards import access_card
from apps.billing.services.booking import AT_ONCE
from apps.billing.states import RATE_CARD_TRANSITIONS, RateCardState
from apps.common.clock import now
from apps.common.errors import Conflict
from apps.common.states import advance
from apps.tenancy.models import Site

AXES = ("reader", "site", "study_type", "modality", "kind", "priority", "time_band")


def create_rate_card(
    *, actor: Actor, side: str, name: str, currency: str, effective_from: date
) -> RateCard:
    """An empty draft."""
    actor.require("billing.manage")
    card = RateCard(
        side=side,
        name=name.strip(),
        currency=currency,
        effective_from=effective_from,
        created_by_name=actor.name,
    )
    card.save(force_insert=True)
    _audit(actor, card, "created")
    return card


def copy_rate_card(
    *, actor: Actor, card_id: UUID, name: str, effective_from: date, percent: Decimal
) -> RateCard:
    """A draft with the same prices, each raised by ``percent`` (lowered, where negative). Raises ``NotFound``."""
    actor.require("billing.manage")
    source = access_card(card_id)
    card = RateCard(
        side=source.side,
        name=name.strip() or source.name,
        currency=source.currency,
        effective_from=effective_from,
        created_by_name=actor.name,
        copied_from=source,
    )
    card.save(force_insert=True)
    lines = [
        RateLine(
            card=card,
            **{f"{axis}_id" if axis in REFERENCES else axis: _of(one, axis) for axis in AXES},
            amount=changed_by(one.amount, percent, card.currency),
            per_rvu=changed_by(one.per_rvu, percent, card.currency),
        )
        for one in source.lines.all()
    ]
    RateLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    RatePremium.objects.bulk_create(
        [
            RatePremium(
                card=card,
                time_band=one.time_band,
                percent=one.percent,
                amount=changed_by(one.amount, percent, card.currency),
                on_shift_only=one.on_shift_only,
            )
            for one in source.premiums.all()
        ]
    )
    _audit(actor, card, "copied", source=str(source.id), percent=str(percent))
    return card


def edit_rate_card(
    *,
    actor: Actor,
    card_id: UUID,
    name: str,
    effective_from: date,
    lines: Sequence[Mapping[str, Any]],
    premiums: Sequence[Mapping[str, Any]],
) -> RateCard:
    """Everything the draft says from now on. ``lines`` name sites, readers and study types by id.

    Raises ``NotFound``, ``PriceListPublished``, ``UnknownReference``, ``LinesClash``.
    """
    actor.require("billing.manage")
    card = _draft(card_id)
    _require_known(lines)
    card.name, card.effective_from = name.strip(), effective_from
    card.save(update_fields=["name", "effective_from"])
    _replace(card, lines, premiums)
    _audit(actor, card, "edited", lines=len(lines))
    return card


def import_rate_card(*, actor: Actor, card_id: UUID, content: bytes) -> RateCard:
    """The prices of a CSV file take the place of the draft's. Raises ``NotFound``, ``PriceListPublished``, and
    ``FileRefused`` with what is wrong in which row, and then nothing is changed.
    """
    actor.require("billing.manage")
    card = _draft(card_id)
    known: dict[str, dict[str, UUID]] = {
        "study_type": dict(StudyType.objects.values_list("code", "id")),
        "site": dict(Site.objects.values_list("slug", "id")),
        "reader": dict(User.objects.values_list("email", "id")),
    }
    found = read_prices(content, {column: frozenset(names) for column, names in known.items()})
    if found.errors or not found.prices:
        raise FileRefused(
            "Mend these rows and send the file again; nothing was taken over."
            if found.errors
            else "There is no price in it.",
            rows=[
                {"row": one.row, "column": one.column, "code": one.code, "message": one.message}
                for one in found.errors[:200]
            ],
        )
    lines = [
        {
            **{axis: known.get(axis, {}).get(name, name) for axis, name in row.names.items()},
            "amount": row.amount,
            "per_rvu": row.per_rvu,
        }
        for row in found.prices
    ]
    _replace(card, lines, None)
    _audit(actor, card, "imported", lines=len(lines))
    return card


def publish_rate_card(*, actor: Actor, card_id: UUID) -> RateCard:
    """From its day on it counts, and is never changed. Raises ``NotFound``, ``PriceListPublished``,
    ``PriceListIncomplete``, ``Conflict`` where another one counts from that day.
    """
    actor.require("billing.manage")
    card = _draft(card_id)
    if not card.lines.exists():
        raise PriceListIncomplete("Add a price, then publish.")
    advance(card, RATE_CARD_TRANSITIONS, "publish")
    card.published_at, card.published_by_name = now(), actor.name
    try:
        with transaction.atomic():
            card.save()
    except IntegrityError:
        raise Conflict(
            "Another price list counts from that day; choose the day after.",
            code="rate_card_same_day",
        ) from None
    _audit(actor, card, "published", effective_from=card.effective_from.isoformat())
    return card


def delete_rate_card(*, actor: Actor, card_id: UUID) -> None:
    """Throws a draft away. Raises ``NotFound``, ``PriceListPublished``."""
    actor.require("billing.manage")
    card = _draft(card_id)
    _audit(actor, card, "deleted")
    RateCard.objects.filter(copied_from=card).update(copied_from=None)
    card.delete()


REFERENCES = ("reader", "site", "study_type")


def _of(line: RateLine, axis: str) -> Any:
    return getattr(line, f"{axis}_id" if axis in REFERENCES else axis)


def _draft(card_id: UUID) -> RateCard:
    card = access_card(card_id, lock=True)
    if card.state != RateCardState.DRAFT:
        raise PriceListPublished("Copy it, change the copy, and publish that from a later day.")
    return card


def _replace(
    card: RateCard,
    lines: Sequence[Mapping[str, Any]],
    premiums: Sequence[Mapping[str, Any]] | None,
) -> None:
    card.lines.all().delete()
    rows = [
        RateLine(
            card=card,
            **{f"{axis}_id" if axis in REFERENCES else axis: one.get(axis) for axis in AXES},
            amount=one["amount"],
            per_rvu=one.get("per_rvu", 0),
        )
        for one in lines
    ]
    try:
        with transaction.atomic():
            RateLine.objects.bulk_create(rows, batch_size=AT_ONCE)
            if premiums is not None:
                card.premiums.all().delete()
                RatePremium.objects.bulk_create([RatePremium(card=card, **one) for one in premiums])
    except IntegrityError:
        raise LinesClash("Take one of the two lines away, or name what differs.") from None


def _require_known(lines: Sequence[Mapping[str, Any]]) -> None:
    for axis, model in (("reader", User), ("site", Site), ("study_type", StudyType)):
        named = {one[axis] for one in lines if one.get(axis)}
        if named - set(model.objects.filter(id__in=named).values_list("id", flat=True)):
            raise UnknownReference(f"A line names a {axis.replace('_', ' ')} that does not exist.")


def _audit(actor: Actor, card: RateCard, action: str, **detail: Any) -> None:
    record(
        actor=actor,
        action=f"rate_card.{action}",
        object_type="rate_card",
        object_id=card.id,
        detail={"side": card.side, **detail},
    )
