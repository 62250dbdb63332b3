"""The MNI ICBM 152 brain template that ships inside the nilearn wheel, read without nilearn."""

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER_BYTES = 352
_FILE = "mni_icbm152_{part}_tal_nlin_sym_09a_converted.nii.gz"

ORIGIN = (-98.0, -134.0, -72.0)
"""MNI coordinates in mm (x right to left, y back to front, z up) of the first voxel."""


class TemplateMissing(RuntimeError):
    """The nilearn wheel is not installed."""


@cache
def template(part: str) -> NDArray[np.uint8]:
    """The map `part` ("t1", "gm" or "wm"), uint8 of shape (197, 233, 189), 1 mm voxels, x first.

    Raises TemplateMissing when nilearn is not installed. The files are NIfTI-1 (352-byte header,
    uint8, first axis fastest).
    """
    found = find_spec("nilearn")
    if found is None or found.origin is None:
        raise TemplateMissing(
            "The brain template is missing. Install it with: "
            "pip install --no-deps -r requirements/simulation.txt"
        )
    path = Path(found.origin).parent / "datasets" / "data" / _FILE.format(part=part)
    content = gzip.decompress(path.read_bytes())
    shape = np.frombuffer(content, dtype="<i2", count=3, offset=42)
    voxels = np.frombuffer(content, dtype=np.uint8, offset=_HEADER_BYTES)
    return voxels.reshape(tuple(int(length) for length in shape), order="F")
