"""From what became of an object to the line of the one table that says what its sender is told."""

from apps.intake.outcomes import Outcome
from apps.intake.services import ArrivalOutcome, Received

_BY_REASON = {"not_dicom": Outcome.CANNOT_UNDERSTAND, "study_differs": Outcome.DATA_SET_MISMATCH}


def outcome_of(received: Received) -> Outcome:
    """The line of the table in `apps.intake.outcomes`."""
    match received.outcome:
        case ArrivalOutcome.STORED:
            return Outcome.STORED
        case ArrivalOutcome.DUPLICATE:
            return Outcome.DUPLICATE
        case ArrivalOutcome.QUARANTINED:
            return Outcome.QUARANTINED
        case ArrivalOutcome.REFUSED:
            return _BY_REASON.get(received.reason, Outcome.PROCESSING_FAILURE)
