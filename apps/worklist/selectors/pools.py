"""How work reaches readers: by pool, and for what waits for no pool by the practice's own policy."""

from collections.abc import Mapping

from apps.staffing.models import ReaderPool
from apps.worklist.engine.loads import PoolPolicy
from apps.worklist.models import AssignmentPolicy

NO_POOL = ""


def assignment_policy() -> AssignmentPolicy:
    """The practice's policy; the shipped one, unsaved, where none was set."""
    return AssignmentPolicy.objects.first() or AssignmentPolicy()


def pool_policies() -> Mapping[str, PoolPolicy]:
    """By pool code; ``NO_POOL`` is the practice's own policy."""
    own = assignment_policy()
    rows = {NO_POOL: own, **{pool.code: pool for pool in ReaderPool.objects.all()}}
    return {
        code: PoolPolicy(
            mode=row.mode,
            max_open_minutes=row.max_open_minutes,
            max_open_tasks=row.max_open_tasks,
            solver=row.solver,
        )
        for code, row in rows.items()
    }


def pool_names() -> dict[str, str]:
    """By pool code."""
    return dict(ReaderPool.objects.values_list("code", "name"))
