"""A document as its page shows it: every value a finished string. Pure: no Django, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from apps.billing.money import written
from apps.reporting.pdf.script import ZERO_WIDTH_SPACE, breakable, direction, language

# Half of what an accession number can be (PS3.5, SH): two pieces stand side by side, unless their letters are wide.
PIECE = 8


@dataclass(frozen=True, slots=True)
class PaperLine:
    position: int
    performed_on: date
    accession_number: str
    text: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Paper:
    """An invoice, or with ``of_invoice`` a credit note on that one."""

    number: str
    site: str
    currency: str
    first_day: date
    last_day: date
    issued_on: date
    due_on: date | None
    net: Decimal
    tax_name: str
    tax_percent: Decimal
    tax: Decimal
    total: Decimal
    parties: Mapping[str, Any]
    lines: Sequence[PaperLine]
    of_invoice: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        return "Credit note" if self.of_invoice else "Invoice"


def page_of(paper: Paper) -> dict[str, Any]:
    """JSON values for ``invoice.typ``."""
    money = paper.currency
    return {
        "title": paper.title,
        "number": paper.number,
        "from": _party(paper.parties["from"]),
        "to": _party(paper.parties["to"]),
        "facts": [{"label": label, "value": line(value)} for label, value in _facts(paper)],
        "reason": line(paper.reason),
        "lines": [
            {
                "position": str(one.position),
                "day": day(one.performed_on),
                "accession": line(_in_column(one.accession_number)),
                "text": line(one.text),
                "amount": written(one.amount, money),
            }
            for one in paper.lines
        ],
        "totals": [
            {"label": "Net", "value": written(paper.net, money)},
            {"label": tax_label(paper), "value": written(paper.tax, money)},
            {"label": f"Total {money}", "value": written(paper.total, money)},
        ],
        "note": line("" if paper.of_invoice else paper.parties.get("payment_note", "")),
    }


def tax_label(paper: Paper) -> str:
    return f"{paper.tax_name or 'Tax'} {paper.tax_percent.normalize():f}%"


def day(at: date) -> str:
    return f"{at.day} {at:%b %Y}"


def line(text: str) -> dict[str, str]:
    """A text with the direction and language of its letters."""
    return {"text": breakable(text), "dir": direction(text), "lang": language(text)}


def _in_column(number: str) -> str:
    """With unseen places to break, so that a long one stays in its column."""
    return ZERO_WIDTH_SPACE.join(
        number[start : start + PIECE] for start in range(0, len(number), PIECE)
    )


def _facts(paper: Paper) -> list[tuple[str, str]]:
    return [
        ("Site", paper.site),
        ("Period", f"{day(paper.first_day)} – {day(paper.last_day)}"),
        ("Issued", day(paper.issued_on)),
        *([("Due", day(paper.due_on))] if paper.due_on else []),
        *([("Credits invoice", paper.of_invoice)] if paper.of_invoice else []),
        # On the first page, because the sum stands on the last of what may be eighty.
        ("Total", written(paper.total, paper.currency)),
    ]


def _party(party: Mapping[str, str]) -> list[dict[str, str]]:
    number = party.get("tax_number", "")
    rows = [
        party["name"],
        *party.get("address", "").splitlines(),
        *([f"Tax number {number}"] if number else []),
    ]
    return [line(row) for row in rows if row.strip()]
