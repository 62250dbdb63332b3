"""Arithmetic on spans of time, half open: the start belongs to a span, the end does not."""

from collections.abc import Iterable
from datetime import UTC, datetime

FOREVER = datetime.max.replace(tzinfo=UTC)
Span = tuple[datetime, datetime | None]


def covered_until(spans: Iterable[Span], at: datetime) -> datetime:
    """The first instant from ``at`` on that no span holds: ``at`` itself if none holds it, else ``FOREVER`` at most.

    Spans that overlap or touch count as one, so that a licence renewed in time leaves no gap.
    """
    end = at
    for start, stop in sorted(spans, key=lambda span: span[0]):
        if start > end:
            break
        end = max(end, stop or FOREVER)
    return end


def first_start_after(starts: Iterable[datetime], at: datetime) -> datetime:
    """The earliest of ``starts`` that lies after ``at``; ``FOREVER`` if none does."""
    return min((start for start in starts if start > at), default=FOREVER)
