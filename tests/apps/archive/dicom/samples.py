"""The DICOM files that ship inside pydicom, and the public corpus when TELEREAD_CORPUS names it."""

import os
from pathlib import Path

import pydicom

_TEST_FILES = Path(pydicom.__file__).parent / "data"

CHARACTER_SET_FILES = sorted((_TEST_FILES / "charset_files").glob("*.dcm"))
PYDICOM_FILES = [*sorted((_TEST_FILES / "test_files").glob("*.dcm")), *CHARACTER_SET_FILES]

CUT_OFF_FILES = {"rtplan_truncated.dcm", "MR_truncated.dcm"}
# A stray byte before the first element, and values of which pydicom itself makes nothing.
_NOT_COMPARABLE = {"no_meta.dcm", "badVR.dcm"}
READABLE_FILES = [
    path for path in PYDICOM_FILES if path.name not in CUT_OFF_FILES | _NOT_COMPARABLE
]


def sample(name: str) -> Path:
    return _TEST_FILES / "test_files" / name


def corpus_files() -> list[Path]:
    """Every file of the public corpus; none when the environment does not name it."""
    folder = os.environ.get("TELEREAD_CORPUS")
    if not folder:
        return []
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())
