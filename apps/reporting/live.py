"""What open boards and reading rooms are told. Best effort: ids only, the browser asks again."""

from apps.common.push import push
from apps.reporting.models import CriticalFinding
from apps.worklist.live import WORKLIST_TOPIC


def tell_finding_changed(finding: CriticalFinding) -> None:
    push(
        WORKLIST_TOPIC,
        {
            "type": "critical_finding.changed",
            "id": str(finding.id),
            "task": str(finding.reading_task_id),
        },
    )
