"""A reading under way, for tests of what is written during it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client

from apps.archive.models import Study
from apps.common.isolation import tenant_context
from apps.reporting import services
from apps.reporting.content import SECTION_TITLES
from apps.reporting.models import Report
from apps.reporting.selectors.discrepancies import earlier_version
from apps.worklist.models import ReadingTask
from apps.worklist.services import claim_task
from tests.factories import PASSWORD, Practice
from tests.studies import make_study, make_task

ARRIVAL = timedelta(minutes=3)


def text(impression: str = "No acute finding.", findings: str = "Lungs: Clear.") -> list[Any]:
    """Sections as a client sends them."""
    bodies = {"findings": findings, "impression": impression}
    return [
        {"code": code, "title": title, "body": bodies.get(code, "")}
        for code, title in SECTION_TITLES.items()
    ]


@dataclass
class Reading:
    """A study, its task, and who reads it."""

    practice: Practice
    study: Study
    task: ReadingTask
    reader: str = "reader"

    def claim(self, reader: str | None = None) -> None:
        with tenant_context(self.practice.tenant_id):
            claim_task(actor=self.practice.actor(reader or self.reader), task_id=self.task.id)

    def report(self, reader: str | None = None) -> Report:
        with tenant_context(self.practice.tenant_id):
            report, _ = services.create_report(
                actor=self.practice.actor(reader or self.reader), task_id=self.task.id
            )
        return report

    def save(self, report: Report, sections: list[Any], *, revision: int | None = None) -> Report:
        with tenant_context(self.practice.tenant_id):
            return services.save_draft(
                actor=self.practice.actor(self.reader),
                report_id=report.id,
                revision=report.draft_revision if revision is None else revision,
                sections=sections,
            )

    def sign(self, report_id: UUID, kind: str = "final", *, revision: int) -> Report:
        """A final signature says of an earlier read that both agree."""
        with tenant_context(self.practice.tenant_id):
            report = Report.objects.select_related("reading_task").filter(id=report_id).first()
            earlier = earlier_version(report) if report and kind == "final" else None
            return services.sign_report(
                actor=self.practice.actor(self.reader),
                report_id=report_id,
                kind=kind,
                revision=revision,
                study_instance_uid=self.study.study_instance_uid,
                password=PASSWORD,
                difference=services.Difference("none") if earlier else None,
            )

    def signature(self, version: int) -> services.Signature:
        """What whoever has seen that version (0: none) gives to sign another one."""
        return services.Signature(
            version=version,
            study_instance_uid=self.study.study_instance_uid,
            password=PASSWORD,
        )

    def signed(self, kind: str = "final", sections: list[Any] | None = None) -> Report:
        """Claims, writes and signs."""
        self.claim()
        report = self.save(self.report(), sections or text())
        return self.sign(report.id, kind, revision=report.draft_revision)


def begin(practice: Practice, **options: Any) -> Reading:
    """A study on the worklist that nobody has claimed."""
    study = make_study(practice, **options)
    with tenant_context(practice.tenant_id):
        Study.objects.filter(id=study.id).update(first_image_at=study.first_image_at - ARRIVAL)
    return Reading(practice=practice, study=study, task=make_task(practice, study))


def put(client: Client, path: str, body: Any) -> Any:
    return client.put(f"/api/v1/{path}", body, content_type="application/json")


def post(client: Client, path: str, body: Any) -> Any:
    return client.post(f"/api/v1/{path}", body, content_type="application/json")
