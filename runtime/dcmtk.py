"""Where DCMTK's programs are. pynetdicom puts scripts of the same names on a virtual environment's PATH."""

import shutil
from pathlib import Path

from runtime.errors import RuntimeProblem

# A program that only DCMTK has; its neighbours are DCMTK's too.
ONLY_DCMTK = "dcmsend"


def program(name: str) -> str:
    """The path of DCMTK's program ``name``; raises RuntimeProblem where DCMTK is not installed."""
    found = shutil.which(ONLY_DCMTK)
    path = Path(found).with_name(name) if found else None
    if path is None or not path.exists():
        raise RuntimeProblem(f"{name} is part of DCMTK; install the Debian package dcmtk")
    return str(path)
