import io
import socket
import struct
import subprocess
from pathlib import Path

import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pynetdicom import AE
from pynetdicom.association import Association

from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.part10 import content_hash, dataset_chunks
from apps.archive.dicom.sop_classes import STORAGE_SOP_CLASSES
from apps.archive.dicom.transfer_syntaxes import TRANSFER_SYNTAXES
from apps.intake.outcomes import Outcome
from runtime import dcmtk
from tests.apps.archive.dicom.samples import sample
from tests.apps.intake.receivers.harness import (
    Receiver,
    RememberingIntake,
    connect,
    running_receiver,
    settings_for,
    wait_until,
)

VERIFICATION = "1.2.840.10008.1.1"
CT = sample("CT_small.dcm")


def run_dcmtk(
    program: str, port: int, *options: str, files: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [dcmtk.program(program), "-v", *options, "127.0.0.1", str(port), *files],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def associate(port: int, *contexts: tuple[str, list[str]]) -> Association:
    entity = AE("SENDER")
    for abstract, syntaxes in contexts:
        entity.add_requested_context(abstract, syntaxes)
    return entity.associate("127.0.0.1", port, ae_title="TELEREAD")


def send(port: int, path: Path) -> Dataset:
    dataset = pydicom.dcmread(path)
    association = associate(port, (dataset.SOPClassUID, [str(dataset.file_meta.TransferSyntaxUID)]))
    assert association.is_established
    status = association.send_c_store(dataset)
    association.release()
    return status


def test_dcmtk_echo(receiver: Receiver) -> None:
    result = run_dcmtk("echoscu", receiver.port, "-aet", "SENDER", "-aec", "TELEREAD")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("calling", "called", "reason"),
    [
        ("STRANGER", "TELEREAD", "Calling AE Title Not Recognized"),
        ("SENDER", "SOMEONE", "Called AE Title Not Recognized"),
    ],
)
def test_strangers_are_told_why(receiver: Receiver, calling: str, called: str, reason: str) -> None:
    result = run_dcmtk("echoscu", receiver.port, "-aet", calling, "-aec", called)
    assert result.returncode != 0
    assert "Rejected Permanent" in result.stderr
    assert reason in result.stderr
    assert not receiver.intake.opened


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("CT_small.dcm", "-xe"),
        ("MR_small_implicit.dcm", "-xi"),
        ("MR_small_bigendian.dcm", "-xb"),
        ("image_dfl.dcm", "-xd"),
        ("SC_rgb_jpeg_dcmtk.dcm", "-xy"),
        ("JPEG2000.dcm", "-xw"),
        ("MR_small_jp2klossless.dcm", "-xv"),
        ("MR_small_RLE.dcm", "-xr"),
        ("MR_small_jpeg_ls_lossless.dcm", "-xt"),
    ],
)
def test_dcmtk_sends_every_syntax_as_it_is(receiver: Receiver, name: str, option: str) -> None:
    path = sample(name)
    options = ("-aet", "SENDER", "-aec", "TELEREAD", option)
    result = run_dcmtk("storescu", receiver.port, *options, files=(str(path),))
    assert result.returncode == 0, result.stderr
    ((spooled, raw),) = receiver.intake.received
    sent, stored = parse_headers(path), parse_headers(raw)
    assert spooled.transfer_syntax_uid == sent.transfer_syntax_uid == stored.transfer_syntax_uid
    assert stored.sop_instance_uid == sent.sop_instance_uid
    assert stored.source_application_entity_title == "SENDER"
    assert pydicom.dcmread(path).PixelData == pydicom.dcmread(io.BytesIO(raw)).PixelData


@pytest.mark.parametrize(
    "name", ["CT_small.dcm", "examples_ybr_color.dcm", "SC_rgb_rle_2frame.dcm", "693_J2KI.dcm"]
)
def test_the_hash_and_size_are_those_of_the_file(receiver: Receiver, name: str) -> None:
    assert send(receiver.port, sample(name)).Status == 0x0000
    ((spooled, raw),) = receiver.intake.received
    assert spooled.size == len(raw)
    assert spooled.content_hash == content_hash(raw)
    assert raw[spooled.dataset_offset :] == b"".join(dataset_chunks(raw))


def test_all_storage_classes_and_syntaxes_are_accepted(receiver: Receiver) -> None:
    classes, syntaxes = list(STORAGE_SOP_CLASSES), list(TRANSFER_SYNTAXES)
    for start in range(0, len(classes), 100):
        contexts = [
            (uid, [syntaxes[index % len(syntaxes)]])
            for index, uid in enumerate(classes[start : start + 100])
        ]
        association = associate(receiver.port, *contexts)
        assert association.is_established
        assert not association.rejected_contexts
        association.release()


def test_what_is_no_storage_is_not_accepted(receiver: Receiver) -> None:
    find = "1.2.840.10008.5.1.4.1.2.2.1"
    private = "1.3.6.1.4.1.99999.1"
    association = associate(
        receiver.port,
        (find, ["1.2.840.10008.1.2"]),
        (private, ["1.2.840.10008.1.2.1"]),
        ("1.2.840.10008.5.1.4.1.1.2", ["1.2.3.4.5"]),
    )
    accepted = [str(context.abstract_syntax) for context in association.accepted_contexts]
    association.release()
    assert accepted == [private]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_sender_hears_the_outcome(receiver: Receiver, outcome: Outcome) -> None:
    receiver.intake.outcome = outcome
    status = send(receiver.port, CT)
    assert status.Status == outcome.answer.dimse_status
    assert status.get("ErrorComment", "told so") == "told so"


def test_a_service_that_raises_is_a_processing_failure(receiver: Receiver, tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("no database")

    receiver.intake.before_answer = fail
    assert send(receiver.port, CT).Status == Outcome.PROCESSING_FAILURE.answer.dimse_status
    receiver.intake.before_answer = lambda: None
    assert send(receiver.port, CT).Status == 0x0000
    assert not list(tmp_path.glob("*.dcm")), "the spool is empty"


def test_a_full_disk_is_out_of_resources(tmp_path: Path) -> None:
    limits = settings_for(tmp_path, least_free_bytes=2**62)
    with running_receiver(limits, RememberingIntake()) as full:
        assert send(full.port, CT).Status == 0xA700
        assert not full.intake.received


def test_an_object_can_be_written_where_it_stays(receiver: Receiver, tmp_path: Path) -> None:
    home = tmp_path / "archive"
    home.mkdir()
    receiver.intake.folder, receiver.intake.keeps_file = home, True
    assert send(receiver.port, CT).Status == 0x0000
    (kept,) = home.iterdir()
    ((spooled, raw),) = receiver.intake.received
    assert spooled.path == kept
    assert kept.read_bytes() == raw


def test_a_spool_that_is_gone_is_a_failure_and_not_a_crash(tmp_path: Path) -> None:
    missing = settings_for(tmp_path / "missing")
    with running_receiver(missing, RememberingIntake()) as broken:
        assert send(broken.port, CT).Status == 0x0110


def test_opened_and_closed_come_in_pairs(receiver: Receiver) -> None:
    send(receiver.port, CT)
    association = associate(receiver.port, (VERIFICATION, ["1.2.840.10008.1.2"]))
    association.abort()
    connect(receiver.port).close()
    intake = receiver.intake
    wait_until(lambda: len(intake.closed) == 2)
    assert sorted(intake.closed) == sorted(intake.opened)
    assert intake.beats >= 1


def test_more_associations_than_allowed_are_rejected_for_now(tmp_path: Path) -> None:
    limits = settings_for(tmp_path, maximum_associations=1)
    with running_receiver(limits, RememberingIntake()) as small:
        first = associate(small.port, (VERIFICATION, ["1.2.840.10008.1.2"]))
        second = associate(small.port, (VERIFICATION, ["1.2.840.10008.1.2"]))
        assert first.is_established
        assert second.is_rejected
        first.release()


def test_an_object_that_breaks_off_leaves_nothing(receiver: Receiver, tmp_path: Path) -> None:
    raw = b"".join(dataset_chunks(CT))
    with connect(receiver.port) as peer:
        begin_store(peer, raw[: len(raw) // 2])
        wait_until(lambda: len(list(tmp_path.glob("*.dcm"))) == 1)
    wait_until(lambda: not list(tmp_path.glob("*.dcm")))
    wait_until(lambda: len(receiver.intake.closed) == 1)
    assert not receiver.intake.received


def test_draining_lets_the_object_under_way_arrive(tmp_path: Path) -> None:
    raw = b"".join(dataset_chunks(CT))
    with running_receiver(settings_for(tmp_path), RememberingIntake()) as draining:
        with connect(draining.port) as peer:
            begin_store(peer, raw[:1000])
            wait_until(lambda: len(list(tmp_path.glob("*.dcm"))) == 1)
            assert not draining.scp.stop(drain_seconds=0.1)
            peer.sendall(data_pdu(raw[1000:], last=True))
            response = receive_pdu(peer)
            assert response[0] == 0x04
            assert receive_pdu(peer)[0] == 0x07, "A-ABORT after the answer"
        assert len(draining.intake.received) == 1


def patched(raw: bytes, at: int, patch: bytes) -> bytes:
    return raw[:at] + patch + raw[at + len(patch) :]


def begin_store(peer: socket.socket, first_part: bytes) -> None:
    """Associate by hand and send a C-STORE-RQ with the beginning of its data set."""
    peer.sendall(associate_request())
    assert receive_pdu(peer)[0] == 0x02
    elements = b"".join(
        struct.pack("<HHL", 0, element, len(value)) + value
        for element, value in (
            (0x0002, b"1.2.840.10008.5.1.4.1.1.2\0"),
            (0x0100, struct.pack("<H", 1)),
            (0x0110, struct.pack("<H", 1)),
            (0x0700, struct.pack("<H", 0)),
            (0x0800, struct.pack("<H", 1)),
            (0x1000, b"1.2.3\0"),
        )
    )
    command = struct.pack("<HHLL", 0, 0, 4, len(elements)) + elements
    value = struct.pack(">LBB", len(command) + 2, 1, 3) + command
    peer.sendall(struct.pack(">BBL", 4, 0, len(value)) + value)
    peer.sendall(data_pdu(first_part, last=False))


def data_pdu(data: bytes, *, last: bool) -> bytes:
    value = struct.pack(">LBB", len(data) + 2, 1, 2 if last else 0) + data
    return struct.pack(">BBL", 4, 0, len(value)) + value


def associate_request() -> bytes:
    def item(kind: int, value: bytes) -> bytes:
        return struct.pack(">BBH", kind, 0, len(value)) + value

    context = item(
        0x20,
        bytes([1, 0, 0, 0])
        + item(0x30, b"1.2.840.10008.5.1.4.1.1.2")
        + item(0x40, b"1.2.840.10008.1.2.1"),
    )
    user = item(0x50, item(0x51, struct.pack(">L", 16384)) + item(0x52, b"1.2.3.4"))
    titles = b"TELEREAD".ljust(16) + b"SENDER".ljust(16)
    application = item(0x10, b"1.2.840.10008.3.1.1.1")
    body = struct.pack(">HH", 1, 0) + titles + b"\0" * 32 + application + context + user
    return struct.pack(">BBL", 1, 0, len(body)) + body


def receive_pdu(peer: socket.socket) -> bytes:
    header = receive_exactly(peer, 6)
    return header + receive_exactly(peer, struct.unpack(">L", header[2:])[0])


def receive_exactly(peer: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count:
        piece = peer.recv(count - len(received))
        assert piece, "connection closed"
        received += piece
    return received


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    garbage=st.one_of(
        st.binary(min_size=1, max_size=200),
        st.builds(
            lambda kind, length, body: struct.pack(">BBL", kind, 0, length) + body,
            st.integers(0, 9),
            st.integers(0, 2**32 - 1),
            st.binary(max_size=100),
        ),
        st.builds(
            lambda at, patch: patched(associate_request(), at, patch),
            st.integers(0, 250),
            st.binary(min_size=1, max_size=6),
        ),
    ),
    established=st.booleans(),
)
def test_garbage_on_the_port_is_survived(
    receiver: Receiver, garbage: bytes, established: bool
) -> None:
    with connect(receiver.port) as peer:
        if established:
            peer.sendall(associate_request())
            assert receive_pdu(peer)[0] == 0x02
        peer.sendall(garbage)
    assert send(receiver.port, CT).Status == 0x0000
