"""The life of a dictation that a person types: from the recording to the text in the report."""

from enum import StrEnum

from apps.common.states import TransitionTable


class DictationState(StrEnum):
    """``recorded``: kept, not sent yet. ``returned``: the transcriptionist asks something. ``accepted``: the reader has
    put the text into the report. ``discarded``: nobody wants it any more.
    """

    RECORDED = "recorded"
    QUEUED = "queued"
    IN_TRANSCRIPTION = "in_transcription"
    RETURNED = "returned"
    TRANSCRIBED = "transcribed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"

    @classmethod
    def values(cls) -> list[str]:
        return [state.value for state in cls]


S = DictationState
SETTLED = (S.ACCEPTED, S.DISCARDED)
OPEN = tuple(state for state in S if state not in SETTLED)

DICTATION_TRANSITIONS: TransitionTable = {
    (S.RECORDED, "send"): S.QUEUED,
    (S.QUEUED, "claim"): S.IN_TRANSCRIPTION,
    # Who claims what he types already goes on typing, after a reload of the page.
    (S.IN_TRANSCRIPTION, "claim"): S.IN_TRANSCRIPTION,
    (S.IN_TRANSCRIPTION, "save"): S.IN_TRANSCRIPTION,
    (S.IN_TRANSCRIPTION, "release"): S.QUEUED,
    (S.IN_TRANSCRIPTION, "lapse"): S.QUEUED,
    (S.IN_TRANSCRIPTION, "ask"): S.RETURNED,
    (S.IN_TRANSCRIPTION, "submit"): S.TRANSCRIBED,
    (S.RETURNED, "answer"): S.QUEUED,
    (S.TRANSCRIBED, "return"): S.QUEUED,
    (S.TRANSCRIBED, "accept"): S.ACCEPTED,
    **{(state, "discard"): S.DISCARDED for state in OPEN},
}
