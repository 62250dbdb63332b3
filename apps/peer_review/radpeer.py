"""The RADPEER scale of the American College of Radiology, as it stands since 2016: 1, 2a, 2b, 3a, 3b. Pure.

1: concurs. 2: a difference in interpretation that is not ordinarily expected to be seen. 3: one that should be seen
most of the time. a: unlikely to matter clinically, b: likely to. There is no 4 any more.
"""

from typing import Final

CONCURS: Final = "1"
SCORES: Final = ("1", "2a", "2b", "3a", "3b")
# These go to the practice's committee before they count.
NEED_ARBITRATION: Final = ("2b", "3a", "3b")
# In peer learning nothing is scored; it is said what there is to learn.
LESSONS: Final = ("agree", "good_catch", "learning_point")

# The scale of 2002 to 2015: 4 stood for what should be seen almost every time, and went into 3.
_LEGACY: Final = {
    "1": "1",
    "2a": "2a",
    "2b": "2b",
    "3a": "3a",
    "3b": "3b",
    "4a": "3a",
    "4b": "3b",
}


def needs_comment(score: str) -> bool:
    """Whether who scores has to say what differs: everything but 1."""
    return score != CONCURS


def needs_arbitration(score: str) -> bool:
    return score in NEED_ARBITRATION


def from_legacy(score: str) -> str:
    """A score of the older scale on the present one.

    Raises ``ValueError`` for what it does not hold, and for a 2, 3 or 4 that does not say whether it mattered: nobody
    can make that up afterwards.
    """
    found = _LEGACY.get(score.strip().lower())
    if found is None:
        raise ValueError(f"‘{score}’ is no RADPEER score with its letter")
    return found
