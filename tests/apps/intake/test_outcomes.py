from apps.intake.outcomes import Outcome


def test_every_outcome_is_itself() -> None:
    assert len({outcome.name for outcome in Outcome}) == len(Outcome) == 10


def test_success_is_answered_exactly_for_what_is_ours() -> None:
    for outcome in Outcome:
        assert outcome.is_ours == (outcome.answer.dimse_status == 0)


def test_the_statuses_are_the_standards() -> None:
    assert Outcome.OUT_OF_RESOURCES.answer.dimse_status == 0xA700
    assert Outcome.DATA_SET_MISMATCH.answer.dimse_status == 0xA900
    assert Outcome.CANNOT_UNDERSTAND.answer.dimse_status == 0xC000
    assert Outcome.TRANSFER_SYNTAX_NOT_SUPPORTED.answer.stow_failure_reason == 0xC122
