"""Which tasks follow a change, and how far a re-routing has come."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from apps.worklist.models import Assignment, ReadingTask, Rerouting, ReroutingKind
from apps.worklist.selectors.listing import OPEN_STATES
from apps.worklist.selectors.rules import version_in_force
from apps.worklist.states import ReroutingState, TaskState


@dataclass(frozen=True, slots=True)
class PublicationEffect:
    """What publishing would touch. ``waiting`` is routed again, and of these ``priority_set`` keep the priority that
    a person gave them; the others are left as they are until they wait.
    """

    waiting: int
    priority_set: int
    claimed: int
    on_hold: int
    given: int


def routed_before(number: int) -> QuerySet[ReadingTask]:
    """Tasks that wait for any reader and carry an earlier version of the rules, or none.

    Not what a reader holds, what is on hold, what a person gave to a reader; those follow once they wait.
    """
    found: QuerySet[ReadingTask] = ReadingTask.objects.filter(
        Q(rule_set_number__lt=number) | Q(rule_set_number=None),
        ~_given_by_a_person(),
        state=TaskState.SCHEDULED,
        held_at=None,
        work_class__isnull=False,
    )
    return found


def tasks_in_scope(run: Rerouting) -> QuerySet[ReadingTask]:
    """The open tasks that the pass is about."""
    if run.kind == ReroutingKind.RULES:
        return routed_before(run.version.number)
    found: QuerySet[ReadingTask] = ReadingTask.objects.filter(
        state__in=OPEN_STATES, work_class__isnull=False
    )
    return found


def effect_of_publishing() -> PublicationEffect:
    """How many tasks would be routed again now, and how many would be left alone."""
    open_tasks = ReadingTask.objects.filter(state__in=OPEN_STATES)
    waits = Q(state=TaskState.SCHEDULED, held_at=None)
    found = open_tasks.aggregate(
        waiting=Count("id", filter=waits),
        priority_set=Count("id", filter=waits & Q(priority_locked=True)),
        claimed=Count("id", filter=Q(state=TaskState.IN_PROGRESS)),
        on_hold=Count("id", filter=Q(held_at__isnull=False)),
    )
    given = open_tasks.filter(waits, _given_by_a_person()).aggregate(
        all=Count("id"), priority_set=Count("id", filter=Q(priority_locked=True))
    )
    return PublicationEffect(
        waiting=found["waiting"] - given["all"],
        priority_set=found["priority_set"] - given["priority_set"],
        claimed=found["claimed"],
        on_hold=found["on_hold"],
        given=given["all"],
    )


def reroutings() -> QuerySet[Rerouting]:
    """Every pass, the latest first."""
    found: QuerySet[Rerouting] = Rerouting.objects.select_related("version", "asked_by").order_by(
        "-asked_at", "-id"
    )
    return found


def is_overtaken(run: Rerouting) -> bool:
    """Whether a later change of the same kind has been asked for: its own pass looks at every task again."""
    later = Rerouting.objects.filter(kind=run.kind, asked_at__gt=run.asked_at).exclude(id=run.id)
    return bool(later.exists())


def finished_version() -> int | None:
    """The number in force, if the pass that followed it is over."""
    version = version_in_force()
    if version is None:
        return None
    over = Rerouting.objects.filter(version=version, state=ReroutingState.DONE).exists()
    return version.number if over else None


def _given_by_a_person() -> Exists:
    return Exists(Assignment.objects.filter(task=OuterRef("id"), ended_at=None, origin="manager"))
