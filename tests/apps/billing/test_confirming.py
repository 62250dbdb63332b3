"""The study type as a rule derives it, and as the site, the reader or the biller say it was (feature row K3)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from apps.audit.models import AuditEvent
from apps.billing import services
from apps.billing.models import (
    BillingPeriod,
    BillingPolicy,
    Invoice,
    StudyType,
    StudyTypeConfirmation,
)
from apps.billing.selectors.papers import invoice_paper
from apps.billing.selectors.reconciliation import reconcile
from apps.billing.selectors.study_types import unconfirmed_events
from apps.common.clock import now
from apps.common.isolation import tenant_context
from tests.apps.billing.scenes import (
    FEE,
    PAY,
    card,
    charges,
    close,
    events,
    issue,
    paid,
    payouts,
    priced,
    settle,
    settle_one,
)
from tests.apps.reporting.scenes import Reading, begin, put
from tests.factories import Practice

pytestmark = pytest.mark.django_db
ANGIO = Decimal(90)


@pytest.fixture
def angio(practice: Practice) -> StudyType:
    """Another type than the rule says, dearer; the practice asks the site and the reader."""
    chest = priced(practice, study_type_confirmed_by=["site", "reader"])
    with tenant_context(practice.tenant_id):
        made: StudyType = StudyType.objects.create(code="CT-ANGIO", name="CT angiography")
    for side, fees in (("charge", (FEE, ANGIO)), ("payout", (PAY, PAY))):
        lines: list[dict[str, Any]] = [
            {"study_type": one, "amount": fee} for one, fee in zip((chest, made), fees, strict=True)
        ]
        card(practice, side, lines, effective_from=now().date().replace(year=2021))
    return made


def say(practice: Practice, role: str, reading: Reading, study_type: StudyType) -> Any:
    path = f"billing/studies/{reading.study.id}/study-type"
    return put(practice.client(role), path, {"study_type": str(study_type.id)})


def waiting(practice: Practice) -> int:
    with tenant_context(practice.tenant_id):
        return unconfirmed_events().count()


def test_a_correction_reprices_by_reversal(practice: Practice, angio: StudyType) -> None:
    reading = settle_one(practice)
    assert waiting(practice) == 1
    answer = practice.client("reader").get(f"/api/v1/billing/studies/{reading.study.id}/study-type")
    assert (answer.json()["asked"], answer.json()["study_type"]["name"]) == (True, "CT chest")
    for _ in range(2):
        said = say(practice, "reader", reading, angio)
        assert (said.status_code, said.json()["confirmation"]["said_for"]) == (200, "reader")
        settle(reading)
    assert [(one.kind, one.amount, one.explanation["study_type"]) for one in charges(practice)] == [
        ("entry", FEE, "CT chest"),
        ("reversal", -FEE, "CT chest"),
        ("entry", ANGIO, "CT angiography"),
    ]
    assert paid(practice) == PAY and len(payouts(practice)) == 3
    assert waiting(practice) == 0
    with tenant_context(practice.tenant_id):
        assert reconcile(year=now().year, month=now().month).gaps == []
        told = AuditEvent.objects.get(action="study_type.corrected")
    assert told.detail == {"study_type": "CT-ANGIO", "derived": "CT-CHEST", "source": "reader"}


def test_what_is_confirmed_before_the_report_is_charged_so(
    practice: Practice, angio: StudyType
) -> None:
    reading = begin(practice)
    assert say(practice, "site_user", reading, angio).status_code == 200
    reading.signed()
    settle(reading)
    assert [one.amount for one in charges(practice)] == [ANGIO]
    assert [one.study_type_by for one in events(practice)] == [practice.actor("site_user").name]


def test_a_correction_leaves_a_closed_period_as_it_was(
    practice: Practice, angio: StudyType
) -> None:
    reading = settle_one(practice)
    period = close(practice)
    issue(practice, period)
    assert waiting(practice) == 0
    assert say(practice, "reader", reading, angio).status_code == 200
    after = charges(practice)
    assert [one.amount for one in after if one.period_id == period.id] == [FEE]
    assert [(one.kind, one.amount) for one in after if one.period_id != period.id] == [
        ("reversal", -FEE),
        ("entry", ANGIO),
    ]
    following = after[-1].period
    with tenant_context(practice.tenant_id):
        BillingPeriod.objects.filter(id=following.id).update(
            starts_at=now() - timedelta(seconds=1), ends_at=now()
        )
        services.close_period(actor=practice.actor("billing"), period_id=following.id)
    issue(practice, following)
    with tenant_context(practice.tenant_id):
        paper = invoice_paper(Invoice.objects.get(period=following))
    assert [line.text for line in paper.lines] == [
        "Reversed: CT chest, final read, ROUTINE (is CT-ANGIO)",
        "CT angiography, final read, ROUTINE",
    ]


def test_a_later_word_is_not_overruled_by_an_earlier_one(
    practice: Practice, angio: StudyType
) -> None:
    reading = settle_one(practice)
    (event,) = events(practice)
    with tenant_context(practice.tenant_id):
        chest = StudyType.objects.get(code="CT-CHEST")
    assert say(practice, "site_user", reading, angio).status_code == 200
    assert say(practice, "reader", reading, chest).status_code == 200
    assert say(practice, "site_user", reading, angio).json()["code"] == "study_type_settled"
    with tenant_context(practice.tenant_id):
        services.choose_study_type(
            actor=practice.actor("billing"), event_id=event.id, study_type_id=angio.id
        )
    assert say(practice, "reader", reading, chest).json()["code"] == "study_type_settled"
    with tenant_context(practice.tenant_id):
        assert StudyTypeConfirmation.objects.get().study_type_id == angio.id


def test_nobody_is_asked_where_the_practice_does_not_want_it(
    practice: Practice, angio: StudyType
) -> None:
    reading = settle_one(practice)
    with tenant_context(practice.tenant_id):
        BillingPolicy.objects.update(study_type_confirmed_by=[])
    assert waiting(practice) == 0
    answer = practice.client("reader").get(f"/api/v1/billing/studies/{reading.study.id}/study-type")
    assert (answer.json()["asked"], answer.json()["choices"]) == (False, [])
    assert say(practice, "reader", reading, angio).json()["code"] == "confirmation_not_asked"
    assert say(practice, "site_user", reading, angio).status_code == 409
