"""Writing the intake: what receivers, tasks and other apps may call."""

from apps.intake.services.completion import complete_quiet_studies
from apps.intake.services.peers import Admission, Refusal, RefusalReason, add_peer, admit
from apps.intake.services.quarantine import discard_quarantine_item, release_quarantine_item
from apps.intake.services.receiving import (
    ArrivalOutcome,
    Origin,
    Received,
    SpooledObject,
    TemporarilyUnavailable,
    receive_object,
)
from apps.intake.services.transfers import (
    HEARTBEAT_SECONDS,
    LIVE_SECONDS,
    beat_transfers,
    close_transfer,
    open_transfer,
)

__all__ = [
    "HEARTBEAT_SECONDS",
    "LIVE_SECONDS",
    "Admission",
    "ArrivalOutcome",
    "Origin",
    "Received",
    "Refusal",
    "RefusalReason",
    "SpooledObject",
    "TemporarilyUnavailable",
    "add_peer",
    "admit",
    "beat_transfers",
    "close_transfer",
    "complete_quiet_studies",
    "discard_quarantine_item",
    "open_transfer",
    "receive_object",
    "release_quarantine_item",
]
