from django.db import migrations

from apps.common.migration_operations import AppendOnly, IsolateTenant

# The lock is shared among those who book and excludes who closes, so that a closed period holds what it held then.
ONLY_INTO_OPEN_PERIODS = """
CREATE FUNCTION billing_require_open_period() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  PERFORM 1 FROM billing_billingperiod WHERE id = NEW.period_id AND state = 'open' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a closed billing period takes no more entries' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
CLOSED_STAYS_CLOSED = """
CREATE FUNCTION billing_refuse_reopening() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'closed' THEN
    RAISE EXCEPTION 'a billing period that was closed is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""
PUBLISHED_CARDS_STAY = """
CREATE FUNCTION billing_refuse_published_card() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  IF OLD.state = 'published' THEN
    RAISE EXCEPTION 'a published rate card is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$
"""
PUBLISHED_LINES_STAY = """
CREATE FUNCTION billing_refuse_published_line() RETURNS trigger LANGUAGE plpgsql
AS $$ DECLARE changed uuid; BEGIN
  IF TG_OP = 'INSERT' THEN changed := NEW.card_id; ELSE changed := OLD.card_id; END IF;
  PERFORM 1 FROM billing_ratecard WHERE id = changed AND state = 'published';
  IF FOUND OR (TG_OP = 'UPDATE' AND NEW.card_id <> OLD.card_id) THEN
    RAISE EXCEPTION 'lines of a published rate card are not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$
"""
EVENTS_STAY = """
CREATE FUNCTION billing_refuse_other_facts() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  IF TG_OP = 'DELETE'
    OR (NEW.tenant_id, NEW.key, NEW.kind, NEW.study_id, NEW.site_id, NEW.task_id, NEW.version_id, NEW.at,
        NEW.received_at, NEW.reader_id, NEW.priority, NEW.modalities, NEW.rvu, NEW.charged, NEW.paid)
      IS DISTINCT FROM
       (OLD.tenant_id, OLD.key, OLD.kind, OLD.study_id, OLD.site_id, OLD.task_id, OLD.version_id, OLD.at,
        OLD.received_at, OLD.reader_id, OLD.priority, OLD.modalities, OLD.rvu, OLD.charged, OLD.paid)
    OR (OLD.canceled_at IS NOT NULL AND NEW.canceled_at IS DISTINCT FROM OLD.canceled_at)
  THEN
    RAISE EXCEPTION 'the facts of a billable event are not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
"""


def function(sql: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"DROP FUNCTION {name}()")


def trigger(table: str, name: str, when: str, does: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f'CREATE TRIGGER {name} BEFORE {when} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {does}()',
        f'DROP TRIGGER {name} ON "{table}"',
    )


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [
        *(
            IsolateTenant(name)
            for name in (
                "BillingPolicy",
                "SiteContract",
                "StudyType",
                "StudyTypeRule",
                "RateCard",
                "RateLine",
                "RatePremium",
                "BillingPeriod",
                "BillableEvent",
                "Charge",
                "Payout",
                "NumberSeries",
                "Invoice",
                "InvoiceLine",
                "CreditNote",
                "CreditNoteLine",
                "InvoiceRun",
                "Statement",
                "Dispute",
            )
        ),
        *(
            AppendOnly(name)
            for name in (
                "Charge",
                "Payout",
                "Invoice",
                "InvoiceLine",
                "CreditNote",
                "CreditNoteLine",
                "Statement",
            )
        ),
        function(ONLY_INTO_OPEN_PERIODS, "billing_require_open_period"),
        function(CLOSED_STAYS_CLOSED, "billing_refuse_reopening"),
        function(PUBLISHED_CARDS_STAY, "billing_refuse_published_card"),
        function(PUBLISHED_LINES_STAY, "billing_refuse_published_line"),
        function(EVENTS_STAY, "billing_refuse_other_facts"),
        trigger("billing_charge", "open_period", "INSERT", "billing_require_open_period"),
        trigger("billing_payout", "open_period", "INSERT", "billing_require_open_period"),
        trigger(
            "billing_billingperiod", "stays_closed", "UPDATE OR DELETE", "billing_refuse_reopening"
        ),
        trigger(
            "billing_ratecard", "published", "UPDATE OR DELETE", "billing_refuse_published_card"
        ),
        *(
            trigger(
                table, "published", "INSERT OR UPDATE OR DELETE", "billing_refuse_published_line"
            )
            for table in ("billing_rateline", "billing_ratepremium")
        ),
        trigger(
            "billing_billableevent", "facts_stay", "UPDATE OR DELETE", "billing_refuse_other_facts"
        ),
    ]
