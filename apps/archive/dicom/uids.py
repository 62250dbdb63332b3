"""Which UIDs we can file under (PS3.5 section 9)."""

import re
from typing import Literal

UidProblem = Literal["missing", "too_long", "illegal_characters", "leading_zero"]

_LONGEST = 64
_FORM = re.compile(r"[0-9]+(\.[0-9]+)*")
_LEADING_ZERO = re.compile(r"(^|\.)0[0-9]")


def uid_problem(uid: str) -> UidProblem | None:
    """What PS3.5 9.1 finds wrong with a UID, None if nothing."""
    if not uid:
        return "missing"
    if len(uid) > _LONGEST:
        return "too_long"
    if not _FORM.fullmatch(uid):
        return "illegal_characters"
    return "leading_zero" if _LEADING_ZERO.search(uid) else None


def can_be_filed(uid: str) -> bool:
    """Whether an object may be stored under a UID: leading zeros are wrong, but harmless."""
    return uid_problem(uid) in (None, "leading_zero")
