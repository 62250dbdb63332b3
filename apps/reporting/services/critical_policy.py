"""What the practice calls critical."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import Conflict
from apps.reporting.default_critical import CATEGORIES, FALLBACK_LADDERS, NAMED_FINDINGS
from apps.reporting.models import ContactLadder, CriticalCategory, LadderRung, NamedFinding
from apps.reporting.selectors.critical_policy import access_category, access_named_finding


def ensure_critical_policy() -> None:
    """Gives the current tenant what is shipped: categories, named findings and fall-back ladders it has none of."""
    if CriticalCategory.objects.count() == len(CATEGORIES):
        return
    CriticalCategory.objects.bulk_create(
        [
            CriticalCategory(
                number=one.number,
                name=one.name,
                minutes=one.minutes,
                read_back_required=one.read_back_required,
            )
            for one in CATEGORIES
        ],
        ignore_conflicts=True,
    )
    NamedFinding.objects.bulk_create(
        [
            NamedFinding(name=name, category=category)
            for category, names in NAMED_FINDINGS.items()
            for name in names
        ],
        ignore_conflicts=True,
    )
    for name, ladder in FALLBACK_LADDERS.items():
        row, made = ContactLadder.objects.get_or_create(
            site=None, name=name, defaults={"categories": list(ladder.categories)}
        )
        if made:
            LadderRung.objects.bulk_create(
                [
                    LadderRung(ladder=row, position=place, minutes=rung.minutes, kind=rung.kind)
                    for place, rung in enumerate(ladder.rungs)
                ]
            )


def change_category(*, actor: Actor, number: int, **fields: Any) -> CriticalCategory:
    """``name``, ``minutes``, ``read_back_required``; findings already raised keep theirs. Raises ``NotFound``."""
    actor.require("critical.manage")
    ensure_critical_policy()
    category = access_category(number=number)
    for name, value in fields.items():
        setattr(category, name, value)
    category.save()
    _audit(actor, "critical_category.changed", category.id, number=number, **fields)
    return category


def add_named_finding(*, actor: Actor, name: str, category: int) -> NamedFinding:
    """Raises ``Conflict`` (``name_taken``)."""
    actor.require("critical.manage")
    named = NamedFinding(name=name.strip(), category=category)
    _save_once(named)
    _audit(actor, "named_finding.added", named.id, category=category)
    return named


def change_named_finding(*, actor: Actor, finding_id: UUID, **fields: Any) -> NamedFinding:
    """``name``, ``category``, ``active``. Raises ``NotFound``, ``Conflict`` (``name_taken``)."""
    actor.require("critical.manage")
    named = access_named_finding(finding_id=finding_id)
    for name, value in fields.items():
        setattr(named, name, value)
    _save_once(named)
    _audit(actor, "named_finding.changed", named.id, category=named.category)
    return named


def _save_once(named: NamedFinding) -> None:
    try:
        with transaction.atomic():
            named.save()
    except IntegrityError:
        raise Conflict("There is a finding of this name already.", code="name_taken") from None


def _audit(actor: Actor, action: str, object_id: UUID, **detail: Any) -> None:
    record(
        actor=actor,
        action=action,
        object_type=action.partition(".")[0],
        object_id=object_id,
        detail=detail,
    )
