"""Every state × every action, through the services."""

from typing import Any

import pytest

from apps.common.errors import Conflict, NotFound
from apps.dictation import services
from apps.dictation.states import DICTATION_TRANSITIONS, DictationState
from tests.apps.dictation.scenes import TYPED, TYPIST, dictating
from tests.factories import Practice

ACTIONS: dict[str, tuple[str, Any, dict[str, Any]]] = {
    "send": ("reader", services.send_dictation, {}),
    "claim": (TYPIST, services.claim_transcription, {}),
    "save": (TYPIST, services.save_transcription, {"sections": TYPED}),
    "release": (TYPIST, services.release_transcription, {}),
    "ask": (TYPIST, services.ask_reader, {"question": "Which side?"}),
    "submit": (TYPIST, services.submit_transcription, {"sections": TYPED}),
    "answer": ("reader", services.answer_question, {"answer": "Left."}),
    "return": ("reader", services.return_transcription, {"remark": "Left, not right."}),
    "accept": ("reader", services.accept_transcription, {}),
    "discard": ("reader", services.discard_dictation, {}),
}


def test_every_action_of_the_table_is_tried() -> None:
    assert {action for _, action in DICTATION_TRANSITIONS} == {*ACTIONS, "lapse"}


@pytest.mark.parametrize("state", DictationState.values())
def test_what_can_be_done(state: str, practice: Practice) -> None:
    scene = dictating(practice)
    for action, (who, service, said) in ACTIONS.items():
        dictation = scene.in_state(state)
        expected = DICTATION_TRANSITIONS.get((DictationState(state), action))
        if expected is None:
            # A transcriptionist does not even find what was not sent.
            with pytest.raises((Conflict, NotFound)):
                scene.does(who, service, dictation, **said)
            assert scene.fresh(dictation).state == state, action
        else:
            scene.does(who, service, dictation, **said)
            assert scene.fresh(dictation).state == expected, action
