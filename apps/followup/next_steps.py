"""What is to be done next for a follow-up: one thing, said to whoever looks at it. Pure: no Django, no clock."""

from datetime import date

NEXT_STEPS = (
    "decide_match",
    "call_site",
    "make_appointment",
    "await_images",
    "wait",
    "agree_time",
    "none",
)


def next_step(
    *, state: str, not_before: date | None, has_proposal: bool, scheduled_on: date | None
) -> str:
    """One of ``NEXT_STEPS``; ``none`` where it has ended."""
    if state not in ("open", "due", "overdue", "scheduled"):
        return "none"
    if has_proposal:
        return "decide_match"
    if state == "overdue":
        return "call_site"
    if scheduled_on is not None:
        return "await_images"
    if state == "due":
        return "make_appointment"
    return "wait" if not_before else "agree_time"
