import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import apps.common.fields
from apps.common.migration_operations import ReferenceWithinTenant

# Tasks that are read together have the same lead, site, kind of read, state, offer and hold, and each knows how many
# they are. Looked at as the transaction ends, when all of them have moved.
STAND_TOGETHER = """
CREATE FUNCTION linked_tasks_stand_together() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head uuid;
BEGIN
    FOREACH head IN ARRAY (
        CASE WHEN TG_OP = 'INSERT' THEN ARRAY[coalesce(NEW.lead_id, NEW.id)]
        ELSE ARRAY[coalesce(NEW.lead_id, NEW.id), coalesce(OLD.lead_id, OLD.id)] END
    ) LOOP
        IF EXISTS (
            SELECT 1 FROM worklist_readingtask member
            LEFT JOIN worklist_readingtask lead ON lead.id = head
            WHERE member.lead_id = head AND (
                lead.id IS NULL OR lead.lead_id IS NOT NULL
                OR (member.tenant_id, member.site_id, member.read_type, member.state)
                    IS DISTINCT FROM (lead.tenant_id, lead.site_id, lead.read_type, lead.state)
                OR member.assigned_to_id IS DISTINCT FROM lead.assigned_to_id
                OR (member.held_at IS NULL) <> (lead.held_at IS NULL)
            )
        ) OR EXISTS (
            SELECT 1 FROM worklist_readingtask one
            WHERE (one.id = head AND one.lead_id IS NULL OR one.lead_id = head)
                AND one.linked <> (SELECT count(*) FROM worklist_readingtask WHERE lead_id = head)
        ) THEN
            RAISE EXCEPTION 'tasks read together with % do not stand together', head
                USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_task_linked_stand_together';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER reading_task_linked_inserted
    AFTER INSERT ON worklist_readingtask DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.linked > 0 OR NEW.lead_id IS NOT NULL)
    EXECUTE FUNCTION linked_tasks_stand_together();
CREATE CONSTRAINT TRIGGER reading_task_linked_moved
    AFTER UPDATE ON worklist_readingtask DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.linked > 0 OR NEW.lead_id IS NOT NULL OR OLD.linked > 0 OR OLD.lead_id IS NOT NULL)
    EXECUTE FUNCTION linked_tasks_stand_together();

CREATE FUNCTION linked_claims_have_one_holder() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head uuid;
BEGIN
    SELECT coalesce(lead_id, id) INTO head FROM worklist_readingtask WHERE id = NEW.task_id AND linked > 0;
    IF head IS NOT NULL AND EXISTS (
        SELECT 1 FROM worklist_readingtask task
        LEFT JOIN worklist_claim claim ON claim.task_id = task.id AND claim.ended_at IS NULL
        WHERE task.id = head OR task.lead_id = head
        HAVING count(DISTINCT claim.reader_id) > 1 OR count(claim.id) NOT IN (0, count(*))
    ) THEN
        RAISE EXCEPTION 'tasks read together with % have not one holder', head
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_linked_one_holder';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_linked_one_holder
    AFTER INSERT OR UPDATE OF ended_at ON worklist_claim DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION linked_claims_have_one_holder();
"""

STAND_ALONE = """
DROP TRIGGER claim_linked_one_holder ON worklist_claim;
DROP FUNCTION linked_claims_have_one_holder();
DROP TRIGGER reading_task_linked_moved ON worklist_readingtask;
DROP TRIGGER reading_task_linked_inserted ON worklist_readingtask;
DROP FUNCTION linked_tasks_stand_together();
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0020_assignment_rounds")]

    operations = [
        migrations.AddField(
            model_name="readingtask",
            name="lead",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                help_text="the task whose report is on this one's study too; none for the lead itself",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="worklist.readingtask",
            ),
        ),
        migrations.AddField(
            model_name="readingtask",
            name="linked",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="other tasks that are read together with this one",
            ),
        ),
        ReferenceWithinTenant("ReadingTask", "lead"),
        AddConstraintNotValid(
            model_name="readingtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("linked", 0),
                    models.Q(("parent", None), ("split_at", None)),
                    _connector="OR",
                ),
                name="reading_task_linked_is_whole",
            ),
        ),
        AddConstraintNotValid(
            model_name="readingtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lead", None),
                    models.Q(
                        ("linked__gt", 0),
                        models.Q(("lead", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reading_task_lead_is_another",
            ),
        ),
        migrations.RunSQL(STAND_TOGETHER, STAND_ALONE),
    ]
