"""The price lists in force, and what they say of one read."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.billing.models import (
    BillableEvent,
    BillingPolicy,
    RateCard,
    RateLine,
    RatePremium,
    StudyType,
    StudyTypeRule,
)
from apps.billing.pricing import Facts, Line, Premium, Quote, quote
from apps.billing.selectors.terms import billing_policy, contracts_by_site
from apps.billing.states import RateCardState
from apps.billing.study_types import TypeRule


def type_rules() -> list[TypeRule]:
    """The practice's rules, by rank."""
    return [
        TypeRule(one.rank, one.study_type_id, one.modality, one.body_part, one.words, one.procedure)
        for one in StudyTypeRule.objects.order_by("rank")
    ]


class Prices:
    """Everything that prices, read once for any number of events of the current tenant."""

    def __init__(self) -> None:
        self.policy: BillingPolicy = billing_policy()
        self.rules = type_rules()
        self._contracts = contracts_by_site()
        self._cards: dict[tuple[str, str], list[RateCard]] = defaultdict(list)
        published = RateCard.objects.filter(state=RateCardState.PUBLISHED)
        for card in published.order_by("-effective_from"):
            self._cards[card.side, card.currency].append(card)
        self._lines: dict[UUID, dict[UUID | None, list[Line]]] = {}
        self._premiums: dict[UUID, list[Premium]] = {}
        self._type_names: dict[UUID, str] = {}

    def currency_of_site(self, site_id: UUID) -> str:
        contract = self._contracts.get(site_id)
        return (contract.currency if contract else "") or str(self.policy.currency)

    def type_name(self, study_type: UUID | None) -> str:
        """As it is called now; what is booked keeps it."""
        if study_type is None:
            return ""
        if not self._type_names:
            self._type_names = dict(StudyType.objects.values_list("id", "name"))
        return self._type_names.get(study_type, "")

    def card_on(self, side: str, currency: str, day: date) -> RateCard | None:
        """The one in force on a day: of those that began by then, the latest."""
        cards = self._cards[side, currency]
        return next((card for card in cards if card.effective_from <= day), None)

    def card_for(self, side: str, event: BillableEvent) -> RateCard | None:
        """A site pays the price of the day when its study came, a reader has that of the day of the signature."""
        if side == "charge":
            return self.card_on(
                side, self.currency_of_site(event.site_id), self._day(event.received_at)
            )
        return self.card_on(side, self.policy.currency, self._day(event.at))

    def quote(self, side: str, event: BillableEvent) -> Quote | None:
        card = self.card_for(side, event)
        if card is None:
            return None
        return self.quote_by(card, facts_of(side, event))

    def quote_by(self, card: RateCard, facts: Facts) -> Quote | None:
        lines, premiums = self.candidates(card, facts.study_type), self._premiums_of(card)
        return quote(lines, facts, currency=card.currency, premiums=premiums)

    def candidates(self, card: RateCard, study_type: UUID | None) -> Sequence[Line]:
        """The card's lines that name the study type or none."""
        if card.id not in self._lines:
            found: dict[UUID | None, list[Line]] = defaultdict(list)
            for row in RateLine.objects.filter(card=card):
                found[row.study_type_id].append(as_line(row))
            self._lines[card.id] = found
        of_card = self._lines[card.id]
        named = of_card.get(study_type, []) if study_type else []
        return [*named, *of_card.get(None, [])]

    def _premiums_of(self, card: RateCard) -> list[Premium]:
        if card.id not in self._premiums:
            self._premiums[card.id] = [
                Premium(one.time_band, one.percent, one.amount, one.on_shift_only)
                for one in RatePremium.objects.filter(card=card)
            ]
        return self._premiums[card.id]

    def _day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.policy.time_zone)).date()


def as_line(row: RateLine) -> Line:
    return Line(
        id=row.id,
        amount=row.amount,
        per_rvu=row.per_rvu,
        reader=row.reader_id,
        site=row.site_id,
        study_type=row.study_type_id,
        modality=row.modality,
        kind=row.kind,
        priority=row.priority,
        time_band=row.time_band,
    )


def facts_of(side: str, event: BillableEvent) -> Facts:
    return Facts(
        site=event.site_id,
        kind=event.kind,
        priority=event.priority,
        time_band=event.site_band if side == "charge" else event.reader_band,
        study_type=event.study_type_id,
        modalities=tuple(event.modalities),
        reader=event.reader_id,
        rvu=Decimal(event.rvu),
        on_shift=event.on_shift,
    )
