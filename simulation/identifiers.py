"""Identifiers that depend only on the seed and on what they name."""

import hashlib


def make_uid(seed: int, *path: str | int) -> str:
    """A UID under 2.25 (DICOM PS3.5 B.2), the same for the same seed and path."""
    text = "/".join(str(part) for part in (seed, *path))
    return f"2.25.{int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], 'big')}"


def make_number(seed: int, *path: str | int) -> int:
    """A 31-bit number, the same for the same seed and path."""
    text = "/".join(str(part) for part in (seed, "number", *path))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1
