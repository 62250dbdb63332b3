"""Sample files that ship inside the pydicom wheel, passed on byte for byte."""

from pathlib import Path

from pydicom.data import get_testdata_file


def sample_file(name: str) -> bytes:
    """Content of the pydicom test file `name`; FileNotFoundError when the wheel lacks it."""
    found = get_testdata_file(name, download=False)
    if not isinstance(found, str):
        raise FileNotFoundError(f"pydicom ships no test file called {name}")
    return Path(found).read_bytes()
