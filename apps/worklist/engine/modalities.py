"""Which modalities carry pictures to read (DICOM PS3.3 C.7.3.1.1.1), and which only accompany them."""

from collections.abc import Collection

ACCOMPANYING = frozenset(
    "ANN ASMT AU DOC FID KO M3D PLAN PR REG RESP RTDOSE RTPLAN RTRECORD RTSEGANN RTSTRUCT"
    " RWV SEG SMR SR STAIN TEXTUREMAP XAPROTOCOL CTPROTOCOL".split()
)


def image_modalities(modalities: Collection[str]) -> frozenset[str]:
    """The modalities that decide who may read a study: without reports, marks and plans, unless it has nothing else."""
    present = frozenset(modalities)
    return present - ACCOMPANYING or present
