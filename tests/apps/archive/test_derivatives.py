"""Derivatives: lossless, useful, restartable, and one bad object holding up no other."""

from io import BytesIO
from pathlib import Path

import imagecodecs
import numpy as np
import pydicom
from pydicom.uid import generate_uid

from apps.archive.derivatives import MOST_ATTEMPTS, make_some, studies_waiting
from apps.archive.models import Instance, Study
from apps.archive.storage import local_path
from apps.archive.tasks import resume_derivatives
from apps.common.isolation import tenant_context
from tests.apps.archive.dicom.samples import sample
from tests.apps.archive.factories import ct_slice, store_bytes, store_file
from tests.factories import Practice

FRAME = 'multipart/related; type="image/jphc"'


def store_ct(practice: Practice, count: int) -> list[bytes]:
    study, series = generate_uid(), generate_uid()
    files = [ct_slice(study=study, series=series, number=number) for number in range(1, count + 1)]
    for data in files:
        store_bytes(data, tenant_id=practice.tenant_id, site=practice.site_a)
    return files


def run_to_the_end(practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        studies = list(Study.objects.values_list("id", flat=True))
    for study_id in studies:
        while make_some(tenant_id=practice.tenant_id, study_id=study_id):
            pass


def outcome(practice: Practice) -> list[object]:
    with tenant_context(practice.tenant_id):
        layouts = Instance.objects.order_by("number").values_list("derivative_layout", flat=True)
        return [layout.get("none", "made") if layout else None for layout in layouts]


def test_a_derivative_is_sent_to_those_who_take_it_and_holds_the_same_pixels(
    practice: Practice,
) -> None:
    files = store_ct(practice, 20)
    run_to_the_end(practice)
    assert outcome(practice) == ["made"] * 20
    reader = practice.client("reader")
    for data in files[:3]:
        sent = pydicom.dcmread(BytesIO(data))
        address = (
            f"/dicom-web/studies/{sent.StudyInstanceUID}/series/{sent.SeriesInstanceUID}"
            f"/instances/{sent.SOPInstanceUID}/frames/1"
        )
        answer = reader.get(address, headers={"accept": FRAME})
        assert answer.headers["Content-Type"].startswith('multipart/related; type="image/jphc"'), (
            answer.content
        )
        head, _, body = answer.content.partition(b"\r\n\r\n")
        assert b"image/jphc; transfer-syntax=1.2.840.10008.1.2.4.201" in head
        pixels = imagecodecs.htj2k_decode(body.rpartition(b"\r\n--")[0])
        assert np.array_equal(pixels, sent.pixel_array)
        as_stored = reader.get(
            address,
            headers={
                "accept": 'multipart/related; type="application/octet-stream"; transfer-syntax=*'
            },
        )
        assert b"transfer-syntax=1.2.840.10008.1.2.1" in as_stored.content[:200]
        assert sent.PixelData in as_stored.content


def test_lossy_and_unreadable_objects_get_none_and_hold_up_no_other(practice: Practice) -> None:
    files = store_ct(practice, 3)
    with tenant_context(practice.tenant_id):
        broken = Instance.objects.get(number=2)
    path = local_path(broken.blob_key)
    assert path is not None
    path.write_bytes(files[1][: len(files[1]) // 2])
    store_file(sample("SC_rgb_jpeg_dcmtk.dcm"), tenant_id=practice.tenant_id, site=practice.site_a)
    run_to_the_end(practice)
    with tenant_context(practice.tenant_id):
        found = {
            instance.transfer_syntax_uid + str(instance.number): instance.derivative_layout
            for instance in Instance.objects.all()
        }
    reasons = sorted(layout.get("none", "made") for layout in found.values())
    assert reasons == ["made", "made", "not_useful", "truncated"]


def test_it_goes_on_after_being_killed_and_gives_up_on_what_kills_it(practice: Practice) -> None:
    store_ct(practice, 3)
    with tenant_context(practice.tenant_id):
        Instance.objects.filter(number=1).update(derivative_layout={"attempts": MOST_ATTEMPTS})
        Instance.objects.filter(number=2).update(derivative_layout={"attempts": 1})
    run_to_the_end(practice)
    assert outcome(practice) == ["ended_the_process", "made", "made"]
    assert len(blobs(practice)) == 2


def test_made_twice_at_once_one_copy_stays(practice: Practice) -> None:
    from apps.archive.derivatives import _make_one, _take_chunk

    store_ct(practice, 1)
    with tenant_context(practice.tenant_id):
        (work,) = _take_chunk(Study.objects.get().id)
    _make_one(practice.tenant_id, work)
    _make_one(practice.tenant_id, work)
    assert len(blobs(practice)) == 1


def blobs(practice: Practice) -> list[Path]:
    root = local_path(str(practice.tenant_id))
    assert root is not None
    return list(root.glob("derivatives/**/*.htj2k"))


def test_the_sweep_finds_complete_studies_that_lack_derivatives(practice: Practice) -> None:
    store_ct(practice, 1)
    with tenant_context(practice.tenant_id):
        assert studies_waiting(limit=10) == []
        study = Study.objects.get()
        Study.objects.update(state="complete")
        assert studies_waiting(limit=10) == [study.id]
    assert resume_derivatives() >= 1
    run_to_the_end(practice)
    with tenant_context(practice.tenant_id):
        assert studies_waiting(limit=10) == []
