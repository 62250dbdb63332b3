"""Writing the archive: what other apps may call."""

from apps.archive.services.completing import complete_study
from apps.archive.services.storing import (
    CannotBeFiled,
    ReceivedObject,
    StoredInstance,
    store_instance,
)

__all__ = [
    "CannotBeFiled",
    "ReceivedObject",
    "StoredInstance",
    "complete_study",
    "store_instance",
]
