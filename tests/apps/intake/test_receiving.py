"""The one door: stored once, never written over, never half."""

from pathlib import Path
from uuid import UUID

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from apps.archive.dicom.part10 import content_hash, dataset_chunks
from apps.archive.models import Instance, Patient, Series, Study
from apps.archive.storage import local_path, open_blob
from apps.common.isolation import tenant_context
from apps.common.models import OutboxEvent
from apps.intake.models import Arrival, QuarantineItem
from apps.intake.services import ArrivalOutcome
from tests.apps.archive.dicom.samples import PYDICOM_FILES
from tests.factories import Practice, make_bare_practice
from tests.objects import Sender, as_bytes, make_object, make_study

# A stray byte before the first element.
NOT_DICOM = {"no_meta.dcm"}


@pytest.fixture
def sender(practice: Practice) -> Sender:
    return Sender(practice, practice.site_a)


def blob_of(instance_id: UUID | None) -> bytes:
    with open_blob(Instance.objects.get(id=instance_id).blob_key) as file:
        return file.read()


def archive_event_names() -> list[str]:
    found = OutboxEvent.objects.filter(name__startswith="archive.").order_by("id")
    return list(found.values_list("name", flat=True))


def test_a_study_is_filed_with_exact_counts(practice: Practice, sender: Sender) -> None:
    for each in make_study(series=2, instances=3):
        assert sender.send(each).outcome is ArrivalOutcome.STORED
    with tenant_context(practice.tenant_id):
        study = Study.objects.get()
        assert (study.series_count, study.instance_count) == (2, 6)
        assert list(Series.objects.values_list("instance_count", flat=True)) == [3, 3]
        assert Instance.objects.filter(study=study).count() == 6
        assert study.modalities == ["CT"]
        assert study.patient.display_name == "Test, Person"
        # 12:00 in Berlin's winter is 11:00 UTC.
        assert study.study_at is not None
        assert study.study_at.isoformat() == "2026-03-01T11:00:00+00:00"
        assert archive_event_names() == ["archive.study_opened"]
        assert Arrival.objects.filter(outcome="stored").count() == 6


def test_the_same_object_again_changes_nothing(practice: Practice, sender: Sender) -> None:
    content = as_bytes(make_object())
    first, second = sender.send(content), sender.send(content)
    assert (first.outcome, second.outcome) == (ArrivalOutcome.STORED, ArrivalOutcome.DUPLICATE)
    assert first.instance_id == second.instance_id
    with tenant_context(practice.tenant_id):
        assert Study.objects.get().instance_count == 1
        assert Arrival.objects.count() == 2
        folder = local_path(Instance.objects.get().blob_key)
        assert folder is not None
        assert len(list(folder.parent.iterdir())) == 1


def test_the_same_uid_with_other_content_goes_to_quarantine(
    practice: Practice, sender: Sender
) -> None:
    original = make_object()
    stored = sender.send(original)
    before = as_bytes(original)
    original.PixelData = bytes(128)
    for _ in range(2):
        altered = sender.send(original)
        assert altered.outcome is ArrivalOutcome.QUARANTINED
        assert altered.reason == "content_differs"
        assert altered.kept
    with tenant_context(practice.tenant_id):
        assert blob_of(stored.instance_id) == before
        assert Study.objects.get().instance_count == 1
        item = QuarantineItem.objects.get()
        with open_blob(item.blob_key) as file:
            assert file.read() == as_bytes(original)
        assert Arrival.objects.filter(outcome="quarantined").count() == 2


def test_two_sites_with_one_patient_id_have_two_patients(practice: Practice) -> None:
    for site in (practice.site_a, practice.site_b):
        Sender(practice, site).send(make_object(PatientID="123"))
    with tenant_context(practice.tenant_id):
        assert Patient.objects.filter(patient_id="123").count() == 2


def test_an_issuer_in_the_object_joins_the_sites(practice: Practice) -> None:
    for site in (practice.site_a, practice.site_b):
        Sender(practice, site).send(make_object(PatientID="123", IssuerOfPatientID="REGION"))
    with tenant_context(practice.tenant_id):
        assert Patient.objects.get(patient_id="123").issuer == "REGION"


def test_nameless_studies_are_never_one_patient(practice: Practice, sender: Sender) -> None:
    for patient_id in ("", "ANONYMOUS", None):
        sender.send(make_object(PatientID=patient_id))
    with tenant_context(practice.tenant_id):
        assert Patient.objects.count() == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"PatientID": "P2"}, "study_of_another_patient"),
        ({"PatientID": ""}, "study_of_another_patient"),
        ({"StudyInstanceUID": generate_uid()}, "series_of_another_study"),
    ],
)
def test_what_contradicts_the_index_waits_in_quarantine(
    practice: Practice, sender: Sender, change: dict[str, str], reason: str
) -> None:
    first = make_object()
    sender.send(first)
    known = {
        "StudyInstanceUID": first.StudyInstanceUID,
        "SeriesInstanceUID": first.SeriesInstanceUID,
    }
    received = sender.send(make_object(**{**known, **change}))
    assert (received.outcome, received.reason) == (ArrivalOutcome.QUARANTINED, reason)
    with tenant_context(practice.tenant_id):
        assert Patient.objects.count() == Study.objects.count() == Instance.objects.count() == 1


def test_a_study_of_another_site_waits_in_quarantine(practice: Practice, sender: Sender) -> None:
    first = make_object()
    sender.send(first)
    received = Sender(practice, practice.site_b).send(first)
    assert received.reason == "study_of_another_site"


def test_the_same_uids_in_two_practices_do_not_meet(
    practice: Practice, other_practice: Practice, sender: Sender
) -> None:
    content = as_bytes(make_object())
    assert sender.send(content).outcome is ArrivalOutcome.STORED
    other = Sender(other_practice, other_practice.site_a)
    assert other.send(content).outcome is ArrivalOutcome.STORED


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ({"StudyInstanceUID": None}, "study_uid_unusable"),
        ({"SeriesInstanceUID": ""}, "series_uid_unusable"),
        ({"StudyInstanceUID": "1.2.x"}, "study_uid_unusable"),
    ],
)
def test_what_has_no_usable_uid_is_kept_with_a_reason(
    practice: Practice, sender: Sender, attributes: dict[str, str | None], reason: str
) -> None:
    received = sender.send(make_object(**attributes))
    assert (received.outcome, received.reason) == (ArrivalOutcome.QUARANTINED, reason)


def test_what_is_no_dicom_is_refused_and_noted(practice: Practice, sender: Sender) -> None:
    received = sender.send(b"\xff\xfe\xfd this is not DICOM, whatever its name says")
    assert (received.outcome, received.reason) == (ArrivalOutcome.REFUSED, "not_dicom")
    assert not received.kept
    with tenant_context(practice.tenant_id):
        assert Arrival.objects.get().reason == "not_dicom"


def test_blanks_are_filled_in_and_urgency_only_rises(practice: Practice, sender: Sender) -> None:
    study_uid = generate_uid()

    def send(**attributes: object) -> Dataset:
        each = make_object(StudyInstanceUID=study_uid, **attributes)
        sender.send(each)
        return each

    send(StudyDescription="", Modality="SR", RequestedProcedurePriority="ROUTINE")
    send(StudyDescription="CT chest", RequestedProcedurePriority="STAT")
    send(StudyDescription="Other", RequestedProcedurePriority="ROUTINE")
    with tenant_context(practice.tenant_id):
        study = Study.objects.get()
        assert study.description == "CT chest"
        assert study.priority == "STAT"
        assert study.modalities == ["SR", "CT"]


def test_a_data_set_without_its_head_is_stored_as_a_dicom_file(
    practice: Practice, sender: Sender
) -> None:
    content = as_bytes(make_object())
    received = sender.send(content[132:])
    assert received.outcome is ArrivalOutcome.STORED
    assert sender.send(content).outcome is ArrivalOutcome.DUPLICATE
    with tenant_context(practice.tenant_id):
        blob = blob_of(received.instance_id)
        assert blob[128:132] == b"DICM"
        assert b"".join(dataset_chunks(blob)) == b"".join(dataset_chunks(content))
        assert Instance.objects.get().size == len(blob)


@pytest.mark.parametrize("path", PYDICOM_FILES, ids=lambda path: path.name)
@pytest.mark.django_db
def test_every_pydicom_file_passes_the_door_byte_for_byte(path: Path) -> None:
    practice = make_bare_practice()
    received = Sender(practice, practice.site_a).send(path)
    with tenant_context(practice.tenant_id):
        assert Arrival.objects.get().outcome == received.outcome
        if received.outcome is ArrivalOutcome.STORED:
            blob = blob_of(received.instance_id)
            assert b"".join(dataset_chunks(blob)) == b"".join(dataset_chunks(path))
            assert Instance.objects.get().content_hash == content_hash(blob)
        elif received.outcome is ArrivalOutcome.QUARANTINED:
            with open_blob(QuarantineItem.objects.get().blob_key) as file:
                assert file.read() == path.read_bytes()
        else:
            assert path.name in NOT_DICOM
