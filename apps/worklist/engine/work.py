"""How much work a study is expected to be, before anyone has read it.

The figures are this project's own estimates, not taken from any licensed code table: minutes from
opening to signature, and relative value units in which 1.0 is an unenhanced CT of the head.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from apps.worklist.engine.modalities import image_modalities


@dataclass(frozen=True, slots=True)
class Work:
    """``minutes`` of a reader's time, and ``rvu`` of credit, which the number of images does not change."""

    minutes: float
    rvu: float


@dataclass(frozen=True, slots=True)
class _Usual:
    minutes: float
    rvu: float
    images: int


ANY = ""
_USUAL: Mapping[tuple[str, str], _Usual] = {
    ("CT", ANY): _Usual(10, 1.3, 300),
    ("CT", "neuro"): _Usual(7, 1.0, 150),
    ("CT", "chest"): _Usual(10, 1.3, 350),
    ("CT", "abdomen"): _Usual(12, 1.7, 450),
    ("CT", "cardiac"): _Usual(20, 2.6, 600),
    ("CT", "vascular"): _Usual(18, 2.3, 900),
    ("CT", "msk"): _Usual(9, 1.1, 300),
    ("MR", ANY): _Usual(15, 2.0, 400),
    ("MR", "neuro"): _Usual(14, 1.9, 400),
    ("MR", "abdomen"): _Usual(18, 2.3, 700),
    ("MR", "breast"): _Usual(20, 2.5, 1200),
    ("MR", "cardiac"): _Usual(28, 3.3, 900),
    ("MR", "msk"): _Usual(12, 1.7, 250),
    ("CR", ANY): _Usual(2.5, 0.25, 2),
    ("CR", "msk"): _Usual(2, 0.2, 3),
    ("DX", ANY): _Usual(2.5, 0.25, 2),
    ("DX", "msk"): _Usual(2, 0.2, 3),
    ("US", ANY): _Usual(6, 0.8, 40),
    ("US", "vascular"): _Usual(8, 1.0, 50),
    ("MG", ANY): _Usual(5, 0.9, 4),
    ("NM", ANY): _Usual(10, 1.2, 60),
    ("PT", ANY): _Usual(25, 3.2, 900),
    ("XA", ANY): _Usual(12, 1.4, 200),
    ("RF", ANY): _Usual(7, 0.8, 40),
    ("IO", ANY): _Usual(2, 0.2, 2),
    ("PX", ANY): _Usual(3, 0.3, 1),
    ("BMD", ANY): _Usual(2, 0.25, 2),
    (ANY, ANY): _Usual(8, 0.8, 100),
}
LEAST_SHARE = 0.8
MOST_SHARE = 2.0
IMAGES_WEIGHT = 0.25


def expected_work(modalities: Collection[str], procedure_group: str, image_count: int) -> Work:
    """The work of reading one study; of several modalities the longest counts.

    A study with many more images than usual takes longer, at most twice as long; with very few, a fifth less.
    An unknown number (0 or less) counts as usual.
    """
    names = sorted(image_modalities(modalities)) or [ANY]
    return max(
        (_one(name, procedure_group, image_count) for name in names),
        key=lambda work: (work.minutes, work.rvu),
    )


def _one(modality: str, group: str, image_count: int) -> Work:
    usual = _USUAL.get((modality, group)) or _USUAL.get((modality, ANY)) or _USUAL[ANY, ANY]
    ratio = image_count / usual.images if image_count > 0 else 1.0
    share = 1 + IMAGES_WEIGHT * (ratio - 1)
    minutes = usual.minutes * min(MOST_SHARE, max(LEAST_SHARE, share))
    return Work(round(minutes, 2), usual.rvu)
