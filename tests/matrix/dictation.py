"""Who may dictate, type and choose."""

from typing import Any

from apps.common.isolation import tenant_context
from apps.dictation.services import add_word
from tests.apps.dictation.scenes import TYPED, dictating
from tests.apps.dictation.speech_engine import RECORDING
from tests.factories import Practice
from tests.matrix.calls import READER, Call, Endpoint

TYPISTS = frozenset({"transcriptionist"})
MANAGERS = frozenset({"manager", "admin"})
KEEPERS = READER | MANAGERS


def _report(practice: Practice, role: str) -> Call:
    return Call({"report_id": dictating(practice).report.id}, file=RECORDING)


def _in(state: str, body: dict[str, Any] | None = None) -> Any:
    def prepare(practice: Practice, role: str) -> Call:
        return Call({"dictation_id": dictating(practice).in_state(state).id}, body)

    return prepare


def _new_word(practice: Practice, role: str) -> Call:
    shared = role != "reader"
    return Call(body={"shared": shared, "spoken": "pie rads", "written": "PI-RADS"})


def _word(practice: Practice, role: str) -> Call:
    shared = role != "reader"
    with tenant_context(practice.tenant_id):
        word = add_word(
            actor=practice.actor("manager" if shared else "reader"),
            shared=shared,
            spoken="eetoh",
            written="Ito",
        )
    return Call({"word_id": word.id}, {"spoken": "eetoh", "written": "Itō"})


def _choices(practice: Practice, role: str) -> Call:
    return Call(body={"browser_speech": True})


def _typed(practice: Practice, role: str) -> Call:
    """Heard by who spoke and by who types it: here the same call serves both."""
    return Call({"dictation_id": dictating(practice).in_state("in_transcription").id})


REMARK = {"remark": "left, not right"}
TEXT = {"sections": TYPED}

DICTATION_ENDPOINTS = [
    Endpoint("dictation-settings", "GET", KEEPERS | TYPISTS),
    Endpoint("dictation-settings", "PATCH", MANAGERS, _choices),
    Endpoint("dictation-words", "GET", KEEPERS),
    Endpoint("dictation-words", "POST", KEEPERS, _new_word),
    Endpoint("dictation-word", "PUT", KEEPERS, _word),
    Endpoint("dictation-word", "DELETE", KEEPERS, _word),
    Endpoint("report-dictations", "POST", READER, _report),
    Endpoint("dictations", "GET", READER),
    Endpoint("dictation", "GET", READER, _in("queued")),
    Endpoint("dictation-audio", "GET", READER | TYPISTS, _typed),
    Endpoint("dictation-send", "POST", READER, _in("recorded")),
    Endpoint("dictation-answer", "POST", READER, _in("returned", REMARK)),
    Endpoint("dictation-return", "POST", READER, _in("transcribed", REMARK)),
    Endpoint("dictation-accept", "POST", READER, _in("transcribed")),
    Endpoint("dictation-discard", "POST", READER, _in("queued")),
    Endpoint("transcriptions", "GET", TYPISTS),
    Endpoint("transcription", "GET", TYPISTS, _in("queued")),
    Endpoint("transcription-claim", "POST", TYPISTS, _in("queued")),
    Endpoint("transcription-release", "POST", TYPISTS, _in("in_transcription")),
    Endpoint("transcription-text", "PUT", TYPISTS, _in("in_transcription", TEXT)),
    Endpoint("transcription-ask", "POST", TYPISTS, _in("in_transcription", REMARK)),
    Endpoint("transcription-submit", "POST", TYPISTS, _in("in_transcription", TEXT)),
]
