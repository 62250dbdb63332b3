"""Which reports are reviewed, and by whom: chance, but the same chance again for the same seed. Pure.

Every report has a value in [0, 1) that follows from the seed and its id alone (HMAC-SHA-256), so a draw depends on no
order and on no other report; nobody who does not know the seed can tell it beforehand.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

_SPAN: Final = 2.0**64


@dataclass(frozen=True, slots=True)
class Drawable:
    """A signed report; ``reader_id`` is who signed it."""

    report_id: UUID
    reader_id: UUID
    modality: str
    site_id: UUID


@dataclass(frozen=True, slots=True)
class Share:
    """Of the reports that match (an empty condition matches all) this percentage is drawn."""

    percent: float
    reader_id: UUID | None = None
    modality: str = ""
    site_id: UUID | None = None

    def matches(self, one: Drawable) -> bool:
        return (
            self.reader_id in (None, one.reader_id)
            and self.modality in ("", one.modality)
            and self.site_id in (None, one.site_id)
        )

    @property
    def weight(self) -> int:
        """How closely it says whom it means: a reader outweighs a modality, which outweighs a site."""
        return 4 * bool(self.reader_id) + 2 * bool(self.modality) + bool(self.site_id)


@dataclass(frozen=True, slots=True)
class Plan:
    """``percent`` of everything but where one of ``shares`` says otherwise; per reader at least ``minimum`` reports of
    the period, where there are so many, and at most ``maximum``.
    """

    percent: float
    shares: tuple[Share, ...] = ()
    minimum: int = 0
    maximum: int | None = None

    def percent_for(self, one: Drawable) -> float:
        """The closest share that matches; of two that are equally close the first."""
        found = max(
            (s for s in self.shares if s.matches(one)), key=lambda s: s.weight, default=None
        )
        return found.percent if found else self.percent


@dataclass(frozen=True, slots=True)
class Drawn:
    """``reason``: ``share``, or ``minimum`` where the reader's quota asked for more than the share gave."""

    report_id: UUID
    reader_id: UUID
    reason: str


def value_of(seed: bytes, *ids: UUID | str) -> float:
    """The value in [0, 1) that belongs to these ids."""
    message = "|".join(str(one) for one in ids).encode()
    digest = hmac.new(seed, message, hashlib.sha256).digest()
    # 53 bits fill a float exactly; more could round up to 1.
    return (int.from_bytes(digest[:8], "big") >> 11 << 11) / _SPAN


def draw(seed: bytes, population: Iterable[Drawable], plan: Plan) -> list[Drawn]:
    """What is drawn of ``population``, by reader and chance. What has a share of 0 % is never drawn."""
    ranked: defaultdict[UUID, list[tuple[float, UUID]]] = defaultdict(list)
    for one in population:
        percent = plan.percent_for(one)
        if percent > 0:
            # Below 1 is drawn; divided by its share, the rest is ordered with the same weights.
            rank = value_of(seed, one.report_id) / (percent / 100)
            ranked[one.reader_id].append((rank, one.report_id))
    found = []
    for reader_id in sorted(ranked):
        reports = sorted(ranked[reader_id])
        drawn = sum(rank < 1 for rank, _ in reports)
        most = len(reports) if plan.maximum is None else plan.maximum
        least = min(plan.minimum, most)
        for place, (rank, report_id) in enumerate(reports[: min(max(drawn, least), most)]):
            reason = "share" if rank < 1 and place < drawn else "minimum"
            found.append(Drawn(report_id, reader_id, reason))
    return found


def population_digest(population: Iterable[Drawable]) -> str:
    """SHA-256 over what was drawn from, whatever its order: 64 hexadecimal digits."""
    lines = sorted(f"{p.report_id} {p.reader_id} {p.modality} {p.site_id}" for p in population)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def in_sequence(seed: bytes, key: UUID, loads: Mapping[UUID, int]) -> Sequence[UUID]:
    """The candidates in the order in which they are asked to review ``key``: who has had least first, then chance."""
    return sorted(loads, key=lambda one: (loads[one], value_of(seed, key, one)))
