"""Critical findings for those who may see them, and the statements that stand in reports."""

from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from apps.accounts.actors import Actor
from apps.archive.selectors import open_studies, sees_every_study
from apps.common.clock import now
from apps.common.errors import NotFound
from apps.reporting.models import (
    CommunicationStatement,
    CriticalAttempt,
    CriticalFinding,
    CriticalStep,
    ReportVersion,
    SiteContact,
)
from apps.reporting.states import FindingState
from apps.worklist.models import ReadingTask
from apps.worklist.selectors import lock_task
from apps.worklist.selectors.linking import studies_read_with


def critical_findings(*, actor: Actor) -> QuerySet[CriticalFinding]:
    """The findings the actor may see, the most pressing first, with all that the board shows.

    Annotated: ``attempt_count``, ``last_attempt_at``; prefetched: the steps to come as ``steps_to_come``.
    """
    to_come = CriticalStep.objects.filter(settled_at=None).select_related("contact")
    found: QuerySet[CriticalFinding] = (
        CriticalFinding.objects.select_related(
            "study__patient", "site", "owner", "raised_by", "named_finding", "reading_task"
        )
        .prefetch_related(
            Prefetch("steps", queryset=to_come.order_by("fire_at"), to_attr="steps_to_come")
        )
        .annotate(attempt_count=Count("attempts"), last_attempt_at=Max("attempts__at"))
        .order_by("due_at", "id")
    )
    if actor.site_ids is not None:
        found = found.filter(site_id__in=actor.site_ids)
    if not sees_every_study(actor):
        own = Q(raised_by_id=actor.user_id) | Q(owner_id=actor.user_id)
        found = found.filter(open_studies(actor, "study__") | own)
    return found


def overdue() -> Q:
    """Nobody was told and the deadline has passed."""
    return Q(communicated_at=None, ended_at=None, due_at__lt=now())


def access_finding(*, actor: Actor, finding_id: UUID) -> CriticalFinding:
    """One finding as ``critical_findings`` gives it; raises ``NotFound``."""
    finding = critical_findings(actor=actor).filter(id=finding_id).first()
    if finding is None:
        raise NotFound("There is no such critical finding.")
    return finding


def lock_finding(*, actor: Actor, finding_id: UUID) -> CriticalFinding:
    """The finding, locked after its reading task (always in this order). Raises ``NotFound``."""
    seen = access_finding(actor=actor, finding_id=finding_id)
    lock_task(actor=actor, task_id=seen.reading_task_id)
    finding: CriticalFinding = (
        CriticalFinding.objects.select_for_update(of=("self",))
        .select_related("site", "named_finding", "raised_by", "reading_task")
        .get(id=finding_id)
    )
    return finding


def attempts_of(finding_id: UUID) -> QuerySet[CriticalAttempt]:
    """Every attempt, oldest first."""
    found: QuerySet[CriticalAttempt] = CriticalAttempt.objects.filter(
        finding_id=finding_id
    ).order_by("at", "id")
    return found


def steps_of(finding_id: UUID) -> QuerySet[CriticalStep]:
    """The whole ladder of the finding, in order."""
    found: QuerySet[CriticalStep] = (
        CriticalStep.objects.select_related("contact")
        .filter(finding_id=finding_id)
        .order_by("fire_at", "position")
    )
    return found


def statements_of(finding_id: UUID) -> QuerySet[CommunicationStatement]:
    found: QuerySet[CommunicationStatement] = CommunicationStatement.objects.filter(
        finding_id=finding_id
    ).order_by("recorded_at", "id")
    return found


def contacts_to_call(finding: CriticalFinding) -> list[SiteContact]:
    """The site's contacts, those first that the ladder names, in its order."""
    named = [step.contact_id for step in steps_of(finding.id) if step.contact_id]
    order = {contact_id: place for place, contact_id in reversed(list(enumerate(named)))}
    contacts = SiteContact.objects.filter(site_id=finding.site_id, active=True).order_by("name")
    return sorted(contacts, key=lambda contact: order.get(contact.id, len(named)))


def has_critical_finding(*, task_id: UUID) -> bool:
    """Whether a critical result was recorded for this reading task, or one that is read with it, and not withdrawn."""
    return (
        CriticalFinding.objects.filter(
            Q(reading_task_id=task_id) | Q(reading_task__lead_id=task_id)
        )
        .exclude(state=FindingState.CANCELED)
        .exists()
    )


def statements_for(*, task: ReadingTask) -> QuerySet[CommunicationStatement]:
    """The statements that belong into the report of ``task``, oldest first.

    Those on its own findings, on those of its parts and of what is read together with it; for a whole study also those
    of the reads before it.
    """
    belongs = Q(finding__reading_task_id=task.id) | Q(finding__reading_task__parent_id=task.id)
    if task.parent_id is None:
        studies = [task.study_id, *studies_read_with(task)]
        belongs |= Q(finding__study_id__in=studies, finding__reading_task__parent=None)
    found: QuerySet[CommunicationStatement] = CommunicationStatement.objects.filter(
        belongs
    ).order_by("recorded_at", "id")
    return found


def later_statements(version: ReportVersion) -> list[CommunicationStatement]:
    """What was recorded after this version was signed, and so stands beside it and not in it."""
    task = version.report.reading_task
    return list(statements_for(task=task).filter(recorded_at__gt=version.signed_at))
