"""The sound of a recording, whole or in ranges (RFC 9110 section 14), so that a player can jump."""

import re
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from apps.accounts.api.base import TenantView
from apps.common.api.negotiation import OneRepresentation
from apps.dictation import services
from apps.dictation.audio import AUDIO_TYPES

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


class DictationAudioView(TenantView):
    """Played on the page; what strangers sent does nothing else under this address."""

    capabilities: ClassVar = {"GET": ("dictation.use", "dictation.transcribe")}
    content_negotiation_class = OneRepresentation

    @extend_schema(
        operation_id="play_dictation",
        responses={(200, audio_type): OpenApiTypes.BINARY for audio_type in AUDIO_TYPES},
    )
    def get(self, request: Request, dictation_id: UUID) -> HttpResponse:
        asked = request.headers.get("Range", "")
        dictation, file = services.open_recording(
            actor=self.actor, dictation_id=dictation_id, goes_on=goes_on(asked)
        )
        with file:
            first, last = range_of(asked, dictation.size)
            if first > last:
                return HttpResponse(
                    status=416, headers={"Content-Range": f"bytes */{dictation.size}"}
                )
            file.seek(first)
            content = file.read(last - first + 1)
        headers = {
            "Accept-Ranges": "bytes",
            "Content-Disposition": "inline",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            "Cache-Control": "private, no-store",
        }
        partial = len(content) < dictation.size
        if partial:
            headers["Content-Range"] = f"bytes {first}-{last}/{dictation.size}"
        return HttpResponse(
            content,
            status=206 if partial else 200,
            content_type=dictation.audio_type,
            headers=headers,
        )


def goes_on(asked: str) -> bool:
    """Whether a player asks for more of what it has begun to play."""
    match = _RANGE.fullmatch(asked.strip())
    return match is not None and match[1].strip("0") != ""


def range_of(asked: str, size: int) -> tuple[int, int]:
    """The first and the last byte that a Range header asks for; all where it asks for none or for several, an end
    before its beginning where there is nothing.
    """
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[1] == match[2] == "":
        return 0, size - 1
    if not match[1]:
        return max(0, size - int(match[2])), size - 1 if int(match[2]) else -1
    last = min(int(match[2]) if match[2] else size - 1, size - 1)
    return int(match[1]), last
