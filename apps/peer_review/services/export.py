"""What an accreditation asks for: counts per reader, and each counted review without whose patient it was."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.peer_review.radpeer import SCORES
from apps.peer_review.selectors.figures import all_cards, counted

EXPORTS = ("readers", "reviews")
RATE_COLUMNS = [
    f"{rate}{end}" for rate in ("agreement", "significant") for end in ("", "_low", "_high")
]


def export_reviews(
    *, actor: Actor, what: str, since: datetime | None = None, until: datetime | None = None
) -> str:
    """CSV (RFC 4180) with a header. Neither holds a patient, an accession number or a reviewer. On record."""
    actor.require("review.export")
    rows = list(_readers(actor, since, until) if what == "readers" else _reviews(since, until))
    record(
        actor=actor,
        action="review.exported",
        object_type="tenant",
        object_id=actor.tenant_id,
        detail={"what": what, "rows": len(rows) - 1},
    )
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


Row = list[str | int]


def _readers(actor: Actor, since: datetime | None, until: datetime | None) -> Iterator[Row]:
    yield ["reader", "counted", *(f"score_{score}" for score in SCORES), *RATE_COLUMNS]
    for one in all_cards(actor=actor, since=since, until=until).cards:
        rates: Row = []
        for found in (one.card.agreement, one.card.significant):
            known = found and (found.share, found.interval.low, found.interval.high)
            rates += [f"{value:.4f}" for value in known] if known else ["too few"] * 3
        # A cell that begins like a formula is text to a reader and a formula to a spreadsheet.
        name = one.name if one.name[:1].isalnum() else f"'{one.name}"
        yield [name, one.card.total, *(one.card.counts[s] for s in SCORES), *rates]


def _reviews(since: datetime | None, until: datetime | None) -> Iterator[Row]:
    yield ["review", "closed_month", "origin", "modality", "score", "arbitrated", "final_score"]
    rows = counted(since, until).order_by("closed_at", "id")
    for number, review in enumerate(rows.iterator(chunk_size=1000), start=1):
        month = review.closed_at.strftime("%Y-%m") if review.closed_at else ""
        arbitrated = "yes" if review.arbitrated_at else "no"
        yield [
            number,
            month,
            review.origin,
            review.modality,
            review.score,
            arbitrated,
            review.final_score,
        ]
