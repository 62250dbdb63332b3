import pytest
from pynetdicom import AllStoragePresentationContexts

from apps.archive.dicom.priorities import priority_of
from apps.archive.dicom.sop_classes import STORAGE_SOP_CLASSES
from apps.archive.dicom.transfer_syntaxes import TRANSFER_SYNTAXES
from apps.archive.dicom.uids import can_be_filed, uid_problem


@pytest.mark.parametrize(
    ("uid", "problem"),
    [
        ("1.2.840.10008.1.1", None),
        ("", "missing"),
        ("1." + "2" * 63, "too_long"),
        ("1.2.a", "illegal_characters"),
        ("1..2", "illegal_characters"),
        ("1.02", "leading_zero"),
        ("1.0.2", None),
        ("1.2\n", "illegal_characters"),
    ],
)
def test_uids(uid: str, problem: str | None) -> None:
    assert uid_problem(uid) == problem


def test_a_leading_zero_can_still_be_filed() -> None:
    assert can_be_filed("1.02")
    assert not can_be_filed("1..2")


def test_every_storage_class_that_pynetdicom_knows_is_accepted() -> None:
    known = {str(context.abstract_syntax) for context in AllStoragePresentationContexts}
    assert known <= set(STORAGE_SOP_CLASSES)
    assert not any(uid_problem(uid) for uid in STORAGE_SOP_CLASSES)


def test_every_transfer_syntax_has_a_legal_uid() -> None:
    assert not any(uid_problem(uid) for uid in TRANSFER_SYNTAXES)


@pytest.mark.parametrize(
    ("requested", "study", "priority"),
    [
        ("STAT", "", "STAT"),
        ("HIGH", "LOW", "URGENT"),
        ("", "HIGH", "URGENT"),
        ("routine ", "", "ROUTINE"),
        ("", "MED", "ROUTINE"),
        ("??", "", None),
    ],
)
def test_priorities(requested: str, study: str, priority: str | None) -> None:
    assert priority_of(requested, study) == priority
