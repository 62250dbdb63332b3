"""What only commits show: the outbox at work, and faults that no transaction of the product could make."""

import io
import json
import os

import psycopg
import pytest
from django.core.management import CommandError, call_command

from apps.billing.selectors.reconciliation import reconcile
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.common.outbox.dispatching import dispatch_due
from tests.apps.billing.scenes import FEE, PAY, charged, events, paid, priced, settle
from tests.apps.reporting.scenes import begin
from tests.factories import Practice


def gap_codes(practice: Practice) -> list[str]:
    with tenant_context(practice.tenant_id):
        return [gap.code for gap in reconcile(year=now().year, month=now().month).gaps]


def test_the_outbox_bills_by_itself(committed_practice: Practice) -> None:
    priced(committed_practice)
    reading = begin(committed_practice)
    reading.signed()
    dispatch_due()
    assert charged(committed_practice) == FEE and paid(committed_practice) == PAY
    assert gap_codes(committed_practice) == []


PLANTED = {
    "event_without_charge": "DELETE FROM billing_charge WHERE event_id = %(event)s",
    "event_without_payout": "DELETE FROM billing_payout WHERE event_id = %(event)s",
    "event_without_read": "UPDATE billing_billableevent SET key = 'final:nothing' WHERE id = %(event)s",
    "charged_though_not_billable": "UPDATE billing_billableevent SET waived_at = now() WHERE id = %(event)s",
    "paid_though_not_payable": "UPDATE billing_billableevent SET paid = false WHERE id = %(event)s",
    "charged_more_than_once": (
        "INSERT INTO billing_charge (id, tenant_id, key, event_id, period_id, site_id, kind, amount, currency,"
        " explanation, note, at, posted_at, posted_by_name) SELECT gen_random_uuid(), tenant_id, key || 'x', event_id,"
        " period_id, site_id, kind, amount, currency, explanation, note, at, posted_at, posted_by_name"
        " FROM billing_charge WHERE event_id = %(event)s"
    ),
}
TABLES = ("billing_charge", "billing_payout", "billing_billableevent")


def test_every_planted_gap_is_found(committed_practice: Practice) -> None:
    practice = committed_practice
    priced(practice)
    for _ in PLANTED:
        reading = begin(practice)
        reading.signed()
        settle(reading)
    assert gap_codes(practice) == []
    kept = events(practice)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        # What the database refuses, done all the same, as a fault below it would. Nothing is left to be checked at the
        # commit, so that the triggers can be turned on again before it.
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for event, planted in zip(kept, PLANTED.values(), strict=True):
            owner.execute(planted, {"event": event.id})
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    # The read whose event has another key by now has none.
    assert sorted(gap_codes(practice)) == sorted([*PLANTED, "read_without_event"])
    output = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(
            "reconcile", tenant=practice.slug, month=f"{now():%Y-%m}", json=True, stdout=output
        )
    assert refused.value.returncode == 1
    assert {gap["code"] for gap in json.loads(output.getvalue())["gaps"]} == {
        *PLANTED,
        "read_without_event",
    }
