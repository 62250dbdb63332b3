"""A month of the simulated practice, invoiced, and its totals reckoned again in SQL from reports and price lists."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection

from apps.accounts.actors import Actor
from apps.billing import services
from apps.billing.documents import render_pdf
from apps.billing.models import BillingPeriod, Charge, Invoice, Payout
from apps.billing.selectors.papers import invoice_paper
from apps.billing.selectors.reconciliation import reconcile
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import tenant_id_for_slug
from teleread import demo_billing
from teleread.demo import PRACTICES, seed
from teleread.demo_history import seed_history

pytestmark = pytest.mark.django_db

# From signed versions, tasks, studies and the published lists alone; no word of this is shared with the product.
FEES = """
WITH signed AS (
  SELECT t.site_id, t.priority, s.modalities[1] AS modality, lower(s.description) AS said, v.signed_at
  FROM reporting_reportversion v
  JOIN reporting_report r ON r.id = v.report_id
  JOIN worklist_readingtask t ON t.id = r.reading_task_id
  JOIN archive_study s ON s.id = t.study_id
  WHERE v.kind = 'final' AND (v.signed_at AT TIME ZONE 'Europe/Dublin')::date BETWEEN %(first)s AND %(last)s
), typed AS (
  SELECT signed.*, (
    SELECT rule.study_type_id FROM billing_studytyperule rule
    WHERE rule.modality = signed.modality AND signed.said LIKE '%%' || rule.words || '%%'
    ORDER BY rule.rank LIMIT 1
  ) AS study_type_id FROM signed
)
SELECT typed.site_id, sum((
  SELECT line.amount FROM billing_rateline line JOIN billing_ratecard card ON card.id = line.card_id
  WHERE card.side = 'charge' AND line.study_type_id = typed.study_type_id
    AND (line.priority IS NULL OR line.priority = typed.priority)
  ORDER BY line.priority NULLS LAST LIMIT 1
)), count(*) FROM typed GROUP BY typed.site_id
"""


def test_a_month_s_invoices_are_what_sql_reckons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(demo_billing.POLICY, "period_kind", "month")
    seed(PRACTICES[0])
    today = now().date()
    added = seed_history(days=today.day + 31, per_day=8)
    assert added > 200
    tenant_id = tenant_id_for_slug("demo")
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    with tenant_context(tenant_id):
        period = BillingPeriod.objects.get(first_day=first)
        assert (period.last_day, period.state) == (last, "closed")
        with connection.cursor() as cursor:
            cursor.execute(FEES, {"first": first, "last": last})
            reckoned = {site: (fees, count) for site, fees, count in cursor.fetchall()}
        invoices = {one.site_id: one for one in Invoice.objects.filter(period=period)}
        assert {site: (one.net, one.lines.count()) for site, one in invoices.items()} == reckoned
        for invoice in invoices.values():
            assert invoice.tax == (invoice.net * 23 / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        found = reconcile(year=first.year, month=first.month)
        assert found.gaps == [] and found.reads == sum(count for _, count in reckoned.values())
        numbers = sorted(Invoice.objects.values_list("number", flat=True))
        assert numbers == [f"INV-{one:06d}" for one in range(1, len(numbers) + 1)]
        booked = (Charge.objects.count(), Payout.objects.count())
        studies = list(Charge.objects.values_list("event__study", flat=True))
        services.settle_studies(actor=Actor.system(tenant_id, "tests"), study_ids=studies)
        assert (Charge.objects.count(), Payout.objects.count()) == booked
        largest = max(
            Invoice.objects.select_related("site", "period"), key=lambda one: one.lines.count()
        )
        assert render_pdf(invoice_paper(largest)).startswith(b"%PDF-")
