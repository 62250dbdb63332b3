"""Readings signed just now: a wet read before its report, a preliminary before a final, one report on three studies."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from apps.accounts.actors import Actor
from apps.archive.models import Study
from apps.common.clock import now
from apps.common.isolation import required_tenant_id
from apps.reporting import services
from apps.reporting.content import SECTION_TITLES
from apps.reporting.models import Report
from apps.reporting.selectors import study_of
from apps.worklist.services import claim_task, create_reading_task, link_tasks
from teleread.demo_history.wording import DEMONSTRATION
from teleread.demo_scenes.studies import Made, make_patient, make_study


@dataclass(frozen=True, slots=True)
class Desk:
    """The reader, and the password that seals what they say."""

    reader: Actor
    password: str

    def report(self, task_id: UUID, findings: str, impression: str) -> Report:
        """The draft with this text."""
        report, _ = services.create_report(actor=self.reader, task_id=task_id)
        return self.save(report, findings, impression)

    def save(self, report: Report, findings: str, impression: str) -> Report:
        bodies = {"findings": findings, "impression": f"{impression}\n{DEMONSTRATION}"}
        return services.save_draft(
            actor=self.reader,
            report_id=report.id,
            revision=report.draft_revision,
            sections=[
                {"code": code, "title": title, "body": bodies.get(code, "")}
                for code, title in SECTION_TITLES.items()
            ],
        )

    def sign(
        self, report: Report, kind: str, difference: services.Difference | None = None
    ) -> Report:
        return services.sign_report(
            actor=self.reader,
            report_id=report.id,
            kind=kind,
            revision=report.draft_revision,
            study_instance_uid=study_of(report).study_instance_uid,
            password=self.password,
            difference=difference,
        )


def sign_readings(*, reader: Actor, password: str) -> int:
    """Plays them; answers how many reports were signed for good."""
    desk = Desk(reader, password)
    _wet_read(desk)
    _preliminary_and_final(desk)
    _together(desk)
    return 3


def _wet_read(desk: Desk) -> None:
    study = make_study(
        make_patient("Kerr^Maeve", sex="F", born=date(1955, 2, 3)),
        Made("CT head", "CT", "HEAD", now().date()),
    )
    task_id = _listed(study)
    claim_task(actor=desk.reader, task_id=task_id)
    said = "No intracranial haemorrhage."
    report = desk.report(task_id, f"Brain: {said}", said)
    services.give_wet_read(
        actor=desk.reader,
        report_id=report.id,
        text=said,
        signature=services.Signature(
            version=0,
            study_instance_uid=study.study_instance_uid,
            password=desk.password,
        ),
    )
    desk.sign(_fresh(report), "final", services.Difference("none"))


def _preliminary_and_final(desk: Desk) -> None:
    study = make_study(
        make_patient("Adair^Owen", sex="M", born=date(1948, 9, 21)),
        Made("CT chest", "CT", "CHEST", now().date()),
    )
    task_id = _listed(study)
    claim_task(actor=desk.reader, task_id=task_id)
    report = desk.report(task_id, "Lungs: Clear.", "No pneumonia.")
    report = desk.sign(report, "preliminary")
    report = desk.save(
        report, "Lungs: Clear. Small pleural effusion.", "No pneumonia. Small pleural effusion."
    )
    said: dict[str, Any] = {"description": "A small effusion was added."}
    desk.sign(report, "final", services.Difference("minor", **said))


def _together(desk: Desk) -> None:
    patient = make_patient("Moran^Cian", sex="M", born=date(1990, 6, 30))
    studies = [
        make_study(patient, Made(description, "CT", body_part, now().date()))
        for description, body_part in (
            ("CT chest", "CHEST"),
            ("CT abdomen and pelvis", "ABDOMEN"),
            ("CT cervical spine", "CSPINE"),
        )
    ]
    lead, *_ = link_tasks(actor=desk.reader, task_ids=[_listed(study) for study in studies])
    report = desk.report(
        lead.id,
        "Chest: No pneumothorax.\nAbdomen and pelvis: No free fluid.\nCervical spine: No fracture.",
        "No traumatic injury of the chest, abdomen, pelvis or cervical spine.",
    )
    desk.sign(report, "final")


def _listed(study: Study) -> UUID:
    task = create_reading_task(actor=Actor.system(required_tenant_id(), "demo"), study_id=study.id)
    task_id: UUID = task.id
    return task_id


def _fresh(report: Report) -> Report:
    found: Report = Report.objects.get(id=report.id)
    return found
