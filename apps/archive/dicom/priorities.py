"""How urgent the sender says it is, in the words of the worklist."""

from typing import Literal

Priority = Literal["STAT", "URGENT", "ROUTINE"]

_REQUESTED_PROCEDURE_PRIORITY: dict[str, Priority] = {
    "STAT": "STAT",
    "EMERGENCY": "STAT",
    "HIGH": "URGENT",
    "URGENT": "URGENT",
    "ASAP": "URGENT",
    "ROUTINE": "ROUTINE",
    "MEDIUM": "ROUTINE",
    "MED": "ROUTINE",
    "LOW": "ROUTINE",
}


def priority_of(requested_procedure_priority: str, study_priority_id: str) -> Priority | None:
    """From (0040,1003) (PS3.3 Table C.4-11), else the retired (0032,000C); None if neither says.

    HIGH is not STAT: the standard lists both, STAT above it.
    """
    for text in (requested_procedure_priority, study_priority_id):
        priority = _REQUESTED_PROCEDURE_PRIORITY.get(text.strip().upper())
        if priority is not None:
            return priority
    return None
