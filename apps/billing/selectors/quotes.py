"""What a study would cost, and why."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from apps.accounts.models import User
from apps.billing.models import RateLine, StudyType
from apps.billing.pricing import AXES, Facts, consider
from apps.billing.selectors.prices import Prices, as_line
from apps.billing.study_types import Examination, classify
from apps.common.errors import NotFound
from apps.tenancy.models import Site

SHOWN = 30


def explained_quote(
    *,
    side: str,
    day: date,
    site: UUID,
    reader: UUID | None,
    description: str,
    body_part: str,
    modality: str,
    study_type: UUID | None,
    kind: str,
    priority: str,
    time_band: str,
    rvu: Decimal,
    on_shift: bool,
) -> dict[str, Any]:
    """The price of a read that never was: study type by rule where none is given, the list in force on the day, every
    line of it that comes near, in the order in which they count. Raises ``NotFound`` for an unknown site.
    """
    if not Site.objects.filter(id=site).exists():
        raise NotFound("There is no such site.")
    prices = Prices()
    if study_type is None:
        rule = classify(
            prices.rules,
            Examination(description=description, modalities=(modality,), body_part=body_part),
        )
        study_type = rule.study_type if rule else None
    named = StudyType.objects.filter(id=study_type).first() if study_type else None
    own = prices.currency_of_site(site)
    currency = own if side == "charge" else str(prices.policy.currency)
    card = prices.card_on(side, currency, day)
    facts = Facts(
        site=site,
        kind=kind,
        priority=priority,
        time_band=time_band,
        study_type=study_type,
        modalities=(modality,),
        reader=reader,
        rvu=rvu,
        on_shift=on_shift,
    )
    priced = side == "payout" or named is not None
    found = prices.quote_by(card, facts) if card and priced else None
    return {
        "study_type": named,
        "card": card,
        "currency": currency,
        "amount": found.amount if found else None,
        "base": found.base if found else None,
        "rvu": found.rvu if found else None,
        "premium": found.premium if found else None,
        "lines": _considered(card.id, facts, found.line.id if found else None) if card else [],
    }


def _considered(card_id: UUID, facts: Facts, chosen: UUID | None) -> list[dict[str, Any]]:
    rows = {one.id: one for one in RateLine.objects.filter(card=card_id)}
    names = _names()
    return [
        {
            "says": {
                axis: names.get(value, str(value))
                for axis in AXES
                if (value := getattr(one.line, axis)) is not None
            },
            "amount": one.line.amount,
            "per_rvu": one.line.per_rvu,
            "differs_on": list(one.differs_on),
            "chosen": one.line.id == chosen,
        }
        for one in consider([as_line(row) for row in rows.values()], facts)[:SHOWN]
    ]


def _names() -> dict[Any, str]:
    return {
        **dict(StudyType.objects.values_list("id", "name")),
        **dict(Site.objects.values_list("id", "name")),
        **dict(User.objects.values_list("id", "name")),
    }
