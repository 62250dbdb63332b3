"""Which modalities carry pictures to read (DICOM PS3.3 C.7.3.1.1.1), and which only accompany them."""

from collections.abc import Collection
from functools import lru_cache

ACCOMPANYING = frozenset(
    "ANN ASMT AU DOC FID KO M3D PLAN PR REG RESP RTDOSE RTPLAN RTRECORD RTSEGANN RTSTRUCT"
    " RWV SEG SMR SR STAIN TEXTUREMAP XAPROTOCOL CTPROTOCOL".split()
)


def image_modalities(modalities: Collection[str]) -> frozenset[str]:
    """The modalities that decide who may read a study: without reports, marks and plans, unless it has nothing else."""
    return _image_modalities(frozenset(modalities))


@lru_cache(maxsize=1024)
def _image_modalities(present: frozenset[str]) -> frozenset[str]:
    return present - ACCOMPANYING or present
