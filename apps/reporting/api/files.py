"""Reports as files: which formats an address may name, and the answer that carries one."""

from django.http import HttpResponse
from django.urls.converters import StringConverter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from apps.reporting.services import OUTPUTS, ReportFile

FORMAT = OpenApiParameter("what", str, OpenApiParameter.PATH, enum=list(OUTPUTS))
ANSWERS = {
    (200, media_type.partition(";")[0]): OpenApiTypes.BINARY for media_type, _ in OUTPUTS.values()
}


class OutputConverter(StringConverter):
    """A format of a signed version, as addresses name it."""

    regex = "|".join(OUTPUTS)


def file_response(file: ReportFile) -> HttpResponse:
    """A file to save, which no cache keeps."""
    return HttpResponse(
        file.content,
        content_type=file.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Cache-Control": "private, no-store",
        },
    )
