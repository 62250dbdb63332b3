"""Reactions to people coming and going."""

from apps.accounts.events import SessionClosed
from apps.common.outbox import subscribe
from apps.staffing import services


@subscribe(SessionClosed)
def end_reading_session(event: SessionClosed) -> None:
    services.end_session(reader_id=event.user_id)
