"""Following a site whose jurisdictions changed: its open work needs other licences from that moment."""

from dataclasses import replace
from uuid import UUID

from apps.accounts.actors import Actor
from apps.common.isolation import required_tenant_id
from apps.tenancy.models import Site
from apps.worklist.models import Assignment, Claim, ReadingTask
from apps.worklist.selectors import OPEN_STATES
from apps.worklist.selectors.work_classes import work_classes
from apps.worklist.services.holdings import end_unlawful_holds
from apps.worklist.services.tasks import reroute_task
from apps.worklist.services.work_classes import work_class_id


def follow_jurisdictions(*, site_id: UUID) -> int:
    """Gives the site's open tasks the kinds of work that its present jurisdictions make of them.

    What readers hold there and may no longer read goes back. Answers how many tasks changed; a second call changes
    none.
    """
    jurisdictions = frozenset(Site.objects.get(id=site_id).jurisdictions)
    open_tasks = ReadingTask.objects.filter(site_id=site_id, state__in=OPEN_STATES)
    present = open_tasks.exclude(work_class=None).values_list("work_class_id", flat=True)
    changed = 0
    for old_id in sorted(present.distinct()):
        old = work_classes()[old_id]
        if old.jurisdictions != jurisdictions:
            new_id = work_class_id(replace(old, jurisdictions=jurisdictions))
            changed += open_tasks.filter(work_class_id=old_id).update(work_class_id=new_id)
    changed += _route_unrouted(site_id)
    for reader_id in sorted(_holders(site_id)):
        end_unlawful_holds(reader_id=reader_id)
    return changed


def _route_unrouted(site_id: UUID) -> int:
    """Routes open tasks from before there were kinds of work; their site could not have said where it lies then."""
    actor = Actor.system(required_tenant_id(), "routing")
    unrouted = ReadingTask.objects.filter(
        site_id=site_id, state__in=OPEN_STATES, work_class=None
    ).order_by("id")
    task_ids = list(unrouted.values_list("id", flat=True))
    for task_id in task_ids:
        reroute_task(actor=actor, task_id=task_id, cause="jurisdictions set")
    return len(task_ids)


def _holders(site_id: UUID) -> set[UUID]:
    live = {"task__site_id": site_id, "ended_at": None}
    return {
        *Claim.objects.filter(**live).values_list("reader_id", flat=True),
        *Assignment.objects.filter(**live).values_list("reader_id", flat=True),
    }
