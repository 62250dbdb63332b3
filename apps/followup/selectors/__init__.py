"""Reading follow-ups, and letting ids from outside in."""

from apps.followup.selectors.follow_ups import (
    access_follow_up,
    access_match,
    entries_of,
    follow_ups,
    lock_follow_up,
    matches_of,
    reminder_contacts,
    steps_of,
)

__all__ = [
    "access_follow_up",
    "access_match",
    "entries_of",
    "follow_ups",
    "lock_follow_up",
    "matches_of",
    "reminder_contacts",
    "steps_of",
]
