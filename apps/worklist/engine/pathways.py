"""The shipped pathways. Every practice starts with these and changes its own."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedPathway:
    """``minutes`` from listing to signature, None where the practice's policies decide."""

    code: str
    name: str
    queue_rank: int
    minutes: int | None
    cap_exempt: bool


SHIPPED_PATHWAYS = (
    ShippedPathway("stroke", "Stroke", 0, 15, cap_exempt=True),
    ShippedPathway("trauma", "Trauma", 1, 30, cap_exempt=True),
    ShippedPathway("stat", "STAT", 2, None, cap_exempt=False),
    ShippedPathway("urgent", "Urgent", 3, None, cap_exempt=False),
    ShippedPathway("routine", "Routine", 4, None, cap_exempt=False),
)

PATHWAY_OF_PRIORITY: Mapping[str, str] = {"STAT": "stat", "URGENT": "urgent", "ROUTINE": "routine"}
