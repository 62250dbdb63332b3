"""Studies that exist in the index only, for tests of what happens after arrival."""

from datetime import UTC, datetime
from itertools import count

from apps.accounts.actors import Actor
from apps.archive.models import Patient, Study
from apps.archive.states import StudyState
from apps.common.clock import now
from apps.common.isolation import tenant_context
from apps.tenancy.models import Site
from apps.worklist.models import ReadingTask
from apps.worklist.services import create_reading_task
from tests.factories import Practice

_numbers = count(1)


def make_study(
    practice: Practice,
    *,
    site: Site | None = None,
    patient: Patient | None = None,
    priority: str = "ROUTINE",
    modality: str = "CT",
    body_part: str = "CHEST",
    name: str = "DOE^JANE",
) -> Study:
    number = next(_numbers)
    site = site or practice.site_a
    with tenant_context(practice.tenant_id):
        patient = patient or Patient.objects.create(
            issuer=site.slug,
            identity_key=f"P{number}",
            patient_id=f"P{number}",
            name=name,
            display_name=name.replace("^", ", "),
            sex="F",
        )
        study: Study = Study.objects.create(
            patient=patient,
            site=site,
            study_instance_uid=f"2.25.{10**12 + number}",
            accession_number=f"A{number}",
            description=f"{modality} {body_part.title()}",
            modalities=[modality],
            body_part=body_part,
            priority=priority,
            study_at=datetime(2026, 11, 1, 3, 0, tzinfo=UTC),
            headers="{}",
            state=StudyState.COMPLETE,
            completed_at=now(),
            series_count=1,
            instance_count=3,
        )
    return study


def make_task(practice: Practice, study: Study | None = None, **options: str) -> ReadingTask:
    study = study or make_study(practice, **options)  # type: ignore[arg-type] # plain text options
    with tenant_context(practice.tenant_id):
        return create_reading_task(
            actor=Actor.system(practice.tenant_id, "test"), study_id=study.id
        )
