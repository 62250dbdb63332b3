"""The hash chain over audit events. Pure: no Django, no clock."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FIRST_DIGEST = "0" * 64


def link_digest(*, sequence: int, previous_digest: str, event: Mapping[str, Any]) -> str:
    """SHA-256 over the place, the previous digest and the event's canonical JSON (RFC 8785 for these value types)."""
    canonical = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{sequence}\n{previous_digest}\n{canonical}".encode()).hexdigest()
