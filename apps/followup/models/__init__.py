"""Follow-ups that signed reports recommend, and everything that is done about them."""

from apps.followup.models.follow_ups import FollowUp
from apps.followup.models.matches import FollowUpMatch
from apps.followup.models.records import FollowUpEntry, FollowUpStep
from apps.followup.models.reminders import ReminderContact, ReminderMail

__all__ = [
    "FollowUp",
    "FollowUpEntry",
    "FollowUpMatch",
    "FollowUpStep",
    "ReminderContact",
    "ReminderMail",
]
