"""What became of a received object, and what the sender is told: one table for DIMSE and STOW-RS.

DIMSE statuses: PS3.4 B.2.3 and PS3.7 Annex C. STOW-RS failure reasons (0008,1197): PS3.18 Table
I.2-2. `docs/conformance.md` repeats this table for customers.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Self


@dataclass(frozen=True, slots=True)
class Answer:
    """`stow_failure_reason` is None when the object is filed and can be retrieved."""

    dimse_status: int
    stow_failure_reason: int | None


class Outcome(Enum):
    """The end of every arrival. The object is ours in the first three: the sender may forget it.

    A modality that is told of a quarantined object as a failure would send it for ever, so DIMSE says success. A
    STOW-RS client reads a list, and is told that the object was kept but cannot be retrieved.
    """

    STORED = Answer(0x0000, None)
    DUPLICATE = Answer(0x0000, None)  # noqa: PIE796 __new__ keeps equal answers apart
    QUARANTINED = Answer(0x0000, 0xC001)
    OUT_OF_RESOURCES = Answer(0xA700, 0xA700)
    DATA_SET_MISMATCH = Answer(0xA900, 0xA900)
    CANNOT_UNDERSTAND = Answer(0xC000, 0xC000)
    SOP_CLASS_NOT_SUPPORTED = Answer(0x0122, 0x0122)
    TRANSFER_SYNTAX_NOT_SUPPORTED = Answer(0x0122, 0xC122)
    NOT_AUTHORISED = Answer(0x0124, 0x0124)
    PROCESSING_FAILURE = Answer(0x0110, 0x0110)

    # Enum members with equal values would become aliases of each other.
    def __new__(cls, answer: Answer) -> Self:
        member = object.__new__(cls)
        member._value_ = len(cls.__members__)
        member.answer = answer
        return member

    answer: Answer

    @property
    def is_ours(self) -> bool:
        """Whether we answer for the object from now on."""
        return self.answer.dimse_status == 0x0000
