"""Writing the archive: what other apps may call."""

from apps.archive.services.care import break_glass, look_up_patients
from apps.archive.services.completing import complete_study
from apps.archive.services.showing import ShownFrame, show_frame
from apps.archive.services.storing import (
    CannotBeFiled,
    ReceivedObject,
    StoredInstance,
    store_instance,
)
from apps.archive.storage import forget_blob, instance_key, keep_file, open_blob, readable_file

__all__ = [
    "CannotBeFiled",
    "ReceivedObject",
    "ShownFrame",
    "StoredInstance",
    "break_glass",
    "complete_study",
    "forget_blob",
    "instance_key",
    "keep_file",
    "look_up_patients",
    "open_blob",
    "readable_file",
    "show_frame",
    "store_instance",
]
