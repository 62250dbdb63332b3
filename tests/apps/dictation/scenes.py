"""A reader who dictates and a transcriptionist who types, over the real services."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.common.isolation import tenant_context
from apps.dictation import services
from apps.dictation.models import Dictation
from apps.reporting.models import Report
from tests.apps.dictation.speech_engine import RECORDING
from tests.apps.reporting.scenes import Reading, begin
from tests.factories import Practice

TYPED = [{"code": "findings", "body": "No effusion."}, {"code": "impression", "body": "Normal."}]
TYPIST = "transcriptionist"


@dataclass
class Scene:
    """A report under way, whose reader dictates."""

    reading: Reading
    report: Report

    @property
    def practice(self) -> Practice:
        return self.reading.practice

    def does(self, who: str, service: Any, dictation: Dictation | UUID, **said: Any) -> Any:
        """One service call on a dictation as one of the practice's people."""
        dictation_id = dictation if isinstance(dictation, UUID) else dictation.id
        with tenant_context(self.practice.tenant_id):
            return service(actor=self.practice.actor(who), dictation_id=dictation_id, **said)

    def recorded(self, *, send: bool = False, content: bytes = RECORDING) -> Dictation:
        with tenant_context(self.practice.tenant_id):
            return services.record_dictation(
                actor=self.practice.actor("reader"),
                report_id=self.report.id,
                content=content,
                send=send,
            )

    def in_state(self, state: str) -> Dictation:
        """A dictation that came there on the usual way."""
        dictation = self.recorded(send=state != "recorded")
        if state in ("in_transcription", "returned", "transcribed", "accepted"):
            self.does(TYPIST, services.claim_transcription, dictation)
        if state == "returned":
            self.does(TYPIST, services.ask_reader, dictation, question="Which side?")
        if state in ("transcribed", "accepted"):
            self.does(TYPIST, services.submit_transcription, dictation, sections=TYPED)
        if state == "accepted":
            self.does("reader", services.accept_transcription, dictation)
        if state == "discarded":
            self.does("reader", services.discard_dictation, dictation)
        found = self.fresh(dictation)
        assert found.state == state
        return found

    def fresh(self, dictation: Dictation) -> Dictation:
        with tenant_context(self.practice.tenant_id):
            found: Dictation = Dictation.objects.get(id=dictation.id)
        return found


def dictating(practice: Practice) -> Scene:
    reading = begin(practice)
    reading.claim()
    return Scene(reading, reading.report())


def send_file(client: Client, path: str, content: bytes = RECORDING, **fields: str) -> Any:
    return client.post(f"/api/v1/{path}", {"file": SimpleUploadedFile("a.wav", content), **fields})
