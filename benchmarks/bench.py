"""What every benchmark is given: both servers, a folder to work in, and how much effort to make."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.orthanc import Orthanc
from benchmarks.product import Product


@dataclass(frozen=True)
class Effort:
    """How often and how long; every benchmark is bounded by these."""

    rounds: int
    seconds: float
    instances: int
    small: int
    large: int
    listeners: tuple[int, ...]
    claims: int


FULL = Effort(
    rounds=3,
    seconds=3,
    instances=240,
    small=10_000,
    large=1_000_000,
    listeners=(100, 500),
    claims=10,
)
QUICK = Effort(
    rounds=2,
    seconds=2,
    instances=64,
    small=2_000,
    large=20_000,
    listeners=(50, 100),
    claims=5,
)


@dataclass(frozen=True)
class Bench:
    """A run under way."""

    product: Product
    orthanc: Orthanc
    folder: Path
    effort: Effort
