"""Sending: exact bytes, one association a study, retries, nothing sent twice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydicom.filereader import dcmread, read_partial

from simulation.arrivals import next_arrival
from simulation.catalogue import SAMPLES, SEED
from simulation.ledger import Ledger
from simulation.plans import StudyPlan
from simulation.runner import Pace, deliver, send_seed, trickle
from simulation.sender import ArchiveUnavailable, Destination, send_study
from simulation.store import StoreMismatch, StudyStore
from tests.simulation.conftest import ListeningArchive

PLANS = tuple(plan for plan in SEED if plan.key in ("us-heart-1", "xa-coronary-1")) + SAMPLES[:3]


def _by_key(key: str) -> StudyPlan:
    return next(plan for plan in PLANS if plan.key == key)


@pytest.fixture
def store(tmp_path: Path) -> StudyStore:
    return StudyStore(tmp_path, seed=1, small=True)


def test_a_study_arrives_byte_for_byte_over_one_association(
    store: StudyStore, archive: ListeningArchive
) -> None:
    for plan in PLANS:
        study = store.ensure(plan)
        archive.received.clear()
        before = archive.associations
        outcome = send_study(
            study.files, calling_ae=study.calling_ae, destination=archive.destination
        )
        assert (outcome.stored, outcome.refused) == (len(study.files), 0)
        assert archive.associations == before + 1
        for path, (sender, uid, content) in zip(study.files, archive.received, strict=True):
            assert sender == plan.site.ae_title
            assert uid == dcmread(path).SOPInstanceUID
            assert path.read_bytes().endswith(content)
            assert len(content) == path.stat().st_size - _header_length(path)


def test_the_seed_is_sent_once_however_often_it_is_started(
    tmp_path: Path, store: StudyStore, archive: ListeningArchive
) -> None:
    send_seed(PLANS[:3], store, Ledger(tmp_path / "sent.jsonl"), archive.destination)
    first = len(archive.received)
    again = StudyStore(tmp_path, seed=1, small=True)
    send_seed(PLANS, again, Ledger(tmp_path / "sent.jsonl"), archive.destination)
    sent = [uid for _, uid, _ in archive.received]
    assert first == 3
    assert len(sent) == len(set(sent)) == len(PLANS)


def test_a_ledger_cut_short_by_a_crash_still_counts_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "sent.jsonl"
    Ledger(path).record("first", instances=1, refused=0)
    with path.open("a") as file:
        file.write('{"key": "half')
    resumed = Ledger(path)
    resumed.record("second", instances=1, refused=0)
    assert [key in Ledger(path) for key in ("first", "half", "second")] == [True, False, True]


def test_an_archive_that_is_down_is_tried_again_with_growing_pauses(store: StudyStore) -> None:
    pauses: list[float] = []
    nobody = Destination("127.0.0.1", 1, "TELEREAD")
    study = store.ensure(_by_key("us-heart-1"))
    with pytest.raises(ArchiveUnavailable, match="does not answer"):
        deliver(study, nobody, attempts=9, wait=pauses.append)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_study_interrupted_for_want_of_space_is_sent_whole_later(
    store: StudyStore, archive: ListeningArchive
) -> None:
    study = store.ensure(_by_key("us-heart-1"))
    archive.refuse = lambda count: 0xA700 if count == 0 else 0x0000
    outcome = deliver(study, archive.destination, attempts=3, wait=lambda _seconds: None)
    assert outcome.stored == len(study.files)
    assert archive.associations == 2


def test_an_instance_refused_for_good_is_counted_and_not_retried(
    store: StudyStore, archive: ListeningArchive
) -> None:
    archive.refuse = lambda _count: 0xC000
    outcome = deliver(store.ensure(_by_key("us-heart-1")), archive.destination, attempts=3)
    assert (outcome.stored, outcome.refused) == (0, 1)


def test_the_trickle_sends_new_patients_and_leaves_no_files(
    tmp_path: Path, store: StudyStore, archive: ListeningArchive
) -> None:
    pace = Pace(shortest=0.0, longest=0.01, limit=1)
    trickle(store, Ledger(tmp_path / "sent.jsonl"), archive.destination, pace)
    assert archive.associations == 1
    assert list((tmp_path / "studies").iterdir()) == []


def test_an_arrival_follows_from_seed_and_name_alone() -> None:
    assert next_arrival(1, "a") == next_arrival(1, "a")
    assert len({next_arrival(1, str(number)).accession for number in range(50)}) == 50


def test_studies_are_drawn_once_and_times_count_back_from_the_first_start(tmp_path: Path) -> None:
    first = StudyStore(tmp_path, seed=1, small=True, now=datetime(2026, 1, 2, tzinfo=UTC))
    path = first.ensure(_by_key("us-heart-1")).files[0]
    written = path.stat().st_mtime_ns
    second = StudyStore(tmp_path, seed=1, small=True, now=datetime(2027, 1, 2, tzinfo=UTC))
    assert second.now == first.now
    assert second.ensure(_by_key("us-heart-1")).files[0].stat().st_mtime_ns == written


def test_a_folder_of_another_seed_is_refused(tmp_path: Path) -> None:
    StudyStore(tmp_path, seed=1, small=True)
    with pytest.raises(StoreMismatch, match="another folder"):
        StudyStore(tmp_path, seed=2, small=True)


def _header_length(path: Path) -> int:
    with path.open("rb") as file:
        read_partial(file, stop_when=lambda tag, _vr, _length: tag.group != 2)
        return file.tell()
