"""From the recording to the text in the report, and what becomes of the sound."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from apps.audit.models import AuditEvent
from apps.common.clock import frozen_at, now
from apps.common.errors import NotFound, PermissionRefused
from apps.common.isolation import tenant_context
from apps.dictation import services
from apps.dictation.errors import (
    AudioForgotten,
    AudioRefused,
    QuestionMissing,
    SourceOff,
    TextMissing,
    TranscriptionTaken,
)
from apps.dictation.models import Dictation
from apps.dictation.selectors import transcriptions
from apps.dictation.services.audio_limits import MOST_RECORDING_MS
from apps.dictation.subscribers import close_dictations
from apps.reporting.errors import ClaimRequired, ReportSigned
from apps.reporting.events import ReportSigned as ReportWasSigned
from apps.worklist.models import ReadingTask
from tests.apps.dictation.scenes import TYPED, TYPIST, Scene, dictating
from tests.apps.dictation.speech_engine import RECORDING
from tests.apps.dictation.test_audio import WEBM
from tests.apps.reporting.scenes import begin, text
from tests.factories import Practice, add_person


@pytest.fixture
def scene(practice: Practice) -> Scene:
    return dictating(practice)


def sound(dictation: Dictation) -> Path:
    return settings.BLOB_ROOT / dictation.blob_key


def acts(practice: Practice) -> list[str]:
    with tenant_context(practice.tenant_id):
        return list(
            AuditEvent.objects.filter(object_type="dictation")
            .order_by("occurred_at", "id")
            .values_list("action", flat=True)
        )


def test_the_usual_way(scene: Scene, practice: Practice) -> None:
    dictation = scene.recorded()
    assert (dictation.state, dictation.audio_type, dictation.duration_ms) == (
        "recorded",
        "audio/wav",
        2575,
    )
    assert dictation.blob_key.startswith(f"{practice.tenant_id}/dictations/")
    assert sound(dictation).read_bytes() == RECORDING
    scene.does("reader", services.send_dictation, dictation)
    scene.does(TYPIST, services.claim_transcription, dictation)
    _, file = scene.does(TYPIST, services.open_recording, dictation)
    with file:
        assert file.read() == RECORDING
    scene.does(TYPIST, services.save_transcription, dictation, sections=TYPED[:1])
    scene.does(TYPIST, services.submit_transcription, dictation, sections=TYPED)
    typed = scene.fresh(dictation)
    assert (typed.state, typed.sections, typed.lease_until) == ("transcribed", TYPED, None)
    scene.does("reader", services.accept_transcription, dictation)
    assert scene.fresh(dictation).settled_at is not None
    assert acts(practice) == [
        f"dictation.{act}" for act in ("record", "send", "claim", "listen", "submit", "accept")
    ]


def test_a_question_goes_back_and_forth(scene: Scene) -> None:
    dictation = scene.in_state("returned")
    assert dictation.question == "Which side?"
    queued_at = dictation.queued_at
    with pytest.raises(QuestionMissing):
        scene.does("reader", services.answer_question, dictation, answer=" ")
    scene.does("reader", services.answer_question, dictation, answer="Left.")
    again = scene.fresh(dictation)
    # It has waited already: it does not start at the end of the queue.
    assert (again.state, again.answer, again.queued_at) == ("queued", "Left.", queued_at)


def test_only_who_holds_the_task_dictates(scene: Scene, practice: Practice) -> None:
    unclaimed = begin(practice)
    unclaimed.claim("reader2")
    report = unclaimed.report("reader2")
    with pytest.raises(ClaimRequired):
        Scene(unclaimed, report).recorded()
    reading = scene.reading
    reading.sign(reading.save(scene.report, text()).id, revision=scene.report.draft_revision + 1)
    with pytest.raises(ReportSigned):
        scene.recorded()


def test_a_practice_without_typists_takes_no_recordings(scene: Scene, practice: Practice) -> None:
    with tenant_context(practice.tenant_id):
        services.change_settings(actor=practice.actor("manager"), transcription=False)
    with pytest.raises(SourceOff):
        scene.recorded()


@pytest.mark.parametrize(
    ("content", "stated_ms", "code"),
    [
        (b"", None, "audio_empty"),
        (b"<html>not a sound", None, "audio_type_refused"),
        (WEBM, MOST_RECORDING_MS + 1, "audio_too_long"),
    ],
)
def test_what_is_no_recording_is_refused_and_leaves_nothing(
    scene: Scene, practice: Practice, content: bytes, stated_ms: int | None, code: str
) -> None:
    with pytest.raises(AudioRefused) as refused, tenant_context(practice.tenant_id):
        services.record_dictation(
            actor=practice.actor("reader"),
            report_id=scene.report.id,
            content=content,
            stated_ms=stated_ms,
        )
    assert refused.value.code == code
    assert not list((settings.BLOB_ROOT / str(practice.tenant_id)).rglob("dictations/*"))


def test_a_lease_is_one_persons_until_it_lapses(scene: Scene, practice: Practice) -> None:
    dictation = scene.in_state("in_transcription")
    add_person(practice, TYPIST, name="typist2")
    with pytest.raises(NotFound):
        scene.does("typist2", services.claim_transcription, dictation)
    scene.does(TYPIST, services.save_transcription, dictation, sections=TYPED[:1])
    later = now() + timedelta(seconds=settings.TRANSCRIPTION_LEASE_SECONDS + 1)
    with tenant_context(practice.tenant_id):
        assert services.lapse_transcriptions() == 0
        with frozen_at(later):
            assert services.lapse_transcriptions() == 1
            assert services.lapse_transcriptions() == 0
    scene.does("typist2", services.claim_transcription, dictation)
    # What the first one typed is there for the next.
    assert scene.fresh(dictation).sections == TYPED[:1]
    with pytest.raises(NotFound):
        scene.does(TYPIST, services.save_transcription, dictation, sections=TYPED)


def test_who_lost_the_lease_saves_nothing(scene: Scene) -> None:
    dictation = scene.in_state("in_transcription")
    scene.does(TYPIST, services.release_transcription, dictation)
    with pytest.raises(TranscriptionTaken):
        scene.does(TYPIST, services.save_transcription, dictation, sections=TYPED)


def test_an_empty_text_is_not_handed_in(scene: Scene) -> None:
    dictation = scene.in_state("in_transcription")
    blank = [{"code": "findings", "body": " \n"}]
    with pytest.raises(TextMissing):
        scene.does(TYPIST, services.submit_transcription, dictation, sections=blank)


def test_the_queue_is_by_urgency_then_age(practice: Practice) -> None:
    old, urgent = dictating(practice), dictating(practice)
    first = old.recorded(send=True)
    with tenant_context(practice.tenant_id):
        ReadingTask.objects.filter(id=urgent.reading.task.id).update(
            priority="STAT", priority_rank=0
        )
    second = urgent.recorded(send=True)
    third = old.recorded(send=True)
    with tenant_context(practice.tenant_id):
        found = [one.id for one in transcriptions(actor=practice.actor(TYPIST))]
    assert found == [second.id, first.id, third.id]


def test_each_finds_only_what_concerns_them(scene: Scene, practice: Practice) -> None:
    unsent, sent = scene.recorded(), scene.recorded(send=True)
    for who, service, dictation in (
        ("reader2", services.open_recording, sent),
        ("reader2", services.discard_dictation, sent),
        (TYPIST, services.claim_transcription, unsent),
        # The sound is opened by who has claimed it, not by everybody who sees the queue.
        (TYPIST, services.open_recording, sent),
    ):
        with pytest.raises(NotFound):
            scene.does(who, service, dictation)
    for who, service in (
        (TYPIST, services.discard_dictation),
        ("reader", services.claim_transcription),
        ("manager", services.claim_transcription),
    ):
        with pytest.raises(PermissionRefused):
            scene.does(who, service, sent)


@pytest.mark.parametrize("kind", ["final", "preliminary"])
def test_a_final_signature_ends_what_is_under_way(
    scene: Scene, practice: Practice, kind: str
) -> None:
    under_way, typed = scene.in_state("in_transcription"), scene.in_state("transcribed")
    done = scene.in_state("accepted")
    event = ReportWasSigned(
        report_id=scene.report.id,
        version_id=scene.report.id,
        study_id=scene.reading.study.id,
        kind=kind,
    )
    with tenant_context(practice.tenant_id):
        close_dictations(event)
        close_dictations(event)
    states = [scene.fresh(one).state for one in (under_way, typed, done)]
    assert states == (
        ["discarded", "discarded", "accepted"]
        if kind == "final"
        else ["in_transcription", "transcribed", "accepted"]
    )


def test_the_sound_is_kept_as_long_as_the_practice_says(scene: Scene, practice: Practice) -> None:
    accepted, waiting = scene.in_state("accepted"), scene.in_state("transcribed")
    with tenant_context(practice.tenant_id):
        services.change_settings(actor=practice.actor("manager"), retention_days=7)

        def forgotten(days: float) -> Any:
            with frozen_at(now() + timedelta(days=days)):
                return services.forget_audio()

        assert forgotten(6.9) == 0
        assert sound(accepted).exists()
        assert forgotten(7.1) == 1
        assert forgotten(7.1) == 0
    assert not sound(accepted).exists()
    # What was not accepted yet is kept however old it is.
    assert sound(waiting).exists()
    assert scene.fresh(accepted).sections == TYPED
    with pytest.raises(AudioForgotten):
        scene.does("reader", services.open_recording, accepted)
    assert acts(practice)[-1] == "dictation.forget_audio"
