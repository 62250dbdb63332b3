"""Making several tasks one reading, and taking it apart: the rows alone; who may is ``linking``'s."""

from collections.abc import Sequence

from apps.worklist.models import ReadingTask


def bind(tasks: Sequence[ReadingTask]) -> None:
    """One reading of these locked or new tasks, which the first leads; fewer than two are left as they are."""
    if len(tasks) < 2:
        return
    lead, *members = tasks
    for one in tasks:
        one.lead, one.linked = (lead if one in members else None), len(members)
    ReadingTask.objects.filter(id=lead.id).update(lead=None, linked=len(members))
    ReadingTask.objects.filter(id__in=[one.id for one in members]).update(
        lead=lead, linked=len(members)
    )


def loosen(tasks: Sequence[ReadingTask]) -> None:
    """These locked members are read alone again, and have no report of their own."""
    for one in tasks:
        one.lead, one.linked = None, 0
        one.report_id, one.report_state, one.report_has_draft = None, "", False
    ReadingTask.objects.filter(id__in=[one.id for one in tasks]).update(
        lead=None, linked=0, report_id=None, report_state="", report_has_draft=False
    )
