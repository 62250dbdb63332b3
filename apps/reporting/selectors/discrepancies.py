"""Discrepancies for those who may see them, and what there is to compare a report with."""

from uuid import UUID

from django.db.models import Q, QuerySet

from apps.accounts.actors import Actor
from apps.archive.selectors import open_studies, sees_every_study
from apps.common.errors import NotFound
from apps.reporting.content import READINGS, WET_READ
from apps.reporting.models import Discrepancy, Report, ReportVersion
from apps.reporting.selectors.linked import on_study
from apps.reporting.states import ReportState


def discrepancies(*, actor: Actor) -> QuerySet[Discrepancy]:
    """The discrepancies the actor may see, newest first, with all that a list shows."""
    found: QuerySet[Discrepancy] = Discrepancy.objects.select_related(
        *("study__patient", "site", "earlier_version", "later_version"),
        *("earlier_reader", "noted_by", "communicated_by"),
    ).order_by("-noted_at", "-id")
    if actor.site_ids is not None:
        found = found.filter(site_id__in=actor.site_ids)
    if not sees_every_study(actor):
        own = Q(earlier_reader_id=actor.user_id) | Q(noted_by_id=actor.user_id)
        found = found.filter(open_studies(actor, "study__") | own)
    return found


def access_discrepancy(*, actor: Actor, discrepancy_id: UUID) -> Discrepancy:
    """One as ``discrepancies`` gives it; raises ``NotFound``."""
    found = discrepancies(actor=actor).filter(id=discrepancy_id).first()
    if found is None:
        raise NotFound("There is no such discrepancy.")
    return found


def lock_discrepancy(*, actor: Actor, discrepancy_id: UUID) -> Discrepancy:
    """The same, locked until the transaction ends. Raises ``NotFound``."""
    access_discrepancy(actor=actor, discrepancy_id=discrepancy_id)
    found: Discrepancy = Discrepancy.objects.select_for_update(of=("self",)).get(id=discrepancy_id)
    return found


def earlier_version(report: Report) -> ReportVersion | None:
    """What was said of the study before this report is final.

    The report's own wet read or preliminary version, else the latest version of another read of the study that stands.
    """
    provisional = [WET_READ, "preliminary"]
    versions: QuerySet[ReportVersion] = ReportVersion.objects.select_related("report")
    own = versions.filter(report=report, kind__in=provisional).order_by("-number").first()
    if own or report.reading_task.parent_id:
        return own
    return (
        versions.filter(
            on_study(report.study_id, "report__"),
            report__reading_task__parent=None,
            kind__in=[WET_READ, *READINGS],
        )
        .exclude(report=report)
        .exclude(report__state=ReportState.WITHDRAWN)
        .order_by("-signed_at", "-number")
        .first()
    )


def version_before(version: ReportVersion) -> ReportVersion | None:
    """What a signed version is compared with: the one before it, or for the first the read before this one."""
    if version.number > 1:
        found: ReportVersion | None = ReportVersion.objects.filter(
            report_id=version.report_id, number=version.number - 1
        ).first()
        return found
    earlier = earlier_version(version.report)
    return earlier if earlier and earlier.signed_at < version.signed_at else None
