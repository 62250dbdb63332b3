"""State × action of what billing moves along a table, and nothing changed where it is refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from apps.billing import services
from apps.billing.errors import PriceListPublished
from apps.billing.models import Dispute, Payout, RateCard, RateLine, StudyType
from apps.billing.states import (
    DISPUTE_TRANSITIONS,
    INVOICE_RUN_TRANSITIONS,
    PERIOD_TRANSITIONS,
    RATE_CARD_TRANSITIONS,
    DisputeState,
    InvoiceRunState,
    PeriodState,
    RateCardState,
)
from apps.common.isolation import tenant_context
from apps.common.states import IllegalTransition, TransitionTable, next_state
from tests.apps.billing.scenes import payouts, priced, settle_one
from tests.factories import Practice

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2100, 1, 1)

TABLES: list[tuple[TransitionTable, list[str], dict[str, tuple[str | None, ...]]]] = [
    (
        RATE_CARD_TRANSITIONS,
        RateCardState.values(),
        {"edit": ("draft", None), "publish": ("published", None)},
    ),
    (PERIOD_TRANSITIONS, PeriodState.values(), {"close": ("closed", None)}),
    (
        INVOICE_RUN_TRANSITIONS,
        InvoiceRunState.values(),
        {"start": ("running", "running", None), "finish": (None, "done", None)},
    ),
    (
        DISPUTE_TRANSITIONS,
        DisputeState.values(),
        {
            "accept": ("accepted", None, None, None),
            "refuse": ("refused", None, None, None),
            "withdraw": ("withdrawn", None, None, None),
        },
    ),
]


@pytest.mark.parametrize(("table", "states", "cells"), TABLES)
def test_each_cell_and_no_other(
    table: TransitionTable, states: list[str], cells: dict[str, tuple[str | None, ...]]
) -> None:
    assert {action for _, action in table} == set(cells)
    for action, expected in cells.items():
        for state, reached in zip(states, expected, strict=True):
            if reached is None:
                with pytest.raises(IllegalTransition):
                    next_state(table, state, action)
            else:
                assert next_state(table, state, action) == reached


def _disputed(practice: Practice) -> Dispute:
    priced(practice)
    settle_one(practice)
    [payout] = payouts(practice)
    with tenant_context(practice.tenant_id):
        return services.open_dispute(
            actor=practice.actor("reader"), payout_id=payout.id, text="It was a trauma CT."
        )


def _accept(practice: Practice, dispute: Dispute) -> None:
    services.accept_dispute(
        actor=practice.actor("billing"),
        dispute_id=dispute.id,
        answer="Right.",
        amount=Decimal("5.00"),
    )


def _refuse(practice: Practice, dispute: Dispute) -> None:
    services.refuse_dispute(
        actor=practice.actor("billing"), dispute_id=dispute.id, answer="It was one region."
    )


def _withdraw(practice: Practice, dispute: Dispute) -> None:
    services.withdraw_dispute(actor=practice.actor("reader"), dispute_id=dispute.id)


ENDS: dict[str, Callable[[Practice, Dispute], None]] = {
    "accepted": _accept,
    "refused": _refuse,
    "withdrawn": _withdraw,
}


@pytest.mark.parametrize(("before", "end"), list(product(DisputeState.values(), ENDS)))
def test_a_dispute_ends_once(practice: Practice, before: str, end: str) -> None:
    dispute = _disputed(practice)
    with tenant_context(practice.tenant_id):
        if before != "open":
            ENDS[before](practice, dispute)
        kept = _as_kept(dispute)
        if before == "open":
            ENDS[end](practice, dispute)
            assert Dispute.objects.get(id=dispute.id).state == end
            assert Payout.objects.count() == (2 if end == "accepted" else 1)
        else:
            with pytest.raises(IllegalTransition):
                ENDS[end](practice, dispute)
            assert _as_kept(dispute) == kept


def _as_kept(dispute: Dispute) -> tuple[Any, ...]:
    return (
        Dispute.objects.filter(id=dispute.id).values().get(),
        list(Payout.objects.order_by("id").values()),
    )


@pytest.mark.parametrize("act", ["edit", "import", "publish", "delete"])
def test_a_published_price_list_takes_nothing(practice: Practice, act: str) -> None:
    study_type = priced(practice)
    biller = practice.actor("billing")
    with tenant_context(practice.tenant_id):
        published = RateCard.objects.get(side="charge")
        draft = services.copy_rate_card(
            actor=biller,
            card_id=published.id,
            name="Next year",
            effective_from=NEXT_YEAR,
            percent=Decimal(3),
        )
        with pytest.raises(PriceListPublished):
            _do(act, practice, published, study_type)
        assert [line.amount for line in published.lines.all()] == [Decimal("40.00")]
        assert [line.amount for line in draft.lines.all()] == [Decimal("41.20")]
        _do(act, practice, draft, study_type)
        assert RateCard.objects.filter(id=draft.id).exists() == (act != "delete")


def _do(act: str, practice: Practice, card: RateCard, study_type: StudyType) -> None:
    biller = practice.actor("billing")
    if act == "edit":
        line = {"study_type": study_type.id, "amount": Decimal(50)}
        services.edit_rate_card(
            actor=biller,
            card_id=card.id,
            name="Changed",
            effective_from=NEXT_YEAR,
            lines=[line],
            premiums=[],
        )
        assert RateLine.objects.get(card=card).amount == Decimal(50)
    elif act == "import":
        services.import_rate_card(
            actor=biller, card_id=card.id, content=b"study_type,amount\nCT-CHEST,50.00\n"
        )
    elif act == "publish":
        services.publish_rate_card(actor=biller, card_id=card.id)
    else:
        services.delete_rate_card(actor=biller, card_id=card.id)
