"""A large object passes the STOW-RS receiver without passing through memory."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

MEBIBYTE = 1024 * 1024
OBJECT_BYTES = 384 * MEBIBYTE

PROGRAM = f"""
import resource, sys
from pathlib import Path
from apps.archive.dicom.headers import parse_headers
from apps.archive.dicom.part10 import content_hash
from apps.intake.receivers.stow.multipart import split_parts
from tests.objects import as_bytes, make_object

pixels = {OBJECT_BYTES}
head, _, _ = as_bytes(make_object(Rows=16384, Columns=12288)).partition(bytes(range(128)))
head = head[:-4] + pixels.to_bytes(4, "little")
pending = bytearray(b"--x\\r\\nContent-Type: application/dicom\\r\\n\\r\\n" + head)
left = pixels

def read(size):
    global left
    if pending:
        chunk = bytes(pending)
        pending.clear()
    elif left:
        chunk = bytes(min(size, left))
        left -= len(chunk)
        if not left:
            pending.extend(b"\\r\\n--x--\\r\\n")
    else:
        chunk = b""
    return chunk

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
folder = Path(sys.argv[1])
(part,) = split_parts(read, boundary="x", new_file=lambda: folder / "part.dcm")
assert part.path.stat().st_size == len(head) + pixels
assert parse_headers(part.path).pixels.length == pixels
content_hash(part.path)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_memory_does_not_grow_with_the_object(tmp_path: Path) -> None:
    program = "import django; django.setup()\n" + PROGRAM
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < 100
