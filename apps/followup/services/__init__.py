"""Following what signed reports recommend until it is done."""

from apps.followup.services.appointments import follow_order
from apps.followup.services.changes import (
    decline_follow_up,
    dismiss_follow_up,
    note_contact,
    note_done,
    reopen_follow_up,
    schedule_follow_up,
    view_follow_up,
)
from apps.followup.services.matching import accept_match, match_study, refuse_match
from apps.followup.services.reminders import (
    choose_reminder_contacts,
    mail_reminder,
    reminder_contacts_of,
)
from apps.followup.services.steps import fire_due_follow_up_steps
from apps.followup.services.tracking import follow_version

__all__ = [
    "accept_match",
    "choose_reminder_contacts",
    "decline_follow_up",
    "dismiss_follow_up",
    "fire_due_follow_up_steps",
    "follow_order",
    "follow_version",
    "mail_reminder",
    "match_study",
    "note_contact",
    "note_done",
    "refuse_match",
    "reminder_contacts_of",
    "reopen_follow_up",
    "schedule_follow_up",
    "view_follow_up",
]
