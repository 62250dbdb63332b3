"""Where recordings lie: in the object storage, under keys that begin with the tenant."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from apps.archive.services import forget_blob, keep_file, open_blob
from apps.common.isolation import required_tenant_id
from apps.dictation.audio import ENDINGS, AudioType


def keep_sound(*, dictation_id: UUID, audio_type: AudioType, content: bytes) -> str:
    """Keeps a recording of the current tenant and answers its key; when this returns, it survives a loss of power.

    Raises as ``keep_file``, and then nothing lies there.
    """
    key = f"{required_tenant_id()}/dictations/{dictation_id}.{ENDINGS[audio_type]}"
    settings.SPOOL_ROOT.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=settings.SPOOL_ROOT, prefix="dictation-", delete=False) as spooled:
        path = Path(spooled.name)
        try:
            spooled.write(content)
            spooled.flush()
            keep_file(spooled=path, key=key)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return key


def open_sound(key: str) -> BinaryIO:
    """Open for reading and seeking. Raises ``FileNotFoundError``, also for a key of another tenant."""
    _require_own(key)
    return open_blob(key)


def forget_sound(key: str) -> None:
    """Deletes it for good; nothing there is no error. Raises ``FileNotFoundError`` for a key of another tenant."""
    _require_own(key)
    forget_blob(key)


def _require_own(key: str) -> None:
    if not key.startswith(f"{required_tenant_id()}/"):
        raise FileNotFoundError(key)
