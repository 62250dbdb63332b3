"""The checks on single values that conditions and actions share."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from apps.worklist.engine.rules.mistakes import Findings
from apps.worklist.engine.rules.operators import minute_of_day
from apps.worklist.engine.text import spaced

MOST_CODES = 200
MOST_TEXT = 200
MOST_SHOWN = 40


def has_only_keys(
    findings: Findings,
    value: Mapping[Any, Any],
    *,
    required: Sequence[str],
    optional: Sequence[str],
) -> bool:
    """Whether every required key is there and no key is unknown; what is not so is found."""
    missing = [key for key in required if key not in value]
    unknown = [key for key in value if key not in required and key not in optional]
    for key in missing:
        findings.below(key).add("missing", f"“{key}” is missing.")
    for key in unknown:
        findings.below(str(key)).add("unknown_key", f"“{shown(key)}” means nothing here.")
    return not missing and not unknown


def is_short_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= most


def is_number(value: Any) -> bool:
    """A finite number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or math.isfinite(value)


def is_minute_of_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and minute_of_day(value) >= 0
    except ValueError:
        return False


def says_something(value: Any) -> bool:
    """Whether a phrase has at least one word to look for."""
    return is_short_text(value, MOST_TEXT) and bool(spaced(value))


def shown(value: Any) -> str:
    """``value`` as a message can quote it."""
    text = str(value)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"
