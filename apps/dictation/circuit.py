"""Whether the engine is asked at all: after failures in a row it is left alone for a while, by every process.

Kept in the cache, because it may be lost: without it every utterance asks the engine, and waits for it.
"""

import logging
import math

from django.core.cache import cache
from redis.exceptions import RedisError

from apps.common.clock import now

logger = logging.getLogger(__name__)

FAILURES_IN_A_ROW = 3
REST_SECONDS = 30
# The first failure after a rest begins the next one, so long as failures are remembered.
_REMEMBERED_SECONDS = 300
_FAILURES, _RESTS_UNTIL = "speech-engine.failures", "speech-engine.rests-until"


def rest_seconds() -> int:
    """For how many seconds the engine is not asked; 0 where it may be."""
    try:
        until: float | None = cache.get(_RESTS_UNTIL)
    except (RedisError, OSError):
        return 0
    return max(0, math.ceil(until - now().timestamp())) if until else 0


def note_success() -> None:
    """Whatever failed before is forgotten."""
    try:
        cache.delete_many([_FAILURES, _RESTS_UNTIL])
    except (RedisError, OSError):
        logger.debug("The speech engine's failures could not be forgotten.")


def note_failure(reason: str) -> None:
    """``reason`` names what happened, never what was said."""
    logger.warning("The speech engine gave no answer: %s", reason)
    try:
        cache.add(_FAILURES, 0, timeout=_REMEMBERED_SECONDS)
        if cache.incr(_FAILURES) >= FAILURES_IN_A_ROW:
            until = now().timestamp() + REST_SECONDS
            cache.set(_RESTS_UNTIL, until, timeout=REST_SECONDS)
    except (RedisError, OSError, ValueError):
        logger.debug("The speech engine's failure could not be counted.")
