"""The demo's past: studies of the last days, routed, assigned, read and signed as the product would have it.

Every value follows from the practice's own rules, service levels and roster in a simulation; reports are the shipped
templates' normal wording and say that they are a demonstration. There are no images, nobody is told anything, and
work waiting is never invented.
"""

from apps.accounts.actors import Actor
from apps.archive.models import Patient
from apps.audit.services import record
from apps.common.isolation import tenant_context
from apps.tenancy.selectors import tenant_id_for_slug
from apps.worklist.engine.simulation.comparison import permissions_of
from apps.worklist.engine.simulation.routing import routed
from apps.worklist.engine.simulation.run import run
from teleread.demo_billing import bill_history
from teleread.demo_history.assignments import Remembering, write_assignments
from teleread.demo_history.clocks import write_clocks
from teleread.demo_history.past import PRACTICE, house_rules, past_world
from teleread.demo_history.reports import write_reports
from teleread.demo_history.roster import write_shifts
from teleread.demo_history.studies import ISSUER, write_studies
from teleread.demo_history.tasks import write_tasks

__all__ = ["ISSUER", "seed_history"]

DAYS = 10
PER_DAY = 90


def seed_history(*, days: int = DAYS, per_day: int = PER_DAY) -> int:
    """Writes the past of the demo practice once, all of it or nothing; answers how many studies were added."""
    tenant_id = tenant_id_for_slug(PRACTICE)
    with tenant_context(tenant_id):
        if Patient.objects.filter(issuer=ISSUER).exists():
            return 0
        world, house = past_world(days, per_day), house_rules()
        everything = [routed(study, house.practice) for study in world.studies]
        tasks = tuple(one.task for one in everything)
        engine = Remembering()
        trace = run(world, tasks, permissions_of(world, tasks), engine)
        signed = {one.task_id: one for one in trace.holdings if one.outcome == "signed"}
        done = [one for one in everything if one.task.facts.task_id in signed]
        holdings = [one for one in trace.holdings if one.task_id in signed]
        write_shifts(world.readers)
        studies = write_studies([one.task.study for one in done])
        rows = write_tasks(done, signed, studies, house.rule_set_number)
        write_assignments(rows, holdings, engine, world.readers)
        write_clocks(rows, done, holdings)
        actor = Actor.system(tenant_id, "demo")
        write_reports(actor=actor, tasks=rows, studies=studies, signed=signed)
        bill_history(tenant_id=tenant_id, study_ids=sorted(studies))
        record(
            actor=actor,
            action="demo.history_written",
            object_type="tenant",
            object_id=tenant_id,
            detail={"studies": len(done)},
        )
    return len(done)
