"""Tasks that were listed before there were clocks keep the promise under which they were listed."""

from django.db import migrations

OWN_CLOCKS = """
INSERT INTO worklist_clock (
    id, tenant_id, task_id, milestone_from, milestone_to, own, minutes, started_at, counts_from, due_at
)
SELECT gen_random_uuid(), tenant_id, id, 'complete',
       CASE read_type WHEN 'preliminary' THEN 'preliminary' ELSE 'final' END, true,
       greatest(1, round(extract(epoch FROM due_at - received_at) / 60)),
       received_at, received_at, due_at
FROM worklist_readingtask AS task
WHERE state IN ('SCHEDULED', 'IN_PROGRESS')
  AND NOT EXISTS (SELECT 1 FROM worklist_clock AS clock WHERE clock.task_id = task.id)
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0013_rule_set_draft_base")]
    operations = [migrations.RunSQL(OWN_CLOCKS, migrations.RunSQL.noop)]
